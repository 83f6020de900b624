import type { Bundle, FhirResource } from 'fhir/r4';
import { type Check, must } from '../checks/check.ts';
import { nodeOf } from '../json.ts';
import type { Sample } from '../material/read-samples.ts';
import { type Answer, type Door, writeInside } from '../open-door.ts';
import { specialBundles } from './special-bundles.ts';
import { isTerminologyCase } from './tx-cases.ts';

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
};

/** Numbers as they are written, so that `105.00` is not `105`. */
const withDigits = (text: string): Record<string, unknown> =>
  nodeOf(
    JSON.parse(
      text.replace(/("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)/g, (_all, quoted?: string, number?: string) =>
        quoted === undefined ? `"#${number}"` : quoted,
      ),
    ),
  );

function same(text: string, id: unknown): string {
  const { meta, ...rest } = withDigits(text);
  const { versionId, lastUpdated, ...kept } = nodeOf(meta);
  return JSON.stringify(ordered({ ...rest, id, meta: kept }));
}

const accepted = ({ status, text }: Answer): void =>
  must(status === 200 || status === 201, `${status} ${text.slice(0, 240)}`);

async function loadBundle(door: Door, text: string, { entry = [] }: Bundle): Promise<void> {
  const answer = await door.send('POST', '/', text);
  accepted(answer);
  const done = (answer.body as Bundle).entry ?? [];
  must(done.length === entry.length, `${done.length} of ${entry.length} entries`);
  must(!JSON.stringify(done).includes('urn:uuid'), 'a urn is left');
}

/** Written and read back: nothing lost, nothing added, each decimal as it was written. */
async function loadResource(door: Door, text: string, { resourceType: type, id }: FhirResource, isFirst: boolean) {
  const isPut = id !== undefined && isFirst;
  const sent = await (isPut ? door.send('PUT', `/${type}/${id}`, text) : door.send('POST', `/${type}`, text));
  accepted(sent);
  const own = nodeOf(sent.body).id;
  const back = await door.send('GET', `/${type}/${own}`);
  must(same(back.text, own) === same(text, own), 'what comes back differs');
}

async function load(door: Door, text: string, isFirst: boolean): Promise<void> {
  const resource = JSON.parse(text) as FhirResource;
  if (resource.resourceType === 'AuditEvent') return writeInside(door, { ...resource, id: resource.id ?? 'file' });
  const isWork = resource.resourceType === 'Bundle' && /^(transaction|batch)$/.test(resource.type);
  return isWork ? loadBundle(door, text, resource) : loadResource(door, text, resource, isFirst);
}

/** First what others point at. */
const rank = ({ archive }: Sample): number => (archive === 'synthea-r4-info' ? 0 : 1);

const addressOf = ({ archive, text }: Sample): string => {
  const { resourceType, id = '' } = JSON.parse(text) as FhirResource;
  return `${archive} ${resourceType}/${id}`;
};

/** Every resource of others: a row each. Two files of one archive with the same id are two resources all the same. */
export function fileChecks(samples: readonly Sample[]): Check[] {
  const taken = new Set<string>();
  return samples
    .filter((one) => one.path.endsWith('.json') && !isTerminologyCase(one))
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((sample): Check[] => {
      const row = `${sample.archive}/${sample.path}`;
      const check = (says: string, run: Check['run']): Check => ({ section: 'Files of others', row, says, run });
      const special = specialBundles[row];
      if (special) return special(sample, check);
      const address = addressOf(sample);
      const isFirst = !taken.has(address);
      taken.add(address);
      return [check('is loaded and read back', (door) => load(door, sample.text, isFirst))];
    });
}

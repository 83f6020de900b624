import type { Bundle, FhirResource, Parameters, ValueSet } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import { readSamples, type Sample } from '../material/read-samples.ts';
import { type Answer, type Door, writeInside } from '../open-door.ts';
import type { Row } from '../row.ts';
import { must } from './check.ts';
import { parameterOf } from './operations.ts';

/** What became of one file: loaded and read back equal, or refused with a reason. */
type Fate = 'loaded' | { readonly refused: string };

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
};

function same(resource: object): string {
  const { meta, ...rest } = resource as Record<string, unknown>;
  const { versionId, lastUpdated, ...kept } = nodeOf(meta);
  return JSON.stringify(ordered({ ...rest, meta: kept }));
}

const reasonOf = ({ status, body, text }: Answer): string => {
  const issue = nodeOf((nodeOf(body).issue as unknown[] | undefined)?.[0]);
  must(status < 500 && issue.diagnostics !== undefined, `${status} ${text.slice(0, 160)}`);
  return `${status} ${issue.diagnostics} ${issue.expression ?? ''}`.trim();
};

async function loadBundle(door: Door, bundle: Bundle): Promise<Fate> {
  const answer = await door.send('POST', '/', bundle);
  if (answer.status !== 200) return { refused: reasonOf(answer) };
  const done = (answer.body as Bundle).entry ?? [];
  must(done.length === bundle.entry?.length, `${done.length} of ${bundle.entry?.length} entries`);
  must(!JSON.stringify(done).includes('urn:uuid'), 'a urn is left');
  return 'loaded';
}

async function loadResource(door: Door, resource: FhirResource): Promise<Fate> {
  const { resourceType: type, id } = resource;
  if (type === 'AuditEvent') {
    await writeInside(door, { ...resource, id: id ?? 'file' });
    return 'loaded';
  }
  const sent = await (id === undefined
    ? door.send('POST', `/${type}`, resource)
    : door.send('PUT', `/${type}/${id}`, resource));
  if (sent.status !== 200 && sent.status !== 201) return { refused: reasonOf(sent) };
  const back = (await door.send('GET', `/${type}/${nodeOf(sent.body).id}`)).body as object;
  must(same(back) === same({ ...resource, id: nodeOf(sent.body).id }), 'what comes back differs');
  return 'loaded';
}

async function load(door: Door, { text }: Sample): Promise<Fate> {
  const resource = JSON.parse(text.replace(/^\uFEFF/, '')) as FhirResource;
  const isWork = resource.resourceType === 'Bundle' && /^(transaction|batch)$/.test(resource.type);
  return isWork ? loadBundle(door, resource) : loadResource(door, resource);
}

const codesOf = (set: unknown): string =>
  ((set as ValueSet).expansion?.contains ?? [])
    .map(({ code }) => code ?? '')
    .sort()
    .join();

/** A request of the terminology cases, held against the answer that lies beside it. */
async function askCase(door: Door, { path, text }: Sample, samples: readonly Sample[]): Promise<Fate> {
  const isExpand = path.includes('/expand-');
  const answer = await door.send('POST', `/ValueSet/$${isExpand ? 'expand' : 'validate-code'}`, text);
  const stem = path.replace(/-request(-parameters)?\.json$/, '');
  const beside = samples.find((one) => one.path.startsWith(`${stem}-response`));
  if (beside === undefined) return answer.status === 200 ? 'loaded' : { refused: reasonOf(answer) };
  must(answer.status === 200, `${answer.status} ${answer.text.slice(0, 160)}`);
  const wanted = JSON.parse(beside.text) as ValueSet | Parameters;
  if (isExpand)
    must(
      codesOf(answer.body) === codesOf(wanted),
      `${codesOf(answer.body).slice(0, 80)} instead of ${codesOf(wanted).slice(0, 80)}`,
    );
  else must(parameterOf(answer, 'result') === parameterOf({ ...answer, body: wanted }, 'result'), 'another result');
  return 'loaded';
}

const isTerminology = ({ archive, path }: Sample): boolean =>
  archive === 'tx-ecosystem-some' && /-(request|response)/.test(path);

async function fateOf(door: Door, sample: Sample, all: readonly Sample[]): Promise<Fate | { readonly listed: string }> {
  if (sample.path.endsWith('.yaml')) return { listed: 'cases for an engine of FHIRPath, no resource' };
  if (!isTerminology(sample)) return load(door, sample);
  if (sample.path.includes('-response')) return { listed: 'the answer to the request beside it' };
  return askCase(door, sample, all);
}

/** First what others point at. */
const rank = ({ archive }: Sample): number => (archive === 'synthea-r4-info' ? 0 : 1);

/** Every file of others: a row each, with what became of it. The terminology cases ask the rooms, so they come later. */
export async function fileRows(door: Door, kind: 'resources' | 'terminology'): Promise<Row[]> {
  const samples = readSamples()
    .filter((one) => isTerminology(one) === (kind === 'terminology'))
    .toSorted((a, b) => rank(a) - rank(b));
  const rows: Row[] = [];
  for (const sample of samples) {
    const name = `${sample.archive}/${sample.path}`;
    const base = { section: 'Files of others', cases: 1, failures: [] } as const;
    try {
      const fate = await fateOf(door, sample, samples);
      if (fate === 'loaded') rows.push({ ...base, name: `${name}: held`, passed: 1 });
      else if ('listed' in fate) rows.push({ ...base, name, cases: 0, passed: 0, listed: fate.listed });
      else rows.push({ ...base, name, passed: 0, cases: 1, listed: `refused: ${fate.refused}` });
    } catch (thrown) {
      rows.push({ ...base, name, passed: 0, failures: [String(thrown).slice(0, 300)] });
    }
  }
  return rows;
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Bundle, FhirResource } from 'fhir/r4';
import { visitBundle } from './generate-visits.ts';
import { clinicStaff } from './people.ts';

const LINK = /"urn:uuid:([0-9a-f-]{36})"/g;

/** Resources of one visit under the ids that its placeholders carry. */
function linesOf({ entry = [] }: Bundle): string[] {
  const idIn = (fullUrl: string | undefined): string => fullUrl?.slice('urn:uuid:'.length) ?? '';
  const types = new Map(entry.map(({ fullUrl, resource }) => [idIn(fullUrl), resource?.resourceType]));
  return entry.map(({ fullUrl, resource }) =>
    JSON.stringify({ ...resource, id: idIn(fullUrl) }).replace(LINK, (_, id: string) => `"${types.get(id)}/${id}"`),
  );
}

const staffWithIds = (): FhirResource[] =>
  clinicStaff().map((resource, place) => ({ ...resource, id: `bench-${place}` }) as FhirResource);

/** Outpatient visits as NDJSON, each of somebody new. @returns how many resources */
export async function writeVisitLines(path: string, wanted: number, seed: number): Promise<number> {
  const staff = staffWithIds();
  const clinic = staff.find(({ resourceType }) => resourceType === 'Organization');
  const doctors = staff.filter((one) => one !== clinic).map(({ resourceType, id }) => `${resourceType}/${id}`);
  const file = createWriteStream(path);
  let written = 0;
  const write = async (lines: readonly string[]): Promise<void> => {
    written += lines.length;
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  };
  await write(staff.map((resource) => JSON.stringify(resource)));
  for (let n = 0; written < wanted; n += 1) {
    const context = { clinic: `Organization/${clinic?.id}`, doctors, personNumber: n };
    await write(linesOf(visitBundle(seed, n, context)).slice(0, wanted - written));
  }
  file.end();
  await finished(file);
  return written;
}

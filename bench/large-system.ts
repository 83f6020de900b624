import type { CodeSystem, CodeSystemConcept, ValueSet } from 'fhir/r4';
import { diagnoses, familyNames, givenNames } from './clinic-words.ts';
import type { FhirClient } from './fhir-client.ts';
import { quantile } from './measurement.ts';
import { randomOf } from './random.ts';
import { keystrokes } from './typed-terms.ts';

const SYSTEM = 'http://example.org/bench/large';
const BRANCH = `${SYSTEM}/branch`;
/** ten chapters of a hundred groups of ninety-nine codes, with what stands above them: 100,010 */
const [CHAPTERS, GROUPS, LEAVES] = [10, 100, 99];

/** A system in the record as large as the largest in use here, the same on every run. */
function largeSystem(): CodeSystem {
  const random = randomOf(4);
  const one = (code: string, concept?: CodeSystemConcept[]): CodeSystemConcept => ({
    code,
    display: `${random.pick(diagnoses).display} ${random.pick(familyNames)} ${random.pick(givenNames)} ${random.whole(1, 999)}`,
    ...(concept === undefined ? {} : { concept }),
  });
  const list = (count: number, make: (at: number) => CodeSystemConcept) =>
    Array.from({ length: count }, (_, at) => make(at));
  return {
    resourceType: 'CodeSystem',
    id: 'bench-large',
    url: SYSTEM,
    version: '1',
    status: 'active',
    content: 'complete',
    hierarchyMeaning: 'is-a',
    concept: list(CHAPTERS, (a) =>
      one(
        `C${a}`,
        list(GROUPS, (b) =>
          one(
            `C${a}.${b}`,
            list(LEAVES, (c) => one(`C${a}.${b}.${c}`)),
          ),
        ),
      ),
    ),
  };
}

const branch: ValueSet = {
  resourceType: 'ValueSet',
  id: 'bench-large-branch',
  url: BRANCH,
  status: 'active',
  compose: { include: [{ system: SYSTEM, filter: [{ property: 'concept', op: 'is-a', value: 'C4' }] }] },
};

interface Ask {
  readonly what: string;
  readonly paths: readonly string[];
}

const path = (operation: string, values: Readonly<Record<string, string>>): string =>
  `/${operation}?${new URLSearchParams(values)}`;

function questions(): Ask[] {
  const typed = ['tang huyet ap', 'viêm dạ dày', 'đau thắt', 'C4.50', 'nguyen van'].flatMap(keystrokes);
  const of = (url: string) => typed.map((filter) => path('ValueSet/$expand', { url, filter, count: '20' }));
  const offsets = Array.from({ length: 100 }, (_, page) => `${page * 1000}`);
  const codes = Array.from({ length: 100 }, (_, at) => `C${at % CHAPTERS}.${at}.${at % LEAVES}`);
  return [
    { what: 'a letter typed, whole system', paths: of(`${SYSTEM}?fhir_vs`) },
    { what: 'a letter typed, one branch', paths: of(BRANCH) },
    {
      what: 'a page of 1,000, to the last',
      paths: offsets.map((offset) =>
        path('ValueSet/$expand', { url: `${SYSTEM}?fhir_vs`, count: '1000', offset, excludeNested: 'true' }),
      ),
    },
    { what: '$lookup', paths: codes.map((code) => path('CodeSystem/$lookup', { system: SYSTEM, code })) },
    {
      what: '$validate-code in the branch',
      paths: codes.map((code) => path('ValueSet/$validate-code', { url: BRANCH, system: SYSTEM, code })),
    },
    {
      what: '$subsumes',
      paths: codes.map((codeB) => path('CodeSystem/$subsumes', { system: SYSTEM, codeA: 'C4', codeB })),
    },
  ];
}

async function timed(client: FhirClient, to: string): Promise<number> {
  const sent = performance.now();
  await client.get(to);
  return performance.now() - sent;
}

/** Lines of a table: how long a large code system of the record takes to answer. */
export async function measureLargeSystem(client: FhirClient): Promise<string[]> {
  for (const resource of [largeSystem(), branch])
    await client.send('PUT', `/${resource.resourceType}/${resource.id}`, JSON.stringify(resource), {
      prefer: 'return=minimal',
    });
  const first = await timed(client, path('CodeSystem/$lookup', { system: SYSTEM, code: 'C1' }));
  const count = CHAPTERS * (1 + GROUPS * (1 + LEAVES));
  const lines = [
    '',
    `A code system of ${count.toLocaleString('en')} concepts in the record, asked one after the other. First question, when its table is made: ${first.toFixed(0)} ms.`,
    '',
    '| question | asked | p50 ms | p95 ms | most ms |',
    '|---|---:|---:|---:|---:|',
  ];
  for (const { what, paths } of questions()) {
    const times: number[] = [];
    for (const one of paths) times.push(await timed(client, one));
    const sorted = times.toSorted((a, b) => a - b);
    const shown = [0.5, 0.95, 1].map((share) => quantile(sorted, share).toFixed(1));
    lines.push(`| ${what} | ${times.length} | ${shown.join(' | ')} |`);
  }
  return lines;
}

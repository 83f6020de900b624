import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { codeSystems } from '@lienmach/core';
import type { ValueSet } from 'fhir/r4';
import { type FhirClient, openFhirClient } from './fhir-client.ts';
import { measureLargeSystem } from './large-system.ts';
import { quantile } from './measurement.ts';
import { startProgram } from './program.ts';
import { writeReport } from './report.ts';
import { keystrokes, typedTerms } from './typed-terms.ts';

/** milliseconds in which a keystroke must be answered, at the 95th percentile */
const budget = 50;
const root = join(import.meta.dirname, '..');
const catalog = join(root, '../shared/data/icd10-vn.csv');

interface Typed {
  readonly milliseconds: number[];
  /** keystrokes that found nothing, and answers with anything but what was asked */
  empty: number;
  wrong: number;
}

async function type(client: FhirClient, filter: string, typed: Typed): Promise<void> {
  const query = new URLSearchParams({ url: codeSystems.icd10, filter, count: '20' });
  const sent = performance.now();
  const { text } = await client.get(`/ValueSet/$expand?${query}`);
  const { expansion } = JSON.parse(text) as ValueSet;
  typed.milliseconds.push(performance.now() - sent);
  const found = expansion?.contains ?? [];
  if (found.length === 0) typed.empty += 1;
  if (found.some(({ system, code, display }) => system !== codeSystems.icd10 || !code || !display)) typed.wrong += 1;
}

/** Several people type at the same time, each letter by letter, each waiting for the answer to the letter before. */
async function typeAll(client: FhirClient, terms: readonly string[], people: number): Promise<Typed> {
  const typed: Typed = { milliseconds: [], empty: 0, wrong: 0 };
  let next = 0;
  const person = async (): Promise<void> => {
    for (let term = terms[next++]; term !== undefined; term = terms[next++])
      for (const filter of keystrokes(term)) await type(client, filter, typed);
  };
  await Promise.all(Array.from({ length: people }, person));
  return typed;
}

function lineOf(people: number, { milliseconds, empty, wrong }: Typed): string {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1));
  const verdict = quantile(sorted, 0.95) < budget ? 'held' : 'SHORT';
  return `| ${people} | ${sorted.length} | ${empty} | ${wrong} | ${p50} | ${p95} | ${p99} | ${most} | ${budget} ms at p95: ${verdict} |`;
}

function importCatalog(dataFolder: string): string {
  return execFileSync(process.execPath, ['apps/cli/src/main.ts', 'import-catalog', 'icd10', catalog], {
    cwd: root,
    env: { ...process.env, LIENMACH_DATA_DIR: dataFolder },
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .slice(-1)
    .join('');
}

async function measure(stopping: AbortSignal, program: Awaited<ReturnType<typeof startProgram>>): Promise<string> {
  const imported = importCatalog(program.dataFolder);
  console.log(imported);
  const client = openFhirClient(program.url, 16);
  client.useToken(program.token);
  const terms = typedTerms(catalog, 360);
  const first: Typed = { milliseconds: [], empty: 0, wrong: 0 };
  await type(client, 'v', first);
  const lines = [
    imported,
    `${terms.length} different inputs, every letter asked as ValueSet/$expand over HTTP, 20 codes an answer; nothing is cached between keystrokes.`,
    `${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} when it began.`,
    `First keystroke after the import, when the words are read: ${first.milliseconds[0]?.toFixed(0)} ms.`,
    '',
    '| people typing | keystrokes | found nothing | wrong | p50 ms | p95 ms | p99 ms | most ms | target |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const people of [1, 4, 16]) {
    stopping.throwIfAborted();
    lines.push(lineOf(people, await typeAll(client, terms, people)));
  }
  lines.push(...(await measureLargeSystem(client)));
  await client.close();
  return lines.join('\n');
}

async function main(): Promise<void> {
  if (!existsSync(catalog)) {
    console.log('not run: the full ICD-10 list (../shared/data/icd10-vn.csv) is not beside this checkout');
    return;
  }
  const stopping = new AbortController();
  let stop: () => Promise<void> = async () => undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopping.abort();
      void stop().then(() => process.exit(130));
    });
  const program = await startProgram((end) => {
    stop = end;
  });
  try {
    const text = await measure(stopping.signal, program);
    console.log(text);
    if (process.argv.includes('--report')) console.log(writeReport('terminology', `# Typing a diagnosis\n\n${text}\n`));
  } finally {
    await program.stop();
  }
}

await main();

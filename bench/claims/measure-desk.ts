import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeSystems } from '@lienmach/core';
import type { Parameters } from 'fhir/r4';
import type { FhirClient } from '../fhir-client.ts';
import { settle } from '../match/load-persons.ts';
import { quantile } from '../measurement.ts';
import { residentOf } from '../process-meter.ts';
import type { ToClose } from '../record-side.ts';
import { loadMonth } from './load-month.ts';
import { type ClaimsRecord, openClaimsRecord } from './open-claims-record.ts';
import type { ClaimOptions } from './options.ts';

/** free disk that the whole desk needs, and what a small one may do with */
const WHOLE = 15e9;
const SPARE = 2e9;
const FULL_SIZE = 60_000;
const TIMES = 40;

function needDisk(visits: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const needed = Math.min(WHOLE, SPARE + (WHOLE * visits) / FULL_SIZE);
  if (bavail * bsize < needed) throw new Error(`needs ${Math.ceil(needed / 1e9)} GB free in ${tmpdir()}`);
}

/** The months before one, latest first. */
function monthsBefore(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, number - 2 - at, 1)).toISOString().slice(0, 7),
  );
}

interface Question {
  readonly name: string;
  readonly ask: (client: FhirClient) => Promise<unknown>;
}

const tag = (month: string, state: string): string => encodeURIComponent(`${codeSystems.claimBoard}|${month}.${state}`);

const operation =
  (path: string, given: Readonly<Record<string, string>>) =>
  (client: FhirClient): Promise<unknown> => {
    const body: Parameters = {
      resourceType: 'Parameters',
      parameter: Object.entries(given).map(([name, valueString]) => ({ name, valueString })),
    };
    return client.send('POST', path, JSON.stringify(body));
  };

const questionsOf = (month: string, past: string): readonly Question[] => [
  { name: '`$claim-board` of the month', ask: operation('/Claim/$claim-board', { month }) },
  { name: '`$claim-board` of a month that is over', ask: operation('/Claim/$claim-board', { month: past }) },
  { name: '`$claim-worklist`, blocked', ask: operation('/Claim/$claim-worklist', { month, state: 'blocked' }) },
  { name: '`$claim-worklist`, ready', ask: operation('/Claim/$claim-worklist', { month, state: 'ready' }) },
  {
    name: '`$claim-worklist` of a month that is over, reviewed',
    ask: operation('/Claim/$claim-worklist', { month: past, state: 'reviewed' }),
  },
  {
    name: 'plain search: 50 blocked claims',
    ask: (client) => client.get(`/Claim?_tag=${tag(month, 'blocked')}&_count=50`),
  },
  {
    name: 'plain search: how many are ready',
    ask: (client) => client.get(`/Claim?_tag=${tag(month, 'ready')}&_summary=count`),
  },
  { name: 'one claim with its findings', ask: (client) => client.get(`/Claim/claim-${month}-1`) },
];

/** The figures of the board, added up in the background once. @returns seconds until they are there */
async function countMonth({ client }: ClaimsRecord, month: string): Promise<number> {
  const began = performance.now();
  const body = { resourceType: 'Parameters', parameter: [{ name: 'month', valueString: month }] };
  await client.send('POST', '/Claim/$count-claims', JSON.stringify(body));
  for (;;) {
    const board = await client.send('POST', '/Claim/$claim-board', JSON.stringify(body));
    const { parameter = [] } = JSON.parse(board.text) as Parameters;
    if (parameter.find(({ name }) => name === 'counting')?.valueCode !== 'under-way') break;
    await sleep(500);
  }
  return (performance.now() - began) / 1000;
}

async function timesOf({ client }: ClaimsRecord, { name, ask }: Question): Promise<string> {
  const times: number[] = [];
  try {
    for (let time = 0; time < TIMES + 3; time += 1) {
      const began = performance.now();
      await ask(client);
      if (time >= 3) times.push(performance.now() - began);
    }
  } catch (thrown) {
    return `| ${name} | not answered: ${String(thrown).slice(0, 120)} | | |`;
  }
  const sorted = times.sort((a, b) => a - b);
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => quantile(sorted, share).toFixed(1));
  return `| ${name} | ${p50} | ${p95} | ${most} |`;
}

async function fill(record: ClaimsRecord, { month, deskVisits, deskMonths }: ClaimOptions): Promise<string> {
  const url = record.program.databaseUrl;
  const whole = await loadMonth({ url, month, visits: deskVisits, kind: 'judged' });
  console.log(`the month is there after ${whole.toFixed(0)} s`);
  let past = 0;
  for (const earlier of monthsBefore(month, deskMonths)) {
    past += await loadMonth({ url, month: earlier, visits: deskVisits, kind: 'claims' });
    console.log(`${earlier} is there`);
  }
  const settled = await settle(record.sql);
  const [size] = await record.sql.query<{ bytes: string; count: string }>({
    text: `select pg_database_size(current_database())::text as bytes, (select count(*) from resource)::text as count`,
  });
  const gigabytes = (Number(size?.bytes ?? 0) / 1e9).toFixed(1);
  return `${month} in full (${deskVisits} visits with their claims) in ${whole.toFixed(0)} s, ${deskMonths} months of ${deskVisits} claims with their answers in ${past.toFixed(0)} s, by the import of the store; settled in ${settled.toFixed(0)} s. ${Number(size?.count ?? 0).toLocaleString('en-US')} resources, ${gigabytes} GB.`;
}

/** Board and worklist over a year of claims, asked over HTTP one after the other. */
export async function measureDesk(toClose: ToClose, options: ClaimOptions): Promise<string> {
  needDisk(options.deskVisits * Math.max(1, options.deskMonths / 11));
  const record = await openClaimsRecord(toClose);
  const filled = await fill(record, options);
  await record.refresh();
  const [past = options.month] = monthsBefore(options.month, 1);
  const counted = await countMonth(record, options.month);
  const lines: string[] = [];
  for (const question of questionsOf(options.month, past)) {
    await record.refresh();
    lines.push(await timesOf(record, question));
  }
  return [
    filled,
    '',
    `Figures of the board of ${options.month}, added up in the background: ${counted.toFixed(1)} s.`,
    '',
    `| question, ${TIMES} times each | p50 ms | p95 ms | most ms |`,
    '|---|---|---|---|',
    ...lines,
    '',
    `Server ${residentOf(record.program.serverPid).toFixed(0)} MB.`,
  ].join('\n');
}

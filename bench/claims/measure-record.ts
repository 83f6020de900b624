import { setTimeout as sleep } from 'node:timers/promises';
import type { Parameters, Task } from 'fhir/r4';
import { settle } from '../match/load-persons.ts';
import { quantile } from '../measurement.ts';
import { cpuOf, cpuOfFamily, residentOf } from '../process-meter.ts';
import type { Program } from '../program.ts';
import type { ToClose } from '../record-side.ts';
import { loadMonth } from './load-month.ts';
import { type ClaimsRecord, openClaimsRecord } from './open-claims-record.ts';
import type { ClaimOptions } from './options.ts';

const nothing = JSON.stringify({ resourceType: 'Parameters' } satisfies Parameters);
/** visits judged one after the other over HTTP */
const MOST_JUDGED = 500;
const MOST_MILLISECONDS = 50;
const POLL = 200;

interface Judged {
  /** CPU milliseconds a visit */
  readonly server: number;
  readonly database: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

interface Cpu {
  readonly server: number;
  readonly database: number;
}

const cpuSeconds = ({ serverPid, databasePid }: Program): Cpu => ({
  server: cpuOf(serverPid),
  database: cpuOfFamily(databasePid),
});

type Verb = '$bhyt-claim' | '$judge-visit';

/** One visit after the other, as a person asks: its record is read, its tables are built and judged, the answer comes back. */
async function judgeOneByOne(
  { program, client }: ClaimsRecord,
  verb: Verb,
  month: string,
  visits: number,
): Promise<Judged> {
  const times: number[] = [];
  const before = cpuSeconds(program);
  for (let number = 0; number < visits; number += 1) {
    const began = performance.now();
    await client.send('POST', `/Encounter/${month}-${number}/${verb}`, nothing);
    times.push(performance.now() - began);
  }
  const sorted = times.sort((a, b) => a - b);
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share));
  const after = cpuSeconds(program);
  const each = (side: keyof Cpu): number => (1000 * (after[side] - before[side])) / visits;
  return { p50, p95, p99, server: each('server'), database: each('database') };
}

interface Batch {
  readonly task: Task;
  readonly seconds: number;
  /** CPU seconds of server and database */
  readonly server: number;
  readonly database: number;
}

/** The month as the desk prepares it: jobs in the background, asked for until they are done. */
async function prepareMonth({ program, client }: ClaimsRecord, month: string): Promise<Batch> {
  const before = cpuSeconds(program);
  const began = performance.now();
  const body: Parameters = { resourceType: 'Parameters', parameter: [{ name: 'month', valueString: month }] };
  let task = JSON.parse((await client.send('POST', '/Claim/$prepare-claims', JSON.stringify(body))).text) as Task;
  while (task.status === 'requested' || task.status === 'in-progress') {
    await sleep(POLL);
    task = JSON.parse((await client.get(`/Task/${task.id}`)).text) as Task;
  }
  const after = cpuSeconds(program);
  return {
    task,
    seconds: (performance.now() - began) / 1000,
    server: after.server - before.server,
    database: after.database - before.database,
  };
}

const countsOf = ({ output = [] }: Task): string =>
  output
    .flatMap(({ type, valueUnsignedInt }) =>
      valueUnsignedInt === undefined ? [] : [`${type.text} ${valueUnsignedInt}`],
    )
    .join(', ');

function batchLine(name: string, { task, seconds, server, database }: Batch, visits: number): string {
  const each = (used: number): string => ((1000 * used) / visits).toFixed(1);
  return `| ${name} | ${seconds.toFixed(1)} | ${(visits / seconds).toFixed(0)} | ${each(server)} | ${each(database)} | ${countsOf(task)} |`;
}

const verbs: readonly (readonly [Verb, string])[] = [
  ['$judge-visit', 'in the doctor’s room: record read, tables, benefit, the rules of the moment'],
  ['$bhyt-claim', 'at the desk: record read, tables, benefit, all rules, envelope'],
];

function judgedLine(verb: Verb, what: string, { p50, p95, p99, server, database }: Judged): string {
  const figures = [p50, p95, p99, server, database].map((figure) => figure.toFixed(1));
  return `| \`${verb}\` ${what} | ${figures.join(' | ')} | ${p95 < MOST_MILLISECONDS ? 'held' : 'SHORT'} |`;
}

/** A smaller month in the record as shipped: one visit asked for at a time, and the whole month as jobs. */
export async function measureRecord(toClose: ToClose, { recordVisits, month }: ClaimOptions): Promise<string> {
  const record = await openClaimsRecord(toClose);
  const { program } = record;
  const loaded = await loadMonth({ url: program.databaseUrl, month, visits: recordVisits, kind: 'visits' });
  await settle(record.sql);
  await record.refresh();
  const judged = Math.min(recordVisits, MOST_JUDGED);
  const lines: string[] = [];
  for (const [verb, what] of verbs) {
    await judgeOneByOne(record, verb, month, Math.min(judged, 50));
    lines.push(judgedLine(verb, what, await judgeOneByOne(record, verb, month, judged)));
  }
  const first = await prepareMonth(record, month);
  const second = await prepareMonth(record, month);
  return [
    `${recordVisits} visits of the same month, imported in ${loaded.toFixed(0)} s; server, policies, audit and database as shipped.`,
    '',
    `One visit over HTTP, ${judged} one after the other:`,
    '',
    '| verb | p50 ms | p95 | p99 | server CPU ms | database CPU ms | under 50 ms at p95 |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
    '| `$prepare-claims` of the month | seconds | visits/s | server CPU ms a visit | database CPU ms a visit | what became of them |',
    '|---|---|---|---|---|---|',
    batchLine('first time: every claim written', first, recordVisits),
    batchLine('once more: nothing has changed', second, recordVisits),
    '',
    `Server ${residentOf(program.serverPid).toFixed(0)} MB.`,
  ].join('\n');
}

/**
 * The gateway between socket and record: results with twenty values at 1 and 8 connections beside parse-and-acknowledge in the
 * same run, what a pass-through hop adds, and memory over long runs. `--quick` for a look, `--report name` to keep it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchHouse, openBenchHouse, startLimit } from './exchange/bench-house.ts';
import { type Drive, drive } from './exchange/drive.ts';
import { resultMessage } from './exchange/lab-messages.ts';
import { measureHop, openReceiver, passed, sendBeside, untilAll } from './exchange/pass-through.ts';
import { residentOf } from './process-meter.ts';
import { writeReport } from './report.ts';

interface Counts {
  /** result messages of each speed phase */
  readonly results: number;
  readonly hops: number;
  readonly soakResults: number;
  readonly soakPassed: number;
}

const usual: Counts = { results: 3000, hops: 2000, soakResults: 20_000, soakPassed: 200_000 };
const quick: Counts = { results: 200, hops: 200, soakResults: 300, soakPassed: 2000 };

const whole = (value: number): string => String(Math.round(value));
const tenth = (value: number): string => value.toFixed(1);

const rowOf = (name: string, { perSecond, p50, p95, p99, wrong }: Drive): string =>
  `| ${name} | ${whole(perSecond)} | ${tenth(p50)} | ${tenth(p95)} | ${tenth(p99)} | ${wrong} |`;

/** Each number of connections: the product, and the limit right after it. */
async function speeds(house: BenchHouse, port: number, limit: number, count: number): Promise<string[]> {
  const rows: string[] = [];
  for (const connections of [1, 8]) {
    const run = `s${connections}`;
    await house.fill(run, count);
    const message = (index: number): Buffer => resultMessage(run, index);
    const product = await drive(port, { connections, messages: count }, message);
    const bare = await drive(limit, { connections, messages: Math.max(count, 2000) }, (index) =>
      message(index % count),
    );
    rows.push(
      rowOf(`socket to committed record, ${connections} connection(s)`, product),
      rowOf(`parse and acknowledge only, ${connections} connection(s)`, bare),
      `| ratio at ${connections} | ${(product.perSecond / bare.perSecond).toFixed(3)} | | | | |`,
    );
    console.log(rows.slice(-3).join('\n'));
  }
  return rows;
}

/** Resident memory of the server while it works: the middle of the second tenth, and of the last. */
interface Memory {
  readonly early: number;
  readonly late: number;
  readonly most: number;
}

function memoryOf(samples: readonly number[]): Memory {
  const mean = (part: readonly number[]): number => part.reduce((sum, one) => sum + one, 0) / Math.max(1, part.length);
  const tenthOf = Math.max(1, Math.floor(samples.length / 10));
  return {
    early: mean(samples.slice(tenthOf, 3 * tenthOf)),
    late: mean(samples.slice(-2 * tenthOf)),
    most: Math.max(...samples),
  };
}

async function withMemory(pid: number, work: () => Promise<Drive>): Promise<{ done: Drive; memory: Memory }> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentOf(pid)), 500);
  const done = await work();
  clearInterval(timer);
  return { done, memory: memoryOf([...samples, residentOf(pid)]) };
}

const memoryRow = (name: string, { done, memory }: { done: Drive; memory: Memory }): string =>
  `| ${name} | ${done.messages} | ${whole(done.perSecond)} | ${whole(memory.early)} | ${whole(memory.late)} | ${whole(memory.most)} | ${done.wrong} |`;

/** result messages a second sent beside the hop: 36,000 an hour */
const BESIDE = 10;

async function hops(house: BenchHouse, record: number, count: number): Promise<string[]> {
  const settled = await house.settle();
  console.log(`reactions to what was written had run after ${tenth(settled)} s`);
  const end = await openReceiver(true);
  try {
    await house.send('bench-end', end.port);
    const port = await house.listen('bench-hop', { destination: { forward: ['bench-end'] } });
    const pace = { count, perSecond: 50 };
    await measureHop(port, end, { run: 'warm', count: 100, perSecond: 50 });
    const through = await measureHop(port, end, { run: 'hop', ...pace });
    const direct = await measureHop(end.port, end, { run: 'direct', ...pace });
    const results = Math.ceil((count / pace.perSecond) * BESIDE * 1.5);
    await house.fill('beside', results);
    await house.settle();
    let busy = direct;
    const message = (index: number): Buffer => resultMessage('beside', index);
    const told = await sendBeside(record, { count: results, perSecond: BESIDE }, message, async () => {
      busy = await measureHop(port, end, { run: 'busy', ...pace });
    });
    const row = (name: string, p: typeof through) =>
      `| ${name} | ${tenth(p.p50)} | ${tenth(p.p95)} | ${tenth(p.p99)} |`;
    const added = { p50: through.p50 - direct.p50, p95: through.p95 - direct.p95, p99: through.p99 - direct.p99 };
    const beside = `through the house, ${told} result messages recorded beside, ${BESIDE} a second`;
    return [row('through the house', through), row('direct', direct), row('**added**', added), row(beside, busy)];
  } finally {
    await end.close();
  }
}

async function soaks(house: BenchHouse, record: number, counts: Counts): Promise<string[]> {
  const { serverPid } = house.site;
  await house.fill('soak', counts.soakResults);
  const results = await withMemory(serverPid, () =>
    drive(record, { connections: 8, messages: counts.soakResults }, (index) => resultMessage('soak', index)),
  );
  const rows = [memoryRow('recording', results)];
  console.log(rows[0]);
  const end = await openReceiver(false);
  try {
    await house.send('soak-end', end.port);
    const port = await house.listen('soak-hop', { destination: { forward: ['soak-end'] } });
    const messages = counts.soakPassed;
    const forwarded = await withMemory(serverPid, async () => {
      const done = await drive(port, { connections: 8, messages }, (index) => passed('soak', index));
      await untilAll(() => end.count() >= messages);
      return done;
    });
    rows.push(memoryRow('pass-through, all arrived', forwarded));
    console.log(rows[1]);
  } finally {
    await end.close();
  }
  return rows;
}

async function run(counts: Counts): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-bench-exchange-'));
  const house = await openBenchHouse(folder);
  const limit = await startLimit();
  try {
    const port = await house.listen('bench-lab', {});
    await house.fill('warm', 100);
    await drive(port, { connections: 4, messages: 100 }, (index) => resultMessage('warm', index));
    const speed = await speeds(house, port, limit.port, counts.results);
    const hop = await hops(house, port, counts.hops);
    console.log(hop.join('\n'));
    const soak = await soaks(house, port, counts);
    return `ORU^R01 with 20 results on 3 orders of one person each, ${counts.results} messages; raw stored, decoded, mapped, committed with index rows, versions and audit, then acknowledged.

| phase | messages/s | p50 ms | p95 ms | p99 ms | not AA |
|---|---|---|---|---|---|
${speed.join('\n')}

Pass-through at 50 messages a second, from sending to arrival at the end (${counts.hops} messages), after the reactions to the results above had run:

| way | p50 ms | p95 ms | p99 ms |
|---|---|---|---|
${hop.join('\n')}

Memory of the server (resident, MB): mean of the second and third tenth, of the last two tenths, most.

| channel | messages | messages/s | early | late | most | not AA |
|---|---|---|---|---|---|---|
${soak.join('\n')}
`;
  } finally {
    await limit.stop();
    await house.site.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, report: { type: 'string' } } });
const text = await run(values.quick ? quick : usual);
console.log(`\n${text}`);
if (values.report !== undefined)
  console.log(
    `written: ${writeReport(values.report, `# Exchange: socket to record, pass-through, memory\n\n${text}`)}`,
  );

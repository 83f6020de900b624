import { statfsSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { closedLoop } from './closed-loop.ts';
import { measureAndReport } from './measure-and-report.ts';
import { measurementOf } from './measurement.ts';
import { closeAll, openRecordSide, type RecordSide, type ToClose } from './record-side.ts';
import { type PhaseResult, runPhase } from './run-phase.ts';
import { readScaleOptions, type ScaleOptions } from './scale-options.ts';
import { axisSteps, scalePhases } from './scale-phases.ts';
import { type AxisResult, axisTable, scaleTable } from './scale-table.ts';
import { samplesOf } from './table.ts';

const toClose: ToClose = [];
const IN_FLIGHT = [1, 4, 16, 64] as const;
/** of disk for one resource: content, indexes, history, access log, outbox and the log of the database */
const BYTES_EACH = 9_000;

const thousands = (count: number): string => count.toLocaleString('en-US').replaceAll(',', ' ');
const minutes = (since: number): string => ((performance.now() - since) / 60_000).toFixed(1);

function needDisk(resources: number): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const needed = resources * BYTES_EACH + 4e9;
  if (bavail * bsize < needed) throw new Error(`needs ${Math.ceil(needed / 1e9)} GB free in ${tmpdir()}`);
}

async function settle(side: RecordSide): Promise<void> {
  await side.database.untilQuiet(900);
  await side.database.vacuum();
  side.client.useToken(await side.program.newToken());
}

async function sizeLine(side: RecordSide, filling: number): Promise<string> {
  const { bytes, resources, indexRows, whole } = await side.database.storage();
  return `Filled through the API at ${Math.round(filling)} resources a second. ${Math.round(bytes / resources)} bytes a resource (content, history, indexes; ${(indexRows / resources).toFixed(1)} index rows), ${Math.round(whole / resources)} with access log, outbox and everything else. Server ${Math.round(side.resident())} MB.`;
}

/** The small record is new for every size, and both are asked in turns: a machine that gets slower is slow for both. */
async function compare(large: RecordSide, options: ScaleOptions): Promise<PhaseResult[]> {
  const { seed, concurrency, sizes, phases } = options;
  const closing: ToClose = [];
  toClose.push(() => closeAll(closing));
  try {
    const small = await openRecordSide(closing, { seed, connections: concurrency });
    await small.growTo(sizes[0], concurrency);
    await settle(small);
    const results: PhaseResult[] = [];
    const wanted = scalePhases(large, small).filter(({ letter }) => phases.length === 0 || phases.includes(letter));
    for (const phase of wanted) {
      for (const side of [large, small]) side.client.useToken(await side.program.newToken());
      const result = await runPhase(phase, {
        options,
        recordMeters: large.meters,
        limitMeters: small.meters,
        resident: large.resident,
        untilQuiet: async () => void (await large.database.untilQuiet()),
      });
      results.push(result);
      console.log(scaleTable('small', 'large', [result]).split('\n').at(-1));
    }
    return results;
  } finally {
    await closeAll(closing);
  }
}

async function concurrencyAxis(side: RecordSide, { seconds, warmup }: ScaleOptions): Promise<AxisResult[]> {
  const results: AxisResult[] = [];
  for (const [title, step] of axisSteps(side)) {
    side.client.useToken(await side.program.newToken());
    for (const concurrency of IN_FLIGHT) {
      const window = await closedLoop(step, { concurrency, warmup, seconds, meters: side.meters });
      const result = { title, concurrency, measured: measurementOf(window) };
      results.push(result);
      console.log(axisTable([result]).split('\n').at(-1));
    }
  }
  return results;
}

async function measure(options: ScaleOptions): Promise<string> {
  const began = performance.now();
  const { sizes, seed, concurrency } = options;
  const [first, ...others] = sizes;
  needDisk(Math.max(...sizes));
  const large = await openRecordSide(toClose, { seed, connections: Math.max(...IN_FLIGHT) });
  const parts = [
    `${await large.database.facts()}; Node ${process.versions.node}; ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}; ${concurrency} requests in flight.`,
  ];
  for (const size of others) {
    const filling = await large.growTo(size, concurrency);
    await settle(large);
    const line = await sizeLine(large, filling);
    console.log(`\n${thousands(large.state.resources)} resources after ${minutes(began)} min. ${line}`);
    const results = await compare(large, options);
    const table = scaleTable(thousands(first), thousands(size), results);
    parts.push(`## ${thousands(size)} resources`, line, table, ...samplesOf(results).map((sample) => `- ${sample}`));
  }
  const axis = await concurrencyAxis(large, options);
  parts.push(`## In flight, at ${thousands(large.state.resources)} resources`, axisTable(axis));
  parts.push(
    `The server held ${Math.round(large.resident())} MB at the end. ${minutes(began)} minutes in all; load average at the end ${loadavg()[0]?.toFixed(1)}.`,
  );
  if (options.hold) await held(large);
  return parts.join('\n\n');
}

const held = (side: RecordSide): Promise<void> =>
  new Promise((done) => {
    console.log(`held: ${side.program.databaseUrl} ${side.program.url} until Ctrl+C`);
    process.removeAllListeners('SIGINT');
    process.once('SIGINT', () => done());
    setInterval(() => undefined, 60_000).unref();
  });

const options = readScaleOptions(process.argv.slice(2));
await measureAndReport({
  measure: () => measure(options),
  title: 'The record as it grows',
  report: options.report,
  toClose,
});

import { availableParallelism, loadavg } from 'node:os';
import { openFhirClient } from './fhir-client.ts';
import { type Limit, openLimit } from './limit.ts';
import { measureAndReport } from './measure-and-report.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { type Phase, phasesOf } from './phases.ts';
import type { RecordDatabase } from './record-database.ts';
import { metersOf, openRecordSide, type ToClose } from './record-side.ts';
import { type PhaseResult, type PhaseTools, runPhase } from './run-phase.ts';
import { startPrimaryKeyServer } from './start-primary-key-server.ts';
import { samplesOf, tableOf } from './table.ts';

const toClose: ToClose = [];

const fixed = (value: number, places = 1): string => value.toFixed(places);

async function storageLine(database: RecordDatabase, limit: Limit): Promise<string> {
  const { bytes, resources, indexRows } = await database.storage();
  const theirs = await limit.storage();
  return `Storage after loading: ${Math.round(bytes / resources)} bytes a resource with history and ${fixed(indexRows / resources)} index rows (${resources} resources); the limit's tables: ${Math.round(theirs.bytes / theirs.resources)} bytes with ${fixed(theirs.indexRows / theirs.resources)} index rows.`;
}

function wantedPhases(phases: readonly Phase[], letters: readonly string[]): readonly Phase[] {
  const unknown = letters.filter((letter) => !phases.some((phase) => phase.letter === letter));
  if (unknown.length > 0) throw new RangeError(`unknown phase ${unknown.join(', ')}`);
  return letters.length === 0 ? phases : phases.filter(({ letter }) => letters.includes(letter));
}

async function measure(options: BenchOptions): Promise<string> {
  const { concurrency, seed, profile } = options;
  const nodeOptions = process.env.BENCH_NODE
    ? process.env.BENCH_NODE.split(' ')
    : profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const side = await openRecordSide(toClose, { seed, connections: concurrency, nodeOptions });
  const { program, database, client, state } = side;
  const limit = await openLimit(program.databaseUrl, seed, concurrency);
  toClose.push(limit.close);
  const loadRate = await side.growTo(options.loadTo, concurrency);
  await limit.load(options.loadTo);
  const drained = await database.untilQuiet();
  await database.analyze();
  const lines = [
    `${await database.facts()}; Node ${process.versions.node}; ${availableParallelism()} cores, load average ${fixed(loadavg()[0] ?? 0)}; ${concurrency} requests in flight.`,
    `Loaded ${state.resources} resources through the API at ${Math.round(loadRate)} a second; reactions were done ${fixed(drained)} s later.`,
    await storageLine(database, limit),
  ];
  console.log(lines.join('\n'));
  const server = await startPrimaryKeyServer(limit.databaseUrl);
  toClose.push(server.stop);
  const floor = openFhirClient(server.url, concurrency);
  toClose.push(floor.close);
  const results: PhaseResult[] = [];
  for (const phase of wantedPhases(phasesOf({ client, state, limit, floor }), options.phases)) {
    client.useToken(await program.newToken());
    const tools: PhaseTools = {
      options,
      recordMeters: side.meters,
      limitMeters: metersOf(program, phase.letter === 'c' ? server.pid : undefined),
      resident: side.resident,
      untilQuiet: async () => void (await database.untilQuiet()),
    };
    const result = await runPhase(phase, tools);
    results.push(result);
    console.log(tableOf([result]).split('\n').at(-1));
  }
  const most = Math.max(...results.map(({ resident }) => resident));
  lines.push(
    `Server memory: ${Math.round(side.idle)} MB idle after start, ${Math.round(most)} MB at most after a phase.`,
  );
  return [...lines, '', tableOf(results), '', ...samplesOf(results).map((sample) => `- ${sample}`)].join('\n');
}

const options = readOptions(process.argv.slice(2));
await measureAndReport({
  measure: () => measure(options),
  title: options.report ?? '',
  report: options.report,
  toClose,
});

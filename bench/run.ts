import { availableParallelism, loadavg } from 'node:os';
import { BenchState, writeStaff } from './bench-state.ts';
import { closedLoop, type Step } from './closed-loop.ts';
import { openFhirClient } from './fhir-client.ts';
import { type Limit, openLimit } from './limit.ts';
import { measurementOf } from './measurement.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { type Phase, phasesOf } from './phases.ts';
import { cpuOf, cpuOfFamily, residentOf } from './process-meter.ts';
import { type Program, startProgram } from './program.ts';
import { openRecordDatabase, type RecordDatabase } from './record-database.ts';
import { postVisit } from './record-writes.ts';
import { writeReport } from './report.ts';
import { type PhaseResult, type PhaseTools, runPhase } from './run-phase.ts';
import { startPrimaryKeyServer } from './start-primary-key-server.ts';
import { samplesOf, tableOf } from './table.ts';

/** Closed in the opposite order, also when the run is interrupted. */
const toClose: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  for (let close = toClose.pop(); close !== undefined; close = toClose.pop()) await close().catch(() => undefined);
}

const fixed = (value: number, places = 1): string => value.toFixed(places);

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const metersOf = (program: Program, serverPid: number | undefined) => (): Record<string, number> => ({
  ...(serverPid === undefined ? {} : { server: cpuOf(serverPid) }),
  postgres: cpuOfFamily(program.databasePid),
  client: ownCpu(),
});

/** Loads visits through the API until the record holds as many resources as asked. */
async function load(post: Step, state: BenchState, { concurrency, loadTo }: BenchOptions, program: Program) {
  const untilFull: Step = async (turn) => (state.resources < loadTo ? post(turn) : undefined);
  const meters = metersOf(program, program.serverPid);
  const window = await closedLoop(untilFull, { concurrency, warmup: 0, seconds: 3600, meters });
  const { resourcesPerSecond, errors, wrong, samples } = measurementOf(window);
  if (errors + wrong > 0) throw new Error(`loading failed: ${errors} errors, ${wrong} wrong; ${samples.join('; ')}`);
  return resourcesPerSecond;
}

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
  const nodeOptions = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const program = await startProgram((stop) => toClose.push(stop), nodeOptions);
  const database = await openRecordDatabase(program.databaseUrl);
  toClose.push(database.close);
  const limit = await openLimit(program.databaseUrl, seed, concurrency);
  toClose.push(limit.close);
  const client = openFhirClient(program.url, concurrency);
  toClose.push(client.close);
  client.useToken(program.token);
  const state = new BenchState(seed);
  const idle = residentOf(program.serverPid);
  await writeStaff(client, state);
  const loadRate = await load(postVisit(client, state), state, options, program);
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
      recordMeters: metersOf(program, program.serverPid),
      limitMeters: metersOf(program, phase.letter === 'c' ? server.pid : undefined),
      resident: () => residentOf(program.serverPid),
      untilQuiet: async () => void (await database.untilQuiet()),
    };
    const result = await runPhase(phase, tools);
    results.push(result);
    console.log(tableOf([result]).split('\n').at(-1));
  }
  const most = Math.max(...results.map(({ resident }) => resident));
  lines.push(`Server memory: ${Math.round(idle)} MB idle after start, ${Math.round(most)} MB at most after a phase.`);
  return [...lines, '', tableOf(results), '', ...samplesOf(results).map((sample) => `- ${sample}`)].join('\n');
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      console.error(`\n${signal}: stopping, nothing is reported`);
      void closeAll().then(() => process.exit(130));
    });
  try {
    const text = await measure(options);
    console.log(`\n${text}`);
    if (options.report !== undefined)
      console.log(`\nwritten: ${writeReport(options.report, `# ${options.report}\n\n${text}\n`)}`);
  } finally {
    await closeAll();
  }
}

await main();

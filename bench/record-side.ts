import { BenchState, writeStaff } from './bench-state.ts';
import { closedLoop, type Meters, type Step } from './closed-loop.ts';
import { type FhirClient, openFhirClient } from './fhir-client.ts';
import { measurementOf } from './measurement.ts';
import { cpuOf, cpuOfFamily, residentOf } from './process-meter.ts';
import { type Program, startProgram } from './program.ts';
import { openRecordDatabase, type RecordDatabase } from './record-database.ts';
import { postVisit } from './record-writes.ts';

/** A record of its own as shipped, with the client that asks it and the memory of what was written. */
export interface RecordSide {
  readonly program: Program;
  readonly client: FhirClient;
  readonly database: RecordDatabase;
  readonly state: BenchState;
  readonly meters: Meters;
  /** MB of the server after its start */
  readonly idle: number;
  resident(): number;
  /** Writes visits through the API until the record holds so many resources. @returns resources a second */
  growTo(resources: number, concurrency: number): Promise<number>;
}

/** Closed in the opposite order, also when the run is interrupted. */
export type ToClose = (() => Promise<void>)[];

export async function closeAll(toClose: ToClose): Promise<void> {
  for (let close = toClose.pop(); close !== undefined; close = toClose.pop()) await close().catch(() => undefined);
}

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export const metersOf = (program: Program, serverPid: number | undefined) => (): Record<string, number> => ({
  ...(serverPid === undefined ? {} : { server: cpuOf(serverPid) }),
  postgres: cpuOfFamily(program.databasePid),
  client: ownCpu(),
});

interface SideOptions {
  readonly seed: number;
  readonly connections: number;
  readonly nodeOptions?: readonly string[];
}

export async function openRecordSide(
  toClose: ToClose,
  { seed, connections, nodeOptions = [] }: SideOptions,
): Promise<RecordSide> {
  const program = await startProgram((stop) => toClose.push(stop), nodeOptions);
  const database = await openRecordDatabase(program.databaseUrl);
  toClose.push(database.close);
  const client = openFhirClient(program.url, connections);
  toClose.push(client.close);
  client.useToken(program.token);
  const state = new BenchState(seed);
  const idle = residentOf(program.serverPid);
  await writeStaff(client, state);
  const meters = metersOf(program, program.serverPid);
  const post = postVisit(client, state);
  return {
    program,
    client,
    database,
    state,
    meters,
    idle,
    resident: () => residentOf(program.serverPid),
    async growTo(resources, concurrency) {
      const untilFull: Step = async (turn) => (state.resources < resources ? post(turn) : undefined);
      const window = await closedLoop(untilFull, { concurrency, warmup: 0, seconds: 36_000, meters });
      const { resourcesPerSecond, errors, wrong, samples } = measurementOf(window);
      if (errors + wrong > 0)
        throw new Error(`filling failed: ${errors} errors, ${wrong} wrong; ${samples.join('; ')}`);
      return resourcesPerSecond;
    },
  };
}

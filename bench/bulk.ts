import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { reachOf } from '@lienmach/access';
import { importFiles } from '@lienmach/bulk';
import { type Caller, openPostgres, type RecordHash, recordHash, type Sql } from '@lienmach/fhir-store';
import { openRecord, rolePolicies, systems } from '@lienmach/server';
import { importSent, sendFiles } from './import-over-http.ts';
import { cpuOf, cpuOfFamily } from './process-meter.ts';
import { type Program, startProgram } from './program.ts';
import { openRecordDatabase } from './record-database.ts';
import { writeReport } from './report.ts';
import { type EmptySite, startEmptySite } from './start-empty-site.ts';
import { writeVisitLines } from './visit-lines.ts';

/** resources a second that an import has to reach */
const WANTED = 3000;

interface Took {
  readonly resources: number;
  readonly seconds: number;
  /** CPU seconds of the server and of its database */
  readonly cpu?: { readonly server: number; readonly database: number };
}

interface Result {
  readonly filled: Took;
  readonly exported: Took;
  readonly fetched: Took & { readonly bytes: number };
  readonly sent: Took;
  readonly imported: Took;
  readonly again: Took & { readonly written: number };
  readonly before: RecordHash;
  readonly after: RecordHash;
  readonly database: string;
}

const caller: Caller = {
  agent: { who: 'client:bench', display: 'bench', client: 'bench', roles: ['tool'] },
  reach: reachOf(['tool'], rolePolicies),
};
const now = () => new Date();

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now();
  return [await work(), (performance.now() - began) / 1000];
}

/** What the first site is filled with, as if it were written now. */
async function fill(sql: Sql, path: string): Promise<Took> {
  const { store } = openRecord(sql, systems, now);
  const [{ counts, refused }, seconds] = await timed(() =>
    importFiles({ sql, store, caller, as: 'load', paths: [path], now }),
  );
  if (counts.refused > 0) throw new Error(`${counts.refused} lines refused: ${refused[0]?.outcome}`);
  return { resources: counts.lines, seconds };
}

/** Files sent, and `$import` of them from the kick-off until the answer is there. */
async function moveIn(site: EmptySite, folder: string) {
  const [files, sending] = await timed(() => sendFiles(site, folder));
  const meter = () => ({ server: cpuOf(site.serverPid), database: cpuOfFamily(site.databasePid) });
  const before = meter();
  const [{ resources, written }, seconds] = await timed(() => importSent(site, files));
  const after = meter();
  const cpu = { server: after.server - before.server, database: after.database - before.database };
  return { sent: { resources, seconds: sending }, imported: { resources, written, seconds, cpu } };
}

interface Manifest {
  readonly output: readonly { type: string; url: string; count: number }[];
}

/** Kicks off, waits as a client does, answers the manifest. */
async function exportAll(program: Program): Promise<Manifest> {
  const headers = { authorization: `Bearer ${program.token}`, prefer: 'respond-async' };
  const kickOff = await fetch(`${program.url}/fhir/R4/$export`, { headers });
  const job = kickOff.headers.get('content-location');
  if (kickOff.status !== 202 || job === null) throw new Error(`export: ${kickOff.status} ${await kickOff.text()}`);
  for (;;) {
    const answer = await fetch(job, { headers });
    if (answer.status === 200) return (await answer.json()) as Manifest;
    if (answer.status !== 202) throw new Error(`export: ${answer.status} ${await answer.text()}`);
    await sleep(200);
  }
}

async function fetchFiles(program: Program, { output }: Manifest, folder: string): Promise<number> {
  const headers = { authorization: `Bearer ${program.token}` };
  let bytes = 0;
  for (const { url } of output) {
    const answer = await fetch(url, { headers });
    const body = Buffer.from(await answer.arrayBuffer());
    bytes += body.length;
    await writeFile(join(folder, url.split('/').at(-1) ?? ''), body);
  }
  return bytes;
}

/** A site is filled and taken along as a whole. */
async function takeOut(program: Program, folder: string, files: string, wanted: number) {
  const lines = join(folder, 'visits.ndjson');
  await writeVisitLines(lines, wanted, 7);
  const from = openPostgres({ url: program.databaseUrl, max: 4 });
  const watched = await openRecordDatabase(program.databaseUrl);
  try {
    const filled = await fill(from, lines);
    await watched.untilQuiet();
    const [manifest, exporting] = await timed(() => exportAll(program));
    const resources = manifest.output.reduce((sum, { count }) => sum + count, 0);
    const [bytes, fetching] = await timed(() => fetchFiles(program, manifest, files));
    return {
      filled,
      exported: { resources, seconds: exporting },
      fetched: { resources, seconds: fetching, bytes },
      before: await recordHash(from),
      database: await watched.facts(),
    };
  } finally {
    await Promise.all([from.close(), watched.close()]);
  }
}

/** The same comes into an empty site, twice. */
async function bringIn(folder: string, files: string) {
  const site = await startEmptySite(folder);
  const to = openPostgres({ url: site.databaseUrl, max: 2 });
  try {
    const first = await moveIn(site, files);
    const { imported: again } = await moveIn(site, files);
    return { ...first, again, after: await recordHash(to) };
  } finally {
    await to.close();
    await site.stop();
  }
}

const rate = ({ resources, seconds }: Took): string => Math.round(resources / seconds).toLocaleString('en-US');
const milliseconds = (took: Took): string => {
  if (!took.cpu) return '';
  const { server, database } = took.cpu;
  const each = (seconds: number): string => ((1000 * seconds) / took.resources).toFixed(3);
  return `${each(server + database)} (${each(server)} + ${each(database)})`;
};
const row = (name: string, took: Took, wanted = ''): string =>
  `| ${name} | ${took.resources} | ${took.seconds.toFixed(1)} | ${rate(took)} | ${milliseconds(took)} | ${wanted} |`;

function reportOf(result: Result): string {
  const { filled, exported, fetched, sent, imported, again, before, after, database } = result;
  const isSame = before.sha256 === after.sha256 && before.resources === after.resources;
  const isFast = imported.resources / imported.seconds >= WANTED;
  return `# bulk: out of one site, into an empty one

${database}; Node ${process.versions.node}; ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}. Both sites with fsync, validation, audit and the whole index; the embedded server of the second one has no other settings than a site's. CPU: user and system time of the server and of PostgreSQL.

| step | resources | seconds | resources/s | CPU ms a resource (server + PostgreSQL) | wanted |
| --- | --- | --- | --- | --- | --- |
${row('filling the first site (import as new, with events)', filled)}
${row('$export over HTTP until the manifest is there', exported)}
${row(`fetching ${(fetched.bytes / 1e6).toFixed(0)} MB of NDJSON`, fetched)}
${row('sending it to the empty site ($import-file)', sent)}
${row('$import over HTTP, kick-off until the answer is there', imported, `${WANTED} ${isFast ? 'held' : 'missed'}`)}
${row('sent and imported once more', again, `0 written: ${again.written === 0 ? 'held' : `missed, ${again.written}`}`)}

Hash over all current resources (type, id, body):

- first site: ${before.resources} resources, ${before.sha256}
- second site: ${after.resources} resources, ${after.sha256}
- ${isSame ? 'identical' : 'DIFFERENT'}
`;
}

const { values } = parseArgs({
  options: { resources: { type: 'string', default: '100000' }, report: { type: 'string' } },
});
const folder = mkdtempSync(join(tmpdir(), 'lienmach-bulk-'));
let stop: () => Promise<void> = async () => undefined;
process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
try {
  const program = await startProgram((end) => {
    stop = end;
  });
  const files = join(folder, 'exported');
  mkdirSync(files);
  const out = await takeOut(program, folder, files, Number(values.resources));
  await stop(); // the other site is alone on its machine
  const result: Result = { ...out, ...(await bringIn(join(folder, 'there'), files)) };
  const text = reportOf(result);
  console.log(text);
  if (values.report !== undefined) console.log(writeReport(values.report, text));
  if (text.includes('DIFFERENT') || text.includes('missed')) process.exitCode = 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

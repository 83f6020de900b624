import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { reachOf } from '@lienmach/access';
import { importFiles } from '@lienmach/bulk';
import { startEmbeddedPostgres } from '@lienmach/database';
import { type Caller, migrate, openPostgres, type RecordHash, recordHash, type Sql } from '@lienmach/fhir-store';
import { migrations, openRecord, rolePolicies, systems } from '@lienmach/server';
import { type Program, startProgram } from './program.ts';
import { openRecordDatabase } from './record-database.ts';
import { writeReport } from './report.ts';
import { writeVisitLines } from './visit-lines.ts';

/** resources a second that an import has to reach */
const WANTED = 3000;

interface Took {
  readonly resources: number;
  readonly seconds: number;
}

interface Result {
  readonly filled: Took;
  readonly exported: Took;
  readonly fetched: Took & { readonly bytes: number };
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

async function importInto(sql: Sql, paths: readonly string[], as: 'load' | 'move') {
  const { store } = openRecord(sql, systems, now);
  const [{ counts, refused }, seconds] = await timed(() => importFiles({ sql, store, caller, as, paths, now }));
  if (counts.refused > 0) throw new Error(`${counts.refused} lines refused: ${refused[0]?.outcome}`);
  return { resources: counts.lines, written: counts.written, seconds };
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

/** From a site that is full to one that is empty. */
async function move(program: Program, folder: string, wanted: number): Promise<Result> {
  const lines = join(folder, 'visits.ndjson');
  const files = join(folder, 'exported');
  mkdirSync(files);
  await writeVisitLines(lines, wanted, 7);
  const from = openPostgres({ url: program.databaseUrl, max: 4 });
  const watched = await openRecordDatabase(program.databaseUrl);
  const target = await startEmbeddedPostgres({ folder: join(folder, 'there') });
  const to = openPostgres({ url: target.url, max: 4 });
  try {
    const filled = await importInto(from, [lines], 'load');
    await watched.untilQuiet();
    const [manifest, exporting] = await timed(() => exportAll(program));
    const resources = manifest.output.reduce((sum, { count }) => sum + count, 0);
    const [bytes, fetching] = await timed(() => fetchFiles(program, manifest, files));
    await migrate(to, migrations);
    const imported = await importInto(to, [files], 'move');
    await to.query({ text: 'delete from bulk_job' }); // so that every line is read once more
    const again = await importInto(to, [files], 'move');
    return {
      filled,
      exported: { resources, seconds: exporting },
      fetched: { resources, seconds: fetching, bytes },
      imported,
      again,
      before: await recordHash(from),
      after: await recordHash(to),
      database: await watched.facts(),
    };
  } finally {
    await Promise.all([from.close(), to.close(), watched.close()]);
    await target.stop();
  }
}

const rate = ({ resources, seconds }: Took): string => Math.round(resources / seconds).toLocaleString('en-US');
const row = (name: string, took: Took, wanted = ''): string =>
  `| ${name} | ${took.resources} | ${took.seconds.toFixed(1)} | ${rate(took)} | ${wanted} |`;

function reportOf(result: Result): string {
  const { filled, exported, fetched, imported, again, before, after, database } = result;
  const isSame = before.sha256 === after.sha256 && before.resources === after.resources;
  const isFast = imported.resources / imported.seconds >= WANTED;
  return `# bulk: out of one site, into an empty one

${database}; Node ${process.versions.node}; ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}. Both sites with fsync, validation, audit and the whole index; the embedded server of the second one has no other settings than a site's.

| step | resources | seconds | resources/s | wanted |
| --- | --- | --- | --- | --- |
${row('filling the first site (import as new, with events)', filled)}
${row('$export over HTTP until the manifest is there', exported)}
${row(`fetching ${(fetched.bytes / 1e6).toFixed(0)} MB of NDJSON`, fetched)}
${row('import into the empty site', imported, `${WANTED} ${isFast ? 'held' : 'missed'}`)}
${row('the same import once more', again, `0 written: ${again.written === 0 ? 'held' : `missed, ${again.written}`}`)}

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
  const result = await move(program, folder, Number(values.resources));
  const text = reportOf(result);
  console.log(text);
  if (values.report !== undefined) console.log(writeReport(values.report, text));
  if (text.includes('DIFFERENT') || text.includes('missed')) process.exitCode = 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

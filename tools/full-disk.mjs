// A full disk tried for real: the database that comes along on a small volume of its own, in a mount namespace that ends with
// the program (no root, nothing of the machine is touched). `--report` writes docs/reports/<date>-full-disk.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../packages/database/src/index.ts';
import { checkRecord, migrate, openPostgres, openStore, recordMigrations } from '../packages/fhir-store/src/index.ts';

if (!process.argv.includes('--inside')) {
  const namespace = ['--user', '--map-root-user', '--mount', '--', process.execPath];
  const again = [...namespace, import.meta.filename, '--inside', ...process.argv.slice(2)];
  const { status, error } = spawnSync('unshare', again, { stdio: 'inherit' });
  if (error) console.error('This machine allows no mount namespace: the full disk cannot be tried here.');
  process.exit(status ?? 1);
}

const MEBI = 1024 * 1024;
const BALLAST = 24 * MEBI;
const lines = [];
const say = (text) => {
  lines.push(text);
  console.log(text);
};
const caller = {
  agent: { who: 'client:full-disk', display: 'full-disk', client: 'full-disk', roles: ['tool'] },
  reach: { limit: () => 'all' },
};
const failed = (text) => {
  say(`- **NOT AS PROMISED**: ${text}`);
  process.exitCode = 1;
};

/** The log of the database on the big disk: only its data has no room. */
async function moveLog(site, folder) {
  const database = await startEmbeddedPostgres({ folder: site });
  await database.stop();
  const [from, to] = [join(site, 'pg', 'pg_wal'), join(folder, 'wal')];
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o700);
  rmSync(from, { recursive: true });
  symlinkSync(to, from);
}

async function writeOne(store, id) {
  const data = randomBytes(150_000).toString('base64');
  try {
    await store.update(caller, { resourceType: 'Binary', id, contentType: 'application/octet-stream', data });
    return 'written';
  } catch (thrown) {
    return `${thrown.status ?? 'no answer of ours'} ${thrown.code ?? thrown.message}`;
  }
}

/** Until the disk is full, and some more. */
async function fill(store, known) {
  const refusals = new Map();
  for (let n = 0; n < 5000 && refusals.size === 0; n += 1) await tell(store, `b${n}`, known, refusals);
  for (let n = 0; n < 10; n += 1) {
    await tell(store, `m${n}`, known, refusals);
    await wait(100);
  }
  return refusals;
}

async function tell(store, id, known, refusals) {
  const answer = await writeOne(store, id);
  if (answer === 'written') known.add(id);
  else refusals.set(answer, (refusals.get(answer) ?? 0) + 1);
}

const readable = async (store, id) => {
  try {
    return (await store.read(caller, 'Binary', id)).version === 1 ? 'answers' : 'differs';
  } catch (thrown) {
    return `refused (${thrown.status ?? thrown.message})`;
  }
};

async function untilWritten(store) {
  for (let tries = 1; tries <= 600; tries += 1) {
    if ((await writeOne(store, `sau${tries}`)) === 'written') return `sau${tries}`;
    await wait(200);
  }
  return undefined;
}

async function judge(sql, known) {
  const rows = await sql.query({ text: "select id, length(body) as size from resource where id <> ''" });
  const there = new Set(rows.map(({ id }) => id));
  const lost = [...known].filter((id) => !there.has(id));
  const { findings } = await checkRecord(sql);
  say(
    `- afterwards: ${known.size} acknowledged, ${lost.length} of them missing, ${there.size - known.size + lost.length} whole that were not acknowledged; check of the record: ${findings.length} findings`,
  );
  if (lost.length > 0 || findings.length > 0)
    failed(`lost or broken: ${[...lost, ...findings].slice(0, 5).join(', ')}`);
}

async function tryVolume(title, { size, logElsewhere, readsGoOn }) {
  say(`\n## ${title}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-full-'));
  const site = join(folder, 'site');
  mkdirSync(site, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=0700`, 'tmpfs', site]);
  const ballast = join(site, 'ballast');
  let restarts = 0;
  try {
    if (logElsewhere) await moveLog(site, folder);
    writeFileSync(ballast, Buffer.alloc(BALLAST, 1));
    const database = await startEmbeddedPostgres({ folder: site, onRestart: () => (restarts += 1) });
    const sql = openPostgres({ url: database.url, max: 4, patience: 5000 });
    try {
      await migrate(sql, recordMigrations);
      const store = openStore(sql);
      const known = new Set();
      const refusals = await fill(store, known);
      say(
        `- ${known.size} resources of 200 kB written to a volume of ${size} MiB, then: ${[...refusals].map(([answer, count]) => `${count} × ${answer}`).join(', ')}`,
      );
      if (refusals.size === 0) failed('the volume was never full');
      for (const answer of refusals.keys())
        if (!answer.startsWith('503')) failed(`a refusal that is not 503: ${answer}`);
      const reads = await readable(store, 'b0');
      say(`- reading while the volume is full: ${reads}; restarts of the database so far: ${restarts}`);
      if (readsGoOn && reads !== 'answers') failed('reads should go on');
      rmSync(ballast);
      const first = await untilWritten(store);
      if (first === undefined) failed('with room again nothing was written in two minutes');
      else known.add(first);
      say(`- ${BALLAST / MEBI} MiB made free: writing goes on by itself; restarts of the database: ${restarts}`);
      await judge(sql, known);
    } finally {
      await sql.close();
      await database.stop();
    }
  } finally {
    execFileSync('umount', ['-l', site]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

await tryVolume('No room for data', { size: 112, logElsewhere: true, readsGoOn: true });
await tryVolume('No room for anything, the write-ahead log included', {
  size: 176,
  logElsewhere: false,
  readsGoOn: false,
});
const date = new Date().toISOString().slice(0, 10);
const text = `# A full disk, tried\n\n\`npm run try:full-disk -- --report\`: the PostgreSQL that comes along, fsync on, on a volume that is really full.\n${lines.join('\n')}\n`;
if (process.argv.includes('--report'))
  writeFileSync(join(import.meta.dirname, `../docs/reports/${date}-full-disk.md`), text);

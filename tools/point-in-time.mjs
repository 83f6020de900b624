// Point-in-time recovery tried for real: a PostgreSQL that archives its log is filled by the program, killed with -9, and
// brought back to a moment in between. Debian's postgresql-15 programs; `--report` writes docs/reports/<date>-point-in-time.md.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkRecord, migrate, openPostgres, openStore, recordHash } from '../packages/fhir-store/src/index.ts';
import { findDebianPostgres } from './debian-postgres.mjs';

const programs = findDebianPostgres();
if (!programs) {
  console.error('The Debian package postgresql-15 is not installed.');
  process.exit(1);
}
const { migrations } = await import('../apps/server/src/index.ts');

/** PostgreSQL refuses root. */
const disguise = process.getuid() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1', '--'] : [];
const folder = mkdtempSync(join(tmpdir(), 'lienmach-pitr-'));
const archive = join(folder, 'archive');
const lines = [];
const say = (text) => {
  lines.push(text);
  console.log(text);
};

const run = (name, args) => {
  const [command, ...rest] = [...disguise, join(programs, name), ...args];
  return execFileSync(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
};

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** With fsync and archiving on, as docs/reliability.md says. */
async function start(data) {
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'wal_level=replica',
    'archive_mode=on',
    `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f`,
    `restore_command=cp ${archive}/%f %p`,
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  const [command, ...rest] = [...disguise, join(programs, 'postgres'), ...args];
  const server = spawn(command, rest, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (tries > 600 || server.exitCode !== null) throw new Error('PostgreSQL did not start');
    await wait(100);
  }
  return { url, port, server, ended };
}

/** Open for writing: recovery is over. */
async function answers(url) {
  const sql = openPostgres({ url, max: 1, patience: 1000 });
  try {
    const [row] = await sql.query({ text: 'select pg_is_in_recovery() as waits' });
    return row.waits === false;
  } catch {
    return false;
  } finally {
    await sql.close();
  }
}

const caller = {
  agent: { who: 'client:pitr', display: 'pitr', client: 'pitr', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

async function write(store, from, count) {
  for (let n = from; n < from + count; n += 1)
    await store.update(caller, { resourceType: 'Patient', id: `p${n}`, name: [{ text: `Nguyễn Văn ${n}` }] });
}

async function instant(sql) {
  const [row] = await sql.query({ text: 'select clock_timestamp()::text as at' });
  return row.at;
}

async function before() {
  const data = join(folder, 'data');
  mkdirSync(archive);
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale']);
  const first = await start(data);
  const sql = openPostgres({ url: first.url, max: 2 });
  await migrate(sql, migrations);
  const store = openStore(sql);
  await write(store, 0, 200);
  run('pg_basebackup', [
    '-h',
    '127.0.0.1',
    '-p',
    String(first.port),
    '-U',
    'postgres',
    '-D',
    join(folder, 'base'),
    '-X',
    'none',
    '-c',
    'fast',
  ]);
  say('- 200 resources written, base backup taken while the server runs');
  await write(store, 200, 200);
  await wait(50);
  const wanted = await instant(sql);
  const hash = await recordHash(sql);
  await wait(50);
  say(`- 200 more written; the moment to return to: ${wanted}, ${hash.resources} resources`);
  await store.delete(caller, 'Patient', 'p7');
  await write(store, 400, 100);
  await sql.query({ text: `delete from resource where id like 'p1%'` });
  say('- then the accident: rows deleted behind the back of the program, 100 resources written after it');
  await sql.query({ text: 'select pg_switch_wal()' });
  await archived(sql);
  await sql.close();
  process.kill(pidOf(first), 'SIGKILL');
  await first.ended;
  say('- the server killed with -9');
  return { wanted, hash };
}

const pidOf = ({ server }) => server.pid;

/** Until the last finished segment has left. */
async function archived(sql) {
  for (let tries = 0; tries < 600; tries += 1) {
    const [row] = await sql.query({
      text: `select last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) or archived_count > 0
        and not exists (select 1 from pg_ls_archive_statusdir() where name like '%.ready') as done from pg_stat_archiver`,
    });
    if (row.done) return;
    await wait(100);
  }
  throw new Error('the log was not archived');
}

async function after({ wanted, hash }) {
  const base = join(folder, 'base');
  writeFileSync(join(base, 'recovery.signal'), '');
  appendFileSync(
    join(base, 'postgresql.auto.conf'),
    `\nrecovery_target_time = '${wanted}'\nrecovery_target_action = 'promote'\n`,
  );
  const began = performance.now();
  const second = await start(base);
  say(`- recovered to that moment in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const sql = openPostgres({ url: second.url, max: 2 });
  try {
    const found = await recordHash(sql);
    const check = await checkRecord(sql);
    await write(openStore(sql), 900, 1);
    say(`- ${found.resources} resources, hash ${found.sha256}`);
    const isSame = found.sha256 === hash.sha256;
    say(
      `- the same as at that moment: ${isSame ? 'yes' : 'NO'}; check of the record: ${check.findings.length} findings; it takes writes`,
    );
    if (!isSame || check.findings.length > 0) process.exitCode = 1;
  } finally {
    await sql.close();
    second.server.kill('SIGINT');
    await second.ended;
  }
}

try {
  await after(await before());
  const date = new Date().toISOString().slice(0, 10);
  const text = `# Point-in-time recovery, tried\n\n\`npm run try:point-in-time -- --report\`, PostgreSQL 15 of Debian, archiving by \`archive_command\`, fsync on.\n\n${lines.join('\n')}\n`;
  if (process.argv.includes('--report'))
    writeFileSync(join(import.meta.dirname, `../docs/reports/${date}-point-in-time.md`), text);
} finally {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

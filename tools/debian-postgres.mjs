import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Folder of Debian's PostgreSQL 15 programs, when they are installed. */
export function findDebianPostgres() {
  const folder = '/usr/lib/postgresql/15/bin';
  return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

/** PostgreSQL refuses root; a user namespace of its own needs no system user. */
const disguise = process.getuid() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1', '--'] : [];

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A cluster for one test run on a free port: no fsync, gone afterwards. */
export async function startDebianPostgres(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-pg15-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const initdb = [
    ...disguise,
    join(programs, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
  ];
  execFileSync(initdb[0], initdb.slice(1), { stdio: 'ignore' });
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
  ];
  const command = [
    ...disguise,
    join(programs, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((one) => ['-c', one]),
  ];
  const server = spawn(command[0], command.slice(1), { stdio: 'ignore' });
  const ended = once(server, 'exit');
  for (let tries = 0; !isReady(programs, port); tries += 1) {
    if (tries > 100 || server.exitCode !== null) throw new Error('PostgreSQL 15 did not start');
    await wait(100);
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isReady(programs, port) {
  try {
    execFileSync(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

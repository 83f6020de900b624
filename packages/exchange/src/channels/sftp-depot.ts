import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import type { Delivery } from '../outgoing.ts';
import { fileNameOf } from './deliveries.ts';
import type { Depot, FileMark } from './depot.ts';
import { openSftpSession, type SftpSession, type SftpTarget, step } from './sftp-session.ts';

/** @source SSH File Transfer Protocol, draft-ietf-secsh-filexfer-02, status codes (from memory) */
const NO_SUCH_FILE = 2;

const lstat = (sftp: SFTPWrapper, path: string): Promise<Stats | undefined> =>
  step<Stats>((done) => sftp.lstat(path, done)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === NO_SUCH_FILE) return undefined;
    throw error;
  });

async function freeName(sftp: SFTPWrapper, folder: string, name: string): Promise<string> {
  for (let turn = 1; ; turn++) {
    const wanted = `${folder}/${turn === 1 ? name : `${name}.${turn}`}`;
    if ((await lstat(sftp, wanted)) === undefined) return wanted;
  }
}

async function makeFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  if ((await lstat(sftp, path)) === undefined) await step((done) => sftp.mkdir(path, done));
}

const markOf = (stats: Stats): FileMark | undefined =>
  stats.isFile() ? { size: stats.size, mark: `${stats.size} ${stats.mtime}` } : undefined;

/** A name that would lead out of the folder is no name of a file of it. */
const isPlain = (name: string): boolean => !name.includes('/') && name !== '.' && name !== '..';

/** A folder on the partner's machine. */
export function sftpDepot(session: SftpSession, directory: string): Depot {
  const at = (name: string): string => `${directory}/${name}`;
  return {
    names: () =>
      session.use(async (sftp) => {
        const entries = await step<FileEntryWithStats[]>((done) => sftp.readdir(directory, done));
        return entries.map(({ filename }) => filename).filter(isPlain);
      }),
    markOf: (name) =>
      session.use(async (sftp) => {
        const stats = await lstat(sftp, at(name));
        return stats === undefined ? undefined : markOf(stats);
      }),
    read: (name) => session.use((sftp) => step<Buffer>((done) => sftp.readFile(at(name), done))),
    settle: (name, end, answer) =>
      session.use(async (sftp) => {
        await makeFolder(sftp, at(end));
        const kept = await freeName(sftp, at(end), name);
        if (answer.length > 0)
          await step((done) => sftp.writeFile(`${kept}.answer`, Buffer.from(answer), { mode: 0o600 }, done));
        await step((done) => sftp.rename(at(name), kept, done));
      }),
    close: async () => session.close(),
  };
}

interface Place {
  readonly channel: string;
  readonly directory: string;
  readonly suffix: string;
}

/**
 * Written beside its place, then renamed: the partner sees whole files only. Sent again it takes the place of the first.
 *
 * @returns the name of the file
 */
export async function dropOverSftp(
  target: SftpTarget,
  { channel, directory, suffix }: Place,
  { bytes, controlId }: Delivery,
): Promise<string> {
  const name = fileNameOf(channel, controlId, suffix);
  const [half, whole] = [`${directory}/.${name}.part`, `${directory}/${name}`];
  const session = openSftpSession(target);
  try {
    return await session.use(async (sftp) => {
      await step((done) => sftp.writeFile(half, Buffer.from(bytes), { mode: 0o600 }, done));
      if ((await lstat(sftp, whole)) !== undefined) await step((done) => sftp.unlink(whole, done));
      await step((done) => sftp.rename(half, whole, done));
      return name;
    });
  } finally {
    session.close();
  }
}

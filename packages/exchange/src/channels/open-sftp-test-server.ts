import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import { hostKeyOf } from './sftp-session.ts';

export interface SftpTestServer {
  readonly port: number;
  readonly hostKey: string;
  /** connections that got as far as signing in */
  readonly signedIn: number;
  /** cuts every line that is open */
  cut(): void;
  close(): Promise<void>;
}

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

/** One open file or folder listing. */
interface Handle {
  readonly path: string;
  isListed: boolean;
}

const attributesOf = (path: string) => {
  const { mode, size, mtimeMs } = statSync(path);
  const mtime = Math.floor(mtimeMs / 1000);
  return { mode, size, uid: 0, gid: 0, atime: mtime, mtime };
};

/** A line of one partner: its open handles below one folder of this machine. */
function ground(sftp: SFTPWrapper, folder: string) {
  const handles = new Map<number, Handle>();
  let next = 0;
  const real = (path: string): string => join(folder, path);
  return {
    real,
    attempt(id: number, work: () => void): void {
      try {
        work();
      } catch {
        sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
      }
    },
    done: (id: number): void => sftp.status(id, STATUS_CODE.OK),
    open(id: number, path: string): void {
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(next);
      handles.set(next, { path: real(path), isListed: false });
      next += 1;
      sftp.handle(id, handle);
    },
    at(handle: Buffer): Handle {
      const found = handles.get(handle.readUInt32BE());
      if (found === undefined) throw new Error('no such handle');
      return found;
    },
  };
}

type Ground = ReturnType<typeof ground>;

function serveFolders(sftp: SFTPWrapper, { attempt, open, at, real, done }: Ground): void {
  sftp.on('OPENDIR', (id, path) => attempt(id, () => open(id, path)));
  sftp.on('READDIR', (id, handle) =>
    attempt(id, () => {
      const listing = at(handle);
      if (listing.isListed) return sftp.status(id, STATUS_CODE.EOF);
      listing.isListed = true;
      const names = readdirSync(listing.path);
      sftp.name(
        id,
        names.map((filename) => ({ filename, longname: filename, attrs: attributesOf(join(listing.path, filename)) })),
      );
    }),
  );
  const change = (work: () => void, id: number): void =>
    attempt(id, () => {
      work();
      done(id);
    });
  sftp.on('MKDIR', (id, path) => change(() => mkdirSync(real(path)), id));
  sftp.on('REMOVE', (id, path) => change(() => rmSync(real(path)), id));
  sftp.on('RENAME', (id, from, to) => change(() => renameSync(real(from), real(to)), id));
}

function serveFiles(sftp: SFTPWrapper, { attempt, open, at, real, done }: Ground): void {
  for (const name of ['STAT', 'LSTAT'] as const)
    sftp.on(name, (id: number, path: string) => attempt(id, () => sftp.attrs(id, attributesOf(real(path)))));
  sftp.on('FSTAT', (id, handle) => attempt(id, () => sftp.attrs(id, attributesOf(at(handle).path))));
  sftp.on('OPEN', (id, path, flags) =>
    attempt(id, () => {
      if ((flags & OPEN_MODE.WRITE) > 0) writeFileSync(real(path), '');
      statSync(real(path));
      open(id, path);
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    attempt(id, () => {
      const bytes = readFileSync(at(handle).path).subarray(offset, offset + length);
      if (bytes.length === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, bytes);
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    attempt(id, () => {
      const { path } = at(handle);
      writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, offset), data]));
      done(id);
    }),
  );
  sftp.on('FSETSTAT', (id) => done(id));
  sftp.on('CLOSE', (id) => done(id));
}

/** Answers what the channel asks for. */
function serve(sftp: SFTPWrapper, folder: string): void {
  const known = ground(sftp, folder);
  serveFolders(sftp, known);
  serveFiles(sftp, known);
}

/** A partner's machine that speaks SFTP, in this process. @param password  of the user `doi-tac` */
export async function openSftpTestServer(folder: string, password: string): Promise<SftpTestServer> {
  const key = ssh2.utils.generateKeyPairSync('ed25519');
  const parsed = ssh2.utils.parseKey(key.public);
  if (parsed instanceof Error) throw parsed;
  const lines = new Set<Connection>();
  let signedIn = 0;
  const server = new ssh2.Server({ hostKeys: [key.private] }, (line) => {
    lines.add(line);
    line.on('error', () => undefined);
    line.on('close', () => lines.delete(line));
    line.on('authentication', (ask) => {
      if (ask.method !== 'password' || ask.username !== 'doi-tac' || ask.password !== password)
        return ask.reject(['password']);
      signedIn += 1;
      ask.accept();
    });
    line.on('session', (accept) => accept().on('sftp', (open) => serve(open(), folder)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    hostKey: hostKeyOf(parsed.getPublicSSH()),
    get signedIn() {
      return signedIn;
    },
    cut() {
      for (const line of lines) line.end();
    },
    close: () =>
      new Promise((resolve) => {
        for (const line of lines) line.end();
        server.close(() => resolve());
      }),
  };
}

import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type BackupHead, type BackupManifest, FORMAT_VERSION } from './backup-format.ts';
import { errors } from './errors.ts';
import { openStream } from './sealed-stream.ts';
import { readTar, type TarEntry } from './tar.ts';

export interface SealedFile {
  readonly path: string;
  readonly identities: readonly string[];
}

/** What a restore does with a backup; called in the order of the file, each awaited. */
export interface BackupVisitor {
  head(head: BackupHead): Promise<void>;
  part(table: string, bytes: Buffer): Promise<void>;
  file(name: string, body: Buffer): void;
}

interface Seen {
  head?: BackupHead;
  manifest?: BackupManifest;
  readonly hashes: Map<string, Hash>;
  readonly files: Map<string, string>;
}

const PART = /^data\/([a-z_0-9]{1,63})\/\d{6}\.copy$/;
const FILE = /^files\/((?:keys|trust)\/[A-Za-z0-9._-]{1,80})$/;

/**
 * Reads a backup to its end and holds it against its own manifest.
 *
 * @throws backup.noFile, backup.notABackup, backup.wrongKey, backup.newer, backup.damaged
 */
export async function readBackup(file: SealedFile, visitor: BackupVisitor) {
  if (!existsSync(file.path)) throw errors.noFile({ detail: basename(file.path) });
  const seen: Seen = { hashes: new Map(), files: new Map() };
  for await (const entry of readTar(openStream(createReadStream(file.path), file.identities)))
    await visitEntry(entry, seen, visitor);
  const { head, manifest } = seen;
  if (!head || !manifest) throw errors.damaged({ detail: 'no manifest' });
  compare(manifest, seen);
  return { head, manifest };
}

async function visitEntry({ name, body }: TarEntry, seen: Seen, visitor: BackupVisitor): Promise<void> {
  if (seen.head === undefined) {
    seen.head = readHead(name, body);
    return visitor.head(seen.head);
  }
  if (name === 'manifest.json') {
    seen.manifest = JSON.parse(body.toString('utf8')) as BackupManifest;
    return;
  }
  const table = PART.exec(name)?.[1];
  if (table !== undefined) {
    const hash = seen.hashes.get(table) ?? createHash('sha256');
    seen.hashes.set(table, hash.update(body));
    return visitor.part(table, body);
  }
  const kept = FILE.exec(name)?.[1];
  if (kept === undefined) throw errors.damaged({ detail: 'unknown entry' });
  seen.files.set(kept, createHash('sha256').update(body).digest('hex'));
  visitor.file(kept, body);
}

function readHead(name: string, body: Buffer): BackupHead {
  if (name !== 'head.json') throw errors.notABackup();
  const head = JSON.parse(body.toString('utf8')) as BackupHead;
  if (head.format !== 'lienmach-backup') throw errors.notABackup();
  if (head.formatVersion > FORMAT_VERSION) throw errors.newer({ detail: `format ${head.formatVersion}` });
  return head;
}

function compare({ tables, files }: BackupManifest, seen: Seen): void {
  for (const { name, sha256 } of tables) {
    const found = (seen.hashes.get(name) ?? createHash('sha256')).digest('hex');
    if (found !== sha256) throw errors.damaged({ detail: name });
  }
  for (const { name, sha256 } of files) if (seen.files.get(name) !== sha256) throw errors.damaged({ detail: name });
}

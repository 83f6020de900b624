import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackupReceipt, backupErrors, makeBackupKey, writeBackup } from '@lienmach/backup';
import { readConfiguration } from '@lienmach/server';
import { findServer } from '../open-database.ts';
import { rewriteLine } from '../rewrite-line.ts';
import { version } from '../version.ts';
import { testRestore } from './restore-test.ts';

/** `lienmach backup-key <file>`: the secret into a file that belongs into a safe, the public half on the screen. */
export async function backupKey(file: string): Promise<void> {
  if (existsSync(file)) throw backupErrors.fileThere({ detail: file });
  const { identity, recipient } = await makeBackupKey();
  const remark = '# Khóa mở bản sao lưu Liền Mạch. Cất nơi an toàn, không để trên máy chủ.';
  await writeFile(file, `${remark}\n# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
  console.log(`Khóa bí mật: ${file}\nThiết lập:   LIENMACH_BACKUP_RECIPIENT=${recipient}`);
}

const nameOf = (instant: Date): string => `lienmach-${instant.toISOString().replaceAll(':', '').slice(0, 17)}.backup`;

/** `lienmach backup [file]`: the whole site, while it runs, into one sealed file; `--verify` restores it for a test at once. */
export async function backup(file: string | undefined, { verify, identity }: { verify?: boolean; identity?: string }) {
  if (verify === true && identity === undefined) throw backupErrors.badIdentity();
  const configuration = readConfiguration(process.env);
  const { dataDir, backupRecipients: recipients } = configuration;
  if (recipients.length === 0) throw backupErrors.noRecipient();
  const now = () => new Date();
  const path = resolve(file ?? join(dataDir, 'backups', nameOf(now())));
  const server = await findServer(configuration, { as: 'join' });
  const began = performance.now();
  try {
    const onTable = (name: string): void => rewriteLine(name);
    tell(await writeBackup({ url: server.url, recipients, path, dataDir, program: version, now, onTable }), began);
  } finally {
    await server.stop();
  }
  if (verify === true && identity !== undefined) await testRestore(path, { identity });
}

function tell({ path, bytes, sha256, manifest }: BackupReceipt, began: number): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`Đã sao lưu ${manifest.tables.length} bảng, ${rows} dòng trong ${seconds} giây.`);
  console.log(`${path}\n${bytes} byte, SHA-256 ${sha256}`);
}

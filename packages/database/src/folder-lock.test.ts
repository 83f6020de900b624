import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderLock, holderOf } from './folder-lock.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'lienmach-lock-'));

/** another process that takes the lock and stays */
async function otherHolder(folder: string) {
  const script = `import { FolderLock } from '${import.meta.dirname}/folder-lock.ts'; await FolderLock.take(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((held) => child.stdout.once('data', held));
  return child;
}

test('thư mục dữ liệu chỉ có một người giữ; người thứ hai được báo PID', async () => {
  const folder = newFolder();
  const other = await otherHolder(folder);
  expect(holderOf(folder)).toBe(other.pid);
  await expect(FolderLock.take(folder)).rejects.toMatchObject({
    code: 'database.folderHeld',
    message: expect.stringContaining(String(other.pid)),
  });
  other.kill('SIGKILL');
});

test('người giữ bị kill -9 thì khóa tự nhả, lấy lại được ngay', async () => {
  const folder = newFolder();
  const other = await otherHolder(folder);
  other.kill('SIGKILL');
  const lock = await FolderLock.take(folder);
  expect(holderOf(folder)).toBe(process.pid);
  await lock.release();
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanDone } from './clean-done.ts';

test('chỉ bỏ tệp đã xong và đã cũ; tệp chờ người, liên kết, tệp mới chuyển tới mà đề ngày cũ vẫn còn', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-done-'));
  try {
    expect(await cleanDone(folder, new Date(Date.now() + 1000))).toBe(0);
    for (const name of ['done', 'failed', join('done', 'thu-muc')]) mkdirSync(join(folder, name));
    for (const name of ['done/a.csv', 'done/a.csv.answer', 'failed/b.csv']) writeFileSync(join(folder, name), 'x');
    symlinkSync(join(folder, 'failed', 'b.csv'), join(folder, 'done', 'lien-ket'));
    utimesSync(join(folder, 'done', 'a.csv'), new Date('2001-01-01'), new Date('2001-01-01'));
    expect(await cleanDone(folder, new Date('2020-01-01'))).toBe(0);
    const later = new Date(Date.now() + 60_000);
    expect(await cleanDone(folder, later, true)).toBe(2);
    expect(await cleanDone(folder, later)).toBe(2);
    expect(readdirSync(join(folder, 'done')).sort()).toEqual(['lien-ket', 'thu-muc']);
    expect(readdirSync(join(folder, 'failed'))).toEqual(['b.csv']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('`done` bị thay bằng một liên kết: không theo, không xóa gì ở nơi nó dẫn tới', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-done-'));
  try {
    mkdirSync(join(folder, 'noi-khac'));
    writeFileSync(join(folder, 'noi-khac', 'khoa'), 'x');
    symlinkSync(join(folder, 'noi-khac'), join(folder, 'done'));
    expect(await cleanDone(folder, new Date(Date.now() + 60_000))).toBe(0);
    expect(readdirSync(join(folder, 'noi-khac'))).toEqual(['khoa']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FolderIn, openFolderIn } from './folder-in.ts';
import { localDepot } from './local-depot.ts';

let folder: string;
let door: FolderIn | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-folder-'));
});
afterEach(async () => {
  await door?.close();
  rmSync(folder, { recursive: true });
});

test('một tệp không đọc được hay là liên kết không chặn tệp sau; tệp hỏng thứ hai cùng tên không đè tệp trước', async () => {
  const seen: string[] = [];
  const troubles: unknown[] = [];
  door = openFolderIn({
    depot: await localDepot(folder),
    suffix: '.hl7',
    every: 3_600_000,
    onTrouble: (error) => troubles.push(error),
    async take(raw) {
      const text = Buffer.from(raw).toString();
      if (text === 'hỏng') throw new Error('cannot be read');
      seen.push(text);
      return { state: 'parked', answer: Buffer.from(`đã nghe ${text}`) };
    },
  });
  const outside = join(folder, 'ngoai.txt');
  writeFileSync(outside, 'không phải của thư mục');
  symlinkSync(outside, join(folder, '0.hl7'));
  writeFileSync(join(folder, '1.hl7'), 'hỏng');
  for (const text of ['một', 'hai']) {
    writeFileSync(join(folder, '2.hl7'), text);
    await door.look();
    expect(await door.look()).toBe(1);
  }
  expect(seen).toEqual(['một', 'hai']);
  expect(troubles).not.toEqual([]);
  const failed = join(folder, 'failed');
  expect(readdirSync(failed).sort()).toEqual(['2.hl7', '2.hl7.2', '2.hl7.2.answer', '2.hl7.answer']);
  expect(readFileSync(join(failed, '2.hl7'), 'utf8')).toBe('một');
  expect(readFileSync(join(failed, '2.hl7.2.answer'), 'utf8')).toBe('đã nghe hai');
  expect(readdirSync(folder)).toContain('0.hl7');
});

test('`done` bị thay bằng một liên kết: không lấy tệp nào, người trông kênh được báo', async () => {
  door = openFolderIn({
    depot: await localDepot(folder),
    suffix: '.hl7',
    every: 3_600_000,
    take: async () => ({ state: 'applied', answer: Buffer.alloc(0) }),
  });
  rmSync(join(folder, 'done'), { recursive: true });
  symlinkSync(tmpdir(), join(folder, 'done'));
  writeFileSync(join(folder, '1.hl7'), 'một');
  await expect(door.look()).rejects.toMatchObject({ code: 'exchange.folderReplaced' });
  expect(readdirSync(folder)).toContain('1.hl7');
});

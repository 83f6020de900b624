import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomOf } from '../random.ts';
import { hardKinds, pickHardKind } from './hard-pairs.ts';
import { fullName, householdOf } from './household.ts';
import { movedTone, otherI, unaccented, undone } from './typing-slips.ts';
import { pickVariant, variantKinds, variantOf } from './variants.ts';

test('nguồn sinh người không dùng chung một dòng mã nào với bộ so trùng: chỉ nhập tệp của chính nó và bộ số ngẫu nhiên', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  const imported = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    return [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map(([, one, other]) => one ?? other ?? '');
  });
  expect(imported.length).toBeGreaterThan(5);
  for (const from of imported) expect(from).toMatch(/^(\.\/[a-z-]+\.ts|\.\.\/random\.ts)$/);
  expect(readFileSync(join(import.meta.dirname, '../random.ts'), 'utf8')).not.toMatch(/\bfrom '|import\(/);
});

test('cùng số hạt giống thì cùng người; khác hạt giống thì khác', () => {
  expect(householdOf(1, 7)).toEqual(householdOf(1, 7));
  expect(householdOf(1, 7)).not.toEqual(householdOf(2, 7));
});

test('số của người sinh ra không phải của ai', () => {
  for (const person of Array.from({ length: 50 }, (_, n) => householdOf(1, n)).flat()) {
    expect(person.personalNumber ?? '099').toMatch(/^099/);
    expect(person.phone ?? '0000').toMatch(/^0000/);
    expect(person.commune ?? '9').toMatch(/^9/);
  }
});

test.each([
  ['Nguyễn', 'Nguyeenx', 'Nguye6n4'],
  ['Đức', 'Dduwcs', 'D9u7c1'],
  ['Hòa', 'Hoaf', 'Hoa2'],
  ['Lan', 'Lan', 'Lan'],
])('bộ gõ tắt: %s thành %s và %s', (word, telex, vni) => {
  expect(undone(word, 'telex')).toBe(telex);
  expect(undone(word, 'vni')).toBe(vni);
});

test('mất dấu, dấu dời chỗ, i thay y', () => {
  expect(unaccented('Đặng Thị Ố')).toBe('Dang Thi O');
  expect([movedTone('Hòa'), movedTone('Thủy'), movedTone('Lan')]).toEqual(['Hoà', 'Thuỷ', undefined]);
  expect([otherI('Lý'), otherI('Vy'), otherI('Thúy')]).toEqual(['Lí', 'Vi', undefined]);
});

test('mọi loại biến thể và mọi loại người dễ lẫn đều có mặt, đúng phần đã ghi', () => {
  const random = randomOf(5);
  const seen = new Set<string>();
  for (let home = 0; home < 1500; home += 1) {
    for (const person of householdOf(5, home)) {
      const variant = variantOf(pickVariant(random), person, random);
      if (variant !== undefined) seen.add(variant.kind);
      const { kind, other: otherOf } = pickHardKind(random);
      const other = otherOf(person, random);
      if (other === undefined) continue;
      seen.add(kind);
      const isSame = fullName(other) === fullName(person) && other.born === person.born;
      expect(isSame).toBe(false);
    }
  }
  expect([...seen].sort()).toEqual(
    [...variantKinds, ...hardKinds, { kind: 'two slips at once' }].map((k) => k.kind).sort(),
  );
  expect(hardKinds.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});

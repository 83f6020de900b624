import { expect, test } from 'vitest';
import { agents } from '../catalogs/agents.ts';
import { organisms } from '../catalogs/organisms.ts';
import { panels } from '../catalogs/panels.ts';
import { seedLines } from '../catalogs/seed-breakpoints.ts';
import { breakpointFor, readBreakpoint, standardOn, writeBreakpoint } from './breakpoint.ts';

const lines = seedLines.trim().split('\n');

test('mọi dòng ngưỡng đi kèm đọc được, viết lại y nguyên, và chỉ nhắc kháng sinh, vi khuẩn có trong danh mục', () => {
  const names = new Set([...organisms.flatMap(({ code, group }) => [code, group])]);
  const codes = new Set(agents.map(({ code }) => code));
  for (const line of lines) {
    const read = readBreakpoint(line);
    expect(read === undefined ? line : writeBreakpoint(read)).toBe(line);
    expect(read !== undefined && names.has(read.of) && codes.has(read.agent)).toBe(true);
  }
  expect(new Set(lines.map((line) => line.split(';', 3).join(';'))).size).toBe(lines.length);
  expect(
    Object.values(panels)
      .flat()
      .filter((agent) => !codes.has(agent)),
  ).toEqual([]);
});

test.each([
  ['thiếu cột', 'SAU;PEN;'],
  ['không phải số', 'SAU;PEN;;ít;0.25;29;28;'],
  ['nhạy cao hơn kháng', 'SAU;PEN;;1;0.25;;;'],
  ['vòng nhạy nhỏ hơn vòng kháng', 'SAU;PEN;;;;20;28;'],
  ['không có ngưỡng nào', 'SAU;PEN;;;;;;'],
  ['giữa là chữ lạ', 'SAU;PEN;;1;4;;;X'],
])('dòng ngưỡng sai bị từ chối: %s', (_name, line) => {
  expect(readBreakpoint(line)).toBeUndefined();
});

test('vi khuẩn trước nhóm, vị trí bệnh phẩm trước mọi nơi; không có dòng thì không xét', () => {
  const standard = { lines: lines.flatMap((line) => readBreakpoint(line) ?? []) };
  const salmonella = { code: 'STY', group: 'enterobacterales' } as const;
  const pneumococcus = { code: 'SPN', group: 'pneumococcus' } as const;
  expect(breakpointFor(standard, salmonella, 'CIP', 'blood')?.micS).toBe(0.06);
  expect(breakpointFor(standard, { ...salmonella, code: 'ECO' }, 'CIP', 'blood')?.micS).toBe(0.25);
  expect(breakpointFor(standard, pneumococcus, 'PEN', 'csf')?.micS).toBe(0.06);
  expect(breakpointFor(standard, pneumococcus, 'PEN', 'blood')?.micS).toBe(2);
  expect(breakpointFor(standard, { ...salmonella, code: 'ECO' }, 'NIT', 'blood')).toBeUndefined();
});

test('bộ ngưỡng theo ngày: bộ mới có từ ngày đầu của nó, ngày trước vẫn bộ cũ', () => {
  const of = (version: string, from: string) => ({ name: 'A', version, from, lines: [] });
  const standards = [of('2', '2026-03-01'), of('1', '2024-01-01')];
  expect(standardOn(standards, '2026-02-28')?.version).toBe('1');
  expect(standardOn(standards, '2026-03-01')?.version).toBe('2');
  expect(standardOn(standards, '2023-12-31')).toBeUndefined();
});

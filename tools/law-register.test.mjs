import { describe, expect, test } from 'vitest';
import { collectSources, findRulesWithoutSource, registerText } from './law-register.mjs';

const long = '  if (a) return 1;\n'.repeat(8);

describe('sổ nguồn luật', () => {
  test('một nguồn kéo dài nhiều dòng, một khối có hai nguồn', () => {
    const text = `/**\n * Mức hưởng.\n *\n * @source Luật BHYT, điều 22\n *   khoản 1 (verified); làm tròn: cách đọc của ta (unsure)\n * @param rate phần trăm\n * @source QĐ 3176 (secondary) */`;
    expect(collectSources('a.ts', text)).toEqual([
      {
        path: 'a.ts',
        source: 'Luật BHYT, điều 22 khoản 1 (verified); làm tròn: cách đọc của ta (unsure)',
        marks: ['verified', 'unsure'],
      },
      { path: 'a.ts', source: 'QĐ 3176 (secondary)', marks: ['secondary'] },
    ]);
  });

  test('nguồn không ghi độ tin cậy thì không có dấu; dấu nằm đâu trong ngoặc cũng được; none không vào sổ', () => {
    expect(collectSources('a.ts', '/** @source TT 25 (fields; secondary). Tên là của ta */')[0]?.marks).toEqual([
      'secondary',
    ]);
    expect(collectSources('a.ts', '/** @source none: đọc hồ sơ */')).toEqual([]);
    expect(collectSources('a.ts', '/** @source Luật BHYT */')[0]?.marks).toEqual([]);
  });

  test.each([
    ['hàm dài không có nguồn', `export function f(a) {\n${long}}\n`, ['f']],
    ['hàm dài có nguồn', `/** @source x (verified) */\nexport function f(a) {\n${long}}\n`, []],
    [
      'khối chú thích của hàm khác không tính',
      `/** @source x (verified) */\nexport const k = 1;\n\nexport function f(a) {\n${long}}\n`,
      ['f'],
    ],
    [
      'hàm ngắn dựa vào nguồn của tệp',
      '/** @source x (verified) */\nexport const k = 1;\n\nexport const f = (a) => a;\n',
      [],
    ],
    ['hàm ngắn trong tệp không có nguồn', 'export const f = (a: string): number => 1;\n', ['f']],
    [
      'chú thích đầu tệp nói cho cả tệp',
      `/** @source none: đọc hồ sơ, không quyết định */\nimport a from 'a';\n\nexport function f(a) {\n${long}}\n`,
      [],
    ],
    [
      'chú thích của hàm đầu tiên không nói cho cả tệp',
      `/** @source x (verified) */\nexport function f(a) {\n${long}}\n\nexport function g(a) {\n${long}}\n`,
      ['g'],
    ],
    ['hằng và kiểu không phải quy tắc', 'export const k = 1;\nexport interface A { b: 1 }\n', []],
  ])('%s', (_, text, expected) => {
    expect(findRulesWithoutSource(text)).toEqual(expected);
  });

  test('bảng theo từng phòng, không lặp dòng', () => {
    const entry = { path: 'systems/hospital/claims/rules/a.ts', source: 'a | b (verified)', marks: ['verified'] };
    const text = registerText([entry, entry]);
    expect(text).toContain('## systems/hospital/claims');
    expect(text.match(/rules\/a\.ts\]/g)).toHaveLength(1);
    expect(text).toContain('a \\| b');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafePattern, matchesPattern } from '../safe-pattern.ts';
import { evaluatePath } from './evaluate.ts';
import { parsePath } from './parse.ts';
import { PathError } from './syntax.ts';

const response = {
  resourceType: 'QuestionnaireResponse',
  item: [
    { linkId: 'nang', answer: [{ valueDecimal: 58 }] },
    { linkId: 'cao', answer: [{ valueDecimal: 155 }] },
    {
      linkId: 'nhom',
      item: [{ linkId: 'hut', answer: [{ valueCoding: { system: 's', code: 'co', display: 'Có' } }] }],
    },
    { linkId: 'kinh', answer: [{ valueDate: '2026-01-15' }] },
    { linkId: 'nhieu', answer: [{ valueInteger: 1 }, { valueInteger: 2 }] },
  ],
};
const run = (text: string) =>
  evaluatePath(parsePath(text), {
    focus: [response],
    variable: (name) =>
      ({ resource: [response], patient: [{ resourceType: 'Patient', gender: 'female' }] })[name] ?? [],
    now: '2026-03-02T07:30:00+07:00',
    score: (coding) => ((coding as { code?: string }).code === 'co' ? 3 : undefined),
  });

describe('biểu thức trong biểu mẫu', () => {
  test.each([
    ['1 + 2 * 3', [7]],
    ['(1 + 2) * 3', [9]],
    ['0.1 + 0.2', [0.3]],
    ['7 div 2 + 7 mod 2', [4]],
    ['1 / 0', []],
    ['-2 + 5', [3]],
    ["'a' & {} & 'b'", ['ab']],
    ['true and {}', []],
    ['false and {}', [false]],
    ['{} or true', [true]],
    ['false implies {}', [true]],
    ['1 = 1 and 2 > 1', [true]],
    ["'Đau' ~ 'đau'", [true]],
    ['(1 | 2 | 2).count()', [2]],
    ['2 in (1 | 2)', [true]],
    ['iif(1 > 2, 3, 4)', [4]],
    ["item.where(linkId='nang').answer.value", [58]],
    ["QuestionnaireResponse.item.where(linkId = 'nang').answer.valueDecimal", [58]],
    [
      "(item.where(linkId='nang').answer.value / (item.where(linkId='cao').answer.value / 100).power(2)).round(1)",
      [24.1],
    ],
    ["%resource.descendants().where(linkId='hut').answer.value.code = 'co'", [true]],
    ["descendants().where(linkId='hut').answer.value.ordinal()", [3]],
    ["item.where(linkId='khong-co').answer.value > 3", []],
    ["item.where(linkId='khong-co').exists().not()", [true]],
    ["item.where(linkId='nhieu').answer.value.sum()", [3]],
    ["item.where(linkId='nhieu').answer[1].value", [2]],
    ["item.where(linkId='kinh').answer.value + 280 days", ['2026-10-22']],
    ["item.where(linkId='kinh').answer.value.difference(today(), 'weeks')", [6]],
    ['@2026-01-31 + 1 month', ['2026-02-28']],
    ['@2026-03-02 = today()', [true]],
    ['today() > @2026-03-01', [true]],
    ["%patient.gender = 'female'", [true]],
    ["'abc'.matches('[a-c]+')", [true]],
    ['5 is Integer', [true]],
    ["('a' | 1).ofType(String)", ['a']],
    ['%khong-co', []],
    ["'x,y'.split(',').last()", ['y']],
  ])('%s', (text, values) => expect(run(text)).toEqual(values));

  test.each([
    ['item.where(', 'unreadable'],
    ['1 +', 'unreadable'],
    ["'chưa đóng", 'unreadable'],
    ['a b', 'unreadable'],
    ['Patient.resolve()', 'unsupported'],
    ["'x'.memberOf('http://x')", 'unsupported'],
    ['(1 | 2) + 1', 'failed'],
    ["'a' * 2", 'failed'],
    ['5 as Patientxx', 'unsupported'],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 'tooCostly'],
    ['1+'.repeat(1200), 'tooCostly'],
  ])('%s: từ chối', (text, reason) => expect(() => run(text)).toThrow(expect.objectContaining({ reason })));

  test('nhân vòng lặp: dừng sau số bước cho phép', () => {
    const many = '(1|2|3|4|5|6|7|8|9)';
    const nested = `${many}.select(${many}.select(${many}.select(${many}.select(${many}.select(1)))))`;
    expect(() => run(nested)).toThrow(expect.objectContaining({ reason: 'tooCostly' }));
  });

  test('chuỗi tự nối với mình, so từng đôi giữa rất nhiều giá trị: dừng trước khi tốn', () => {
    const tooCostly = expect.objectContaining({ reason: 'tooCostly' });
    expect(() => run(`'a'${'.select($this & $this)'.repeat(60)}`)).toThrow(tooCostly);
    const focus = Array.from({ length: 3000 }, (_, at) => `x${at}`);
    const pairs = (text: string) => () =>
      evaluatePath(parsePath(text), { focus, variable: () => focus, now: '2026-03-02T07:30:00+07:00' });
    expect(pairs('distinct()')).toThrow(tooCostly);
    expect(pairs('%a | %a')).toThrow(tooCostly);
    expect(pairs('count()')()).toEqual([3000]);
  });

  test('chữ bất kỳ: hoặc đọc được hoặc bị từ chối, không bao giờ hỏng', () => {
    const words = fc.array(
      fc.constantFrom(
        'item',
        '.',
        '(',
        ')',
        'where',
        "'a'",
        '1',
        '+',
        '[',
        ']',
        '%resource',
        'and',
        '$this',
        '|',
        '-',
        ',',
        '=',
        ' ',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((all) => all.join('')),
          fc.string({ unit: 'binary', maxLength: 40 }),
        ),
        (text) => {
          try {
            run(text);
          } catch (thrown) {
            if (!(thrown instanceof PathError)) throw thrown;
          }
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});

describe('mẫu ký tự', () => {
  test.each([
    '\\d{4}',
    '[A-Z]{2}\\d+',
    '(a|b)c',
    '(?:\\d{2}){3}',
    '\\d+(\\.\\d{1,2})?',
    '[^@ ]+@[^@ ]+',
    '[*+?{]+',
    '\\p{L}+',
    '\\(?\\d{3}\\)?',
  ])('%s: dùng được', (pattern) => expect(isSafePattern(pattern)).toBe(true));
  test.each([
    '(a+)+',
    '(a|a)*',
    '(?=a)b',
    '(a)\\1',
    '(',
    'a'.repeat(300),
    '((a*)b*)*',
    // each alone is harmless, together they take for ever
    '((a*)())*b',
    '.*.*.*.*.*.*.*.*b',
    `${'a?'.repeat(60)}${'a'.repeat(60)}`,
    `${'(a|a)'.repeat(35)}b`,
    'a{0,900}a{0,900}a{0,900}b',
  ])('%s: không dùng', (pattern) => {
    expect(isSafePattern(pattern)).toBe(false);
    expect(matchesPattern('a', pattern)).toBe(false);
  });
});

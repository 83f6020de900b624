import { codeSystems, identifierSystems } from '@lienmach/core';
import type { DetectedIssue, Observation, Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { autoverifySets } from '../catalogs/autoverify-rules.ts';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { findIndicator } from '../catalogs/lab-indicators.ts';
import { findTest } from '../catalogs/lab-tests.ts';
import { reflexRules } from '../catalogs/reflex-rules.ts';
import { amended, amendmentsOf, resultText } from './amended-result.ts';
import { autoverifyReasons, type ResultToJudge } from './autoverify.ts';
import { minutesLeft } from './bench-state.ts';
import { escalation } from './call-task.ts';
import { criticalValue } from './critical-value.ts';
import { machineFlags, machineFlagsOf } from './machine-flags.ts';
import { heldBy, holdOf } from './quality-hold.ts';
import { referenceInterval } from './reference-interval.ts';
import { reflexTests } from './reflex-tests.ts';
import { typedWord } from './typed-value.ts';

const indicator = (code: string): LabIndicator => {
  const found = findIndicator(code);
  if (found === undefined) throw new Error(code);
  return found;
};

const good: ResultToJudge = {
  indicator: indicator('K'),
  person: { age: 40, sex: 'female' },
  value: 4.4,
  flag: 'N',
  at: new Date('2026-03-02T07:00:00+07:00'),
  machineFlags: [],
  indices: {},
  isHeld: false,
  isCollected: true,
  isAgreeing: true,
};

/** what differs from a good result; `undefined` takes it away */
type Changes = { readonly [Part in keyof ResultToJudge]?: ResultToJudge[Part] | undefined };

describe('tự duyệt', () => {
  const yesterday = new Date('2026-03-01T07:00:00+07:00');
  const cases: readonly (readonly [string, Changes, readonly string[]])[] = [
    ['bình thường, mọi thứ tốt', {}, []],
    ['cao một chút, còn trong khoảng mở rộng 20 %', { value: 5.9, flag: 'H' }, []],
    ['ngoài khoảng mở rộng', { value: 2.7, flag: 'L' }, ['reference']],
    ['báo động', { value: 6.3, flag: 'HH' }, ['critical', 'reference']],
    ['tăng quá nhanh', { before: { value: 3.3, at: yesterday } }, ['delta']],
    ['thay đổi đúng giới hạn', { before: { value: 3.4, at: yesterday } }, []],
    ['máy có cờ', { machineFlags: ['*'] }, ['machine-flag']],
    ['đang giữ vì kiểm tra chất lượng', { isHeld: true }, ['hold']],
    ['chưa ghi giờ lấy mẫu', { isCollected: false }, ['collected']],
    ['chỉ số không khớp nhau', { isAgreeing: false }, ['agreement']],
    ['tán huyết 50 thì được', { indices: { H: 50 } }, []],
    ['tán huyết 51', { indices: { H: 51 } }, ['index']],
    ['không rõ tuổi: không có khoảng', { person: {} }, ['reference']],
    ['chưa đo được gì', { value: undefined, flag: undefined }, ['no-value']],
    ['cận trên của máy, không rõ là bình thường', { value: 7, isBound: true, flag: undefined }, ['no-value']],
  ];
  test.each(cases)('%s', (_, changes, expected) => {
    const { value, flag, before, ...rest } = { ...good, ...changes } as Changes & typeof good;
    const judged = {
      ...rest,
      ...(before === undefined ? {} : { before }),
      ...(value === undefined || changes.isBound === true ? {} : { value }),
      ...(flag === undefined ? {} : { flag }),
    };
    expect(autoverifyReasons(judged)).toEqual(expected);
  });
  test('lời: âm tính qua, có phản ứng phải xem', () => {
    const { value: _, ...word } = { ...good, indicator: indicator('HBSAG') };
    expect(autoverifyReasons(word)).toEqual([]);
    expect(autoverifyReasons({ ...word, flag: 'A' })).toEqual(['reference']);
    expect(autoverifyReasons({ ...word, indicator: indicator('MALARIA'), flag: 'AA' })).toEqual([
      'critical',
      'reference',
    ]);
  });
  test('giới hạn cố định của một phòng xét nghiệm; không có bộ nào thì không qua mà không ai hay', () => {
    const sets = [{ rules: [{ check: 'limits' as const, low: 3, high: 5 }] }];
    expect(autoverifyReasons(good, sets)).toEqual([]);
    expect(autoverifyReasons({ ...good, value: 5.01 }, sets)).toEqual(['limits']);
    expect(autoverifySets.at(-1)?.indicators).toBeUndefined();
  });
});

describe('xét nghiệm tiếp theo', () => {
  test.each([
    [{ indicator: 'TSH', value: 0.26 }, ['23.0069.1561']],
    [{ indicator: 'TSH', value: 0.27 }, []],
    [{ indicator: 'TSH', value: 4.3 }, ['23.0069.1561']],
    [{ indicator: 'TBIL', value: 34.1 }, ['23.0025.1493']],
    [{ indicator: 'K', value: 9 }, []],
    [{ indicator: 'TSH' }, []],
  ])('%j gợi ý %j', (result, expected) => {
    expect(reflexTests([result], new Set()).map(({ test: code }) => code)).toEqual(expected);
  });
  test('đã chỉ định thì thôi; hai kết quả gợi ý một lần; quy tắc bằng lời', () => {
    const low = { indicator: 'TSH', value: 0.1 };
    expect(reflexTests([low], new Set(['23.0069.1561']))).toEqual([]);
    expect(reflexTests([low, low], new Set())).toHaveLength(1);
    const rule = { indicator: 'HBSAG', words: ['POS'], test: 'x', why: 'dương tính' };
    expect(reflexTests([{ indicator: 'HBSAG', word: 'POS' }], new Set(), [rule])).toHaveLength(1);
    expect(reflexTests([{ indicator: 'HBSAG', word: 'NEG' }], new Set(), [rule])).toEqual([]);
  });
  test('mọi quy tắc trỏ tới xét nghiệm và chỉ số có thật', () => {
    for (const rule of reflexRules) {
      expect(findTest(rule.test), rule.test).toBeDefined();
      expect(findIndicator(rule.indicator), rule.indicator).toBeDefined();
    }
  });
});

describe('lời và khoảng của từng người', () => {
  test.each([
    ['HBSAG', 'âm tính', 'NEG'],
    ['HBSAG', 'CPU', 'POS'],
    ['HBSAG', ' nghi  ngờ ', 'GRAY'],
    ['U-PRO', '++', '2+'],
    ['U-PRO', 'vết', 'TRACE'],
    ['ABO', 'ab', 'AB'],
    ['HBSAG', 'ab', undefined],
    ['HBSAG', '', undefined],
    ['K', 'âm tính', undefined],
  ])('%s “%s” là %s', (code, text, expected) => {
    expect(typedWord(text, indicator(code))?.code).toBe(expected);
  });
  test.each([
    ['thai phụ', { age: 28, sex: 'female', isPregnant: true }, 110],
    ['phụ nữ', { age: 28, sex: 'female', isPregnant: false }, 120],
    ['trẻ 4 tuổi', { age: 4, sex: 'male' }, 110],
    ['trẻ 5 tuổi', { age: 5, sex: 'male' }, 115],
    ['trẻ 14 tuổi', { age: 14, sex: 'female' }, 120],
    ['trẻ 15 tuổi: chưa có dòng nào', { age: 15, sex: 'female' }, undefined],
  ] as const)('huyết sắc tố của %s từ %s', (_, person, low) => {
    expect(referenceInterval(indicator('HGB'), person)?.low).toBe(low);
  });
  test.each([
    ['sơ sinh 28 ngày', { age: 0, days: 28 }, undefined],
    ['29 ngày', { age: 0, days: 29 }, 'high'],
    ['không rõ ngày sinh', { age: 0 }, 'high'],
    ['người lớn', { age: 40 }, 'high'],
  ] as const)('kali 6,3 của %s: %s', (_, person, expected) => {
    expect(criticalValue({ value: 6.3, code: 'mmol/L' }, indicator('K'), person)).toBe(expected);
  });
});

test('cờ của máy: cao thấp là việc của danh mục, cờ khác giữ nguyên', () => {
  const told = machineFlags(['H', '*', '', 'RBC?', 'N']);
  expect(
    machineFlagsOf({ resourceType: 'Observation', status: 'preliminary', code: {}, interpretation: told }),
  ).toEqual(['*', 'RBC?']);
});

test('giữ vì kiểm tra chất lượng: đúng máy, đúng chỉ số; không nêu chỉ số là cả máy', () => {
  const issue = (codes: readonly string[]): DetectedIssue => ({
    resourceType: 'DetectedIssue',
    status: 'preliminary',
    implicated: [{ identifier: { system: identifierSystems.instrument, value: 'HH-01' } }],
    evidence: [{ code: codes.map((code) => ({ coding: [{ system: codeSystems.labIndicator, code }] })) }],
  });
  const result = (code: string, device: string): Observation => ({
    resourceType: 'Observation',
    status: 'preliminary',
    code: { coding: [{ system: codeSystems.labIndicator, code }] },
    device: { identifier: { value: device } },
  });
  const holds = (codes: readonly string[]) =>
    [holdOf(issue(codes), identifierSystems.instrument, codeSystems.labIndicator)].flatMap((hold) => hold ?? []);
  expect(heldBy(result('K', 'HH-01'), holds(['K']))).toBe(true);
  expect(heldBy(result('NA', 'HH-01'), holds(['K']))).toBe(false);
  expect(heldBy(result('K', 'HH-02'), holds(['K']))).toBe(false);
  expect(heldBy(result('NA', 'HH-01'), holds([]))).toBe(true);
  expect(holdOf({ resourceType: 'DetectedIssue', status: 'preliminary' }, 'a', 'b')).toBeUndefined();
});

test.each([
  [0, 'none'],
  [15, 'none'],
  [16, 'second'],
  [30, 'second'],
  [31, 'head'],
])('gọi báo chưa ghi nhận sau %i phút: %s', (minutes, expected) => {
  const task: Task = {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    authoredOn: '2026-03-02T07:00:00+07:00',
  };
  const now = new Date(Date.parse('2026-03-02T07:00:00+07:00') + minutes * 60_000);
  expect(escalation(task, now)).toBe(expected);
  expect(escalation({ ...task, status: 'completed' }, now)).toBe('none');
});

test('đồng hồ trả kết quả: từ lúc lấy mẫu, khẩn ngắn hơn, quá hạn là âm', () => {
  const potassium = findTest('23.0058.1487');
  const at = (minute: number) => new Date(Date.parse('2026-03-02T07:00:00+07:00') + minute * 60_000);
  expect(minutesLeft(potassium, false, at(0), at(30))).toBe(60);
  expect(minutesLeft(potassium, true, at(0), at(50))).toBe(-5);
  expect(minutesLeft(undefined, true, at(0), at(50))).toBeUndefined();
  expect(minutesLeft(potassium, true, undefined, at(50))).toBeUndefined();
});

test('sửa kết quả: giá trị cũ, lý do, ai và khi nào ở lại; sửa hai lần thì có hai', () => {
  const first: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Kali' },
    issued: '2026-03-02T08:00:00+07:00',
    valueQuantity: { value: 6.8, unit: 'mmol/L' },
    interpretation: [{ text: 'Cao' }],
  };
  const by = { reference: 'Practitioner/x', display: 'BS. Thử' };
  const second = amended(
    first,
    { valueQuantity: { value: 4.8, unit: 'mmol/L' } },
    { reason: 'nhầm ống', at: '2026-03-02T09:00:00+07:00', by },
  );
  expect(second).toMatchObject({ status: 'corrected', valueQuantity: { value: 4.8 } });
  expect(second.interpretation).toBeUndefined();
  const third = amended(second, { valueCodeableConcept: { text: 'Âm tính' } }, { reason: 'gõ sai', at: 'x', by });
  expect(third.valueQuantity).toBeUndefined();
  expect(resultText(third)).toBe('Âm tính');
  expect(amendmentsOf(third).map(({ was, reason, by: who }) => [was, reason, who])).toEqual([
    ['6.8', 'nhầm ống', 'BS. Thử'],
    ['4.8', 'gõ sai', 'BS. Thử'],
  ]);
});

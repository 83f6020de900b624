import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JudgedPoint, seriesBefore } from './control-point.ts';
import { type ControlValue, judgeControl, runOf, zScore } from './westgard.ts';

const MINUTE = 60_000;
const start = Date.parse('2026-03-02T00:00:00Z');
const after = (minutes: number): string => new Date(start + minutes * MINUTE).toISOString();

/** one level, one measurement a day */
const daily = (...zs: readonly number[]): ControlValue[] =>
  zs.map((z, day) => ({ level: '1', at: after(day * 1440), z }));

/** the last of a series judged by what stands before it */
function judged(series: readonly ControlValue[]) {
  const point = series.at(-1);
  if (point === undefined) throw new Error('an empty series');
  return judgeControl(point, series.slice(0, -1));
}
const flags = (...zs: readonly number[]) => judged(daily(...zs)).rules;

describe('luật Westgard trên một mức', () => {
  const z = (value: number): number => zScore(value, 100, 2);
  test.each([
    ['104,5: cảnh báo', [104.5], 'warning', ['1-2s']],
    ['106,5: loại 1-3s', [106.5], 'rejected', ['1-3s']],
    ['104,5 rồi 104,6: loại 2-2s', [104.5, 104.6], 'rejected', ['2-2s']],
    ['104,5 rồi 95,4 ở hai lần chạy: chỉ cảnh báo', [104.5, 95.4], 'warning', ['1-2s']],
    ['bốn lần trên +1 SD: loại 4-1s', [102.1, 102.5, 103, 102.2], 'rejected', ['4-1s']],
    [
      'mười lần cùng phía: loại 10-x',
      [101, 100.5, 101, 100.1, 101.9, 100.2, 101, 101, 101, 100.4],
      'rejected',
      ['10-x'],
    ],
  ] as const)('mẫu 100 ± 2; %s', (_, values, state, rules) => {
    expect(judged(daily(...values.map(z)))).toEqual({ state, rules });
  });

  test.each([
    ['đúng +2 SD', [2], []],
    ['đúng −2 SD', [-2], []],
    ['vừa quá 2 SD', [2.000001], ['1-2s']],
    ['đúng 3 SD: còn là cảnh báo', [3], ['1-2s']],
    ['vừa quá 3 SD', [-3.000001], ['1-3s']],
    ['2-2s cần cùng phía', [2.1, -2.1], ['1-2s']],
    ['lần trước đúng 2 SD thì không phải 2-2s', [2, 2.1], ['1-2s']],
    ['lần giữa trong 2 SD cắt chuỗi', [2.1, 0.5, 2.1], ['1-2s']],
    ['ba lần trên 1 SD chưa đủ', [1.1, 1.1, 1.1], []],
    ['lần thứ hai đúng 1 SD cắt chuỗi', [1.1, 1, 1.1, 1.1], []],
    ['bốn lần dưới −1 SD', [-1.1, -1.2, -1.3, -1.4], ['4-1s']],
    ['chín lần cùng phía chưa đủ', Array(9).fill(0.2), []],
    ['một lần đúng trung bình cắt chuỗi', [...Array(5).fill(0.2), 0, ...Array(4).fill(0.2)], []],
    ['mười lần dưới trung bình', Array(10).fill(-0.01), ['10-x']],
    ['nhiều luật cùng lúc', [1.5, 1.5, 2.5, 3.5], ['1-3s', '2-2s', '4-1s']],
  ] as const)('%s', (_, zs, rules) => {
    expect(flags(...zs)).toEqual(rules);
  });

  test('số thập phân nhị phân không đẩy giá trị qua ranh giới', () => {
    expect((4.2 - 4) / 0.1).toBeGreaterThan(2);
    expect(zScore(4.2, 4, 0.1)).toBe(2);
    expect(zScore(3.8, 4, 0.1)).toBe(-2);
    expect(zScore(4.3, 4, 0.1)).toBe(3);
  });
});

describe('luật Westgard giữa các mức và các lần chạy', () => {
  const at = (level: string, minutes: number, z: number): ControlValue => ({ level, at: after(minutes), z });

  test('104,5 và 95,4 trong cùng lần chạy (cách nhau 4,55 SD): R-4s', () => {
    const run = [at('1', 0, zScore(104.5, 100, 2)), at('2', 3, zScore(95.4, 100, 2))];
    expect(judged(run)).toEqual({ state: 'rejected', rules: ['R-4s'] });
    expect(judged(run.toReversed().map((one, index) => ({ ...one, at: after(index) }))).rules).toEqual(['R-4s']);
  });

  test('R-4s cần một bên quá +2 SD và một bên quá −2 SD', () => {
    expect(judged([at('1', 0, 2.5), at('2', 1, -1.9)]).rules).toEqual([]);
    expect(judged([at('1', 0, 2), at('2', 1, -2.1)]).rules).toEqual(['1-2s']);
  });

  test('hai mức cùng quá +2 SD trong một lần chạy: 2-2s; khác lần chạy thì chỉ cảnh báo', () => {
    expect(judged([at('1', 0, 2.2), at('2', 60, 2.2)]).rules).toEqual(['2-2s']);
    expect(judged([at('1', 0, 2.2), at('2', 61, 2.2)]).rules).toEqual(['1-2s']);
  });

  test('ba mức: mức giữa đạt không che hai mức ngoài', () => {
    expect(judged([at('1', 0, 2.2), at('2', 1, 0.3), at('3', 2, 2.2)]).rules).toEqual(['2-2s']);
  });

  test('hai lần chạy, hai mức, bốn giá trị trên 1 SD: 4-1s; năm lần chạy cùng phía: 10-x', () => {
    const runs = (count: number, z: number) =>
      Array.from({ length: count }, (_, run) => [at('1', run * 1440, z), at('2', run * 1440 + 2, z)]).flat();
    expect(judged(runs(2, 1.2)).rules).toEqual(['4-1s']);
    expect(judged(runs(2, 1.2).slice(0, 3)).rules).toEqual([]);
    expect(judged(runs(5, 0.4)).rules).toEqual(['10-x']);
    expect(judged(runs(5, 0.4).slice(0, 9)).rules).toEqual([]);
  });

  test('chạy lại cùng mức là lần chạy mới', () => {
    const again = [at('1', 0, 2.5), at('2', 1, 0.1), at('1', 10, -2.5)];
    expect(runOf(at('1', 10, -2.5), again.slice(0, 2)).map(({ level }) => level)).toEqual(['1', '2']);
    expect(judged(again).rules).toEqual(['1-2s']);
  });
});

/**
 * Published exercise with answers: cholesterol, control 1 mean 200 SD 4, control 2 mean 250 SD 5, one run a day.
 *
 * @source P. L. Barry, "QC: The Levey-Jennings Control Chart", westgard.com lesson 12, answers (secondary)
 */
const lesson12: readonly (readonly [number, number])[] = [
  [200, 247],
  [205, 250],
  [195, 255],
  [202, 243],
  [186, 254],
  [207, 263],
  [194, 251],
  [209, 264],
  [200, 253],
  [196, 244],
  [190, 261],
  [204, 254],
  [196, 239],
  [207, 236],
  [200, 250],
  [205, 259],
  [209, 257],
  [197, 256],
  [196, 249],
  [198, 257],
  [197, 241],
  [195, 255],
  [198, 250],
  [199, 259],
  [191, 247],
  [197, 242],
  [190, 256],
  [202, 246],
];

describe('bài tập công bố: cholesterol 28 ngày, hai mức', () => {
  const points = lesson12.flatMap(([first, second], day) => [
    { level: '1', at: after(day * 1440), z: zScore(first, 200, 4) },
    { level: '2', at: after(day * 1440 + 5), z: zScore(second, 250, 5) },
  ]);
  const byDay = lesson12.map((_, day) => [0, 1].flatMap((level) => judged(points.slice(0, day * 2 + level + 1)).rules));
  const daysWith = (rule: string): number[] =>
    byDay.flatMap((rules, day) => (rules.some((one) => one === rule) ? [day + 1] : []));

  test('quá 2 SD đúng các ngày của đáp án', () => {
    const beyond = points.flatMap(({ z }, index) => (Math.abs(z) > 2 ? [Math.floor(index / 2) + 1] : []));
    expect([...new Set(beyond)]).toEqual([5, 6, 8, 11, 13, 14, 17, 25, 27]);
  });

  test('1-3s ngày 5, 2-2s ngày 8 và 14, R-4s ngày 11', () => {
    expect(daysWith('1-3s')).toEqual([5]);
    expect(daysWith('2-2s')).toEqual([8, 14]);
    expect(daysWith('R-4s')).toEqual([11]);
  });

  test('4-1s giữa hai mức ngày 17; 10-x ngày 27: mức 1 dưới trung bình từ ngày 18', () => {
    expect(daysWith('4-1s')).toEqual([17]);
    expect(daysWith('10-x')).toEqual([27]);
  });
});

describe('tính chất của luật Westgard', () => {
  const zs = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 14 });

  test('đối xứng: đổi dấu mọi giá trị thì kết luận như cũ', () => {
    fc.assert(
      fc.property(zs, (some) => {
        expect(flags(...some.map((z) => -z))).toEqual(flags(...some));
      }),
      { numRuns: 200 },
    );
  });

  test('trong 1 SD và không đủ mười lần cùng phía thì luôn đạt; quá 3 SD thì luôn loại', () => {
    const calm = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(calm, (some) => {
        expect(judged(daily(...some)).state).toBe('accepted');
      }),
      { numRuns: 200 },
    );
    const wild = fc.double({ min: 3.001, max: 9, noNaN: true });
    fc.assert(
      fc.property(zs, wild, (some, z) => {
        expect(judged(daily(...some, z)).rules).toContain('1-3s');
      }),
      { numRuns: 200 },
    );
  });

  test('không phụ thuộc đơn vị: đổi thang đo cả giá trị lẫn đích thì z như cũ', () => {
    const real = fc.double({ min: 0.1, max: 500, noNaN: true });
    fc.assert(
      fc.property(real, real, fc.double({ min: 0.05, max: 20, noNaN: true }), (value, mean, sd) => {
        expect(zScore(value * 10, mean * 10, sd * 10)).toBeCloseTo(zScore(value, mean, sd), 4);
      }),
      { numRuns: 200 },
    );
  });
});

test('hai mức đo cùng một phút: mức nào được xét sau cũng thấy mức kia, R-4s không lọt', () => {
  const point = { instrument: 'AU-2', lot: '4471', indicator: 'K', ucum: 'mmol/L', value: 0, at: after(0) };
  const high: JudgedPoint = {
    ...point,
    level: '2',
    id: 'b',
    state: 'warning',
    rules: ['1-2s'],
    isParallel: false,
    z: 2.3,
  };
  const earlier = seriesBefore({ ...point, level: '1' }, 'in-use', [high], undefined);
  expect(judgeControl({ level: '1', at: after(0), z: -2.2 }, earlier).rules).toEqual(['R-4s']);
  expect(seriesBefore({ ...point, level: '1' }, 'in-use', [high], after(1))).toEqual([]);
  expect(seriesBefore({ ...point, level: '1' }, 'parallel', [high], undefined)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { organismOf } from '../catalogs/organisms.ts';
import { seedLines, seedStandard } from '../catalogs/seed-breakpoints.ts';
import { readBreakpoint } from './breakpoint.ts';
import { judgeIsolate } from './judge-isolate.ts';

const standard = {
  ...seedStandard,
  lines: seedLines
    .trim()
    .split('\n')
    .flatMap((line) => readBreakpoint(line) ?? []),
};

/** `CRO 4, MEM 0.25` as somebody types it */
function judge(code: string, typed: string, site = 'blood', method: 'mic' | 'disk' = 'mic') {
  const organism = organismOf(code);
  if (organism === undefined) throw new Error(code);
  const results = typed.split(', ').map((one) => ({ agent: one.slice(0, 3), typed: one.slice(4) }));
  return judgeIsolate(results, { organism, method, site, standard });
}
const told = (judged: ReturnType<typeof judge>): string =>
  judged.results
    .filter(({ hidden }) => hidden === undefined)
    .map(({ agent, interpretation }) => `${agent} ${interpretation ?? '?'}`)
    .join(', ');

describe('cờ kháng thuốc', () => {
  test.each([
    ['ECO', 'CRO 1, CAZ 4', []],
    ['ECO', 'CRO 2', ['ESBL']],
    ['ECO', 'CAZ 8, MEM 0.5', ['ESBL']],
    ['ECL', 'CRO 64', []],
    ['KPN', 'CRO >64, MEM 4', ['ESBL', 'CRE']],
    ['KPN', 'MEM 2', []],
    ['PMI', 'IPM 4', []],
    ['PMI', 'MEM 4', ['CRE']],
    ['SAU', 'FOX 4', []],
    ['SAU', 'FOX 8', ['MRSA']],
    ['SAU', 'OXA 4', ['MRSA']],
    ['SCN', 'OXA 4', []],
    ['EFM', 'VAN 16', []],
    ['EFM', 'VAN 32', ['VRE']],
    ['ABA', 'IPM 8', ['CRAB']],
    ['PAE', 'MEM 8', ['CRPA']],
  ])('%s: %s', (code, typed, flags) => {
    expect(judge(code, typed).flags).toEqual(flags);
  });
});

describe('kháng tự nhiên và tổ hợp không thể có', () => {
  test.each([
    ['KPN', 'AMP 8', [{ kind: 'intrinsic', agents: ['AMP'] }]],
    ['KPN', 'AMP >16', []],
    ['ECO', 'AMP 8, AMC >16', [{ kind: 'impossible', agents: ['AMP', 'AMC'] }]],
    ['ECO', 'CZO 2, CRO 4', [{ kind: 'impossible', agents: ['CZO', 'CRO'] }]],
    ['ECO', 'CZO 2, CRO 2', []],
    ['SAU', 'OXA 1, FOX 8', [{ kind: 'impossible', agents: ['OXA', 'FOX'] }]],
    ['SAU', 'VAN 4', [{ kind: 'rare', agents: ['VAN'] }]],
    ['SAU', 'VAN 2', []],
    ['SPY', 'PEN 0.25', [{ kind: 'rare', agents: ['PEN'] }]],
  ])('%s: %s', (code, typed, warnings) => {
    expect(judge(code, typed).warnings).toEqual(warnings);
  });

  test('kháng tự nhiên trả R dù đo nhạy; MRSA kháng mọi β-lactam dù đo nhạy', () => {
    expect(judge('KPN', 'AMP 2').results).toMatchObject([{ interpretation: 'R', isForced: true }]);
    expect(told(judge('SAU', 'PEN 0.06, FOX 8, ERY 0.5'))).toBe('PEN R, FOX R, ERY S');
  });
});

describe('trả theo bậc', () => {
  test.each([
    ['hàng đầu còn nhạy: giấu hàng sau', 'ECO', 'CRO 1, MEM 0.25, AMK 2, GEN 1', 'blood', 'CRO S, GEN S'],
    ['hàng đầu kháng: trả hàng sau', 'ECO', 'CRO 4, MEM 0.25', 'blood', 'CRO R, MEM S'],
    ['hàng đầu trung gian cũng trả hàng sau', 'ECO', 'CRO 2, MEM 0.25', 'blood', 'CRO I, MEM S'],
    ['hàng sau kháng thì luôn trả', 'ECO', 'CRO 1, MEM 4', 'blood', 'CRO S, MEM R'],
    ['chưa đo hàng đầu thì chưa trả hàng sau', 'ECO', 'MEM 0.25', 'blood', ''],
    ['colistin chỉ khi carbapenem hỏng', 'PAE', 'CAZ 16, MEM 1, COL 1', 'blood', 'CAZ I, MEM S'],
    ['vancomycin khi tụ cầu kháng methicillin', 'SAU', 'FOX 8, VAN 1', 'blood', 'FOX R, VAN S'],
    ['thuốc không tới dịch não tủy', 'ECO', 'CIP 0.25, CRO 1', 'csf', 'CRO S'],
    ['nitrofurantoin chỉ trong nước tiểu', 'ECO', 'NIT 32', 'urine', 'NIT S'],
    ['không có ngưỡng thì không kết luận', 'ECO', 'LNZ 1', 'blood', 'LNZ ?'],
  ])('%s', (_name, code, typed, site, expected) => {
    expect(told(judge(code, typed, site))).toBe(expected);
  });

  test('chữ không đọc được, dấu vượt ngưỡng và chưa có bộ ngưỡng nào đều nói rõ', () => {
    expect(judge('ECO', 'CRO nhạy, CTX <=2, NIT 32').results.map(({ problem }) => problem)).toEqual([
      'unreadable',
      'uncertain',
      'no-breakpoint',
    ]);
    const none = judgeIsolate([{ agent: 'CRO', typed: '1' }], {
      organism: { code: 'ECO', group: 'enterobacterales' },
      method: 'mic',
      site: 'blood',
      standard: undefined,
    });
    expect(none.results).toMatchObject([{ problem: 'no-breakpoint' }]);
  });
});

import { expect, test } from 'vitest';
import type { JudgedPoint } from './control-point.ts';
import { newHold } from './lab-hold.ts';
import { levelsStillOut } from './may-close-hold.ts';
import type { WestgardRule } from './westgard.ts';

const hold = (points: readonly string[], reason: 'qc-failed' | 'lot-expired' = 'qc-failed') =>
  newHold({
    id: 'h',
    reason,
    instrument: 'AU-2',
    indicators: [{ code: 'K', name: 'Kali' }],
    key: 'AU-2^K',
    since: '2026-03-01T00:00:00Z',
    detail: '',
    points,
  });
const point = (
  id: string,
  minute: number,
  z: number,
  rules: readonly WestgardRule[] = [],
  level = '1',
): JudgedPoint => ({
  id,
  instrument: 'AU-2',
  lot: '4471',
  level,
  indicator: 'K',
  at: new Date(Date.parse('2026-03-02T00:00:00Z') + minute * 60_000).toISOString(),
  value: 4,
  ucum: 'mmol/L',
  state: rules.length > 0 ? 'rejected' : 'accepted',
  rules,
  isParallel: false,
  z,
});
const warned = (id: string, minute: number, z: number): JudgedPoint => ({ ...point(id, minute, z), state: 'warning' });
const ten = point('bad', 0, 0.6, ['10-x']);
const four = point('bad', 0, -1.4, ['4-1s']);

test.each([
  ['1-3s: một lần đạt là đủ', [point('bad', 0, 3.4, ['1-3s']), point('a', 10, 1.9)], []],
  ['1-3s: chạy lại chỉ cảnh báo (2,9 SD)', [point('bad', 0, 3.5, ['1-3s']), warned('a', 10, 2.9)], ['1']],
  ['2-2s: chạy lại chỉ cảnh báo', [point('bad', 0, 2.4, ['2-2s']), warned('a', 10, 2.1)], ['1']],
  ['R-4s: chạy lại chỉ cảnh báo', [point('bad', 0, 2.4, ['R-4s']), warned('a', 10, -2.2)], ['1']],
  ['1-3s: đạt rồi lại cảnh báo', [point('bad', 0, 3.5, ['1-3s']), point('a', 10, 1), warned('b', 20, 2.9)], ['1']],
  ['1-3s: cảnh báo rồi đạt', [point('bad', 0, 3.5, ['1-3s']), warned('a', 10, 2.9), point('b', 20, 1)], []],
  ['4-1s: lần mới cảnh báo ở phía kia', [four, point('a', 10, 0), warned('b', 20, 2.5)], ['1']],
  ['1-3s: chưa chạy lại', [point('bad', 0, 3.4, ['1-3s'])], ['1']],
  ['10-x: một lần đạt chưa đủ', [ten, point('a', 10, -0.1)], ['1']],
  ['10-x: hai lần, lần mới còn cùng phía', [ten, point('a', 10, -0.2), point('b', 20, 0.1)], ['1']],
  ['10-x: hai lần, lần mới đã sang phía kia', [ten, point('a', 10, 0.3), point('b', 20, -0.1)], []],
  ['10-x: lần mới đúng trung bình', [ten, point('a', 10, 0.3), point('b', 20, 0)], []],
  ['4-1s phía dưới: lần mới còn dưới −1 SD', [four, point('a', 10, 0), point('b', 20, -1.1)], ['1']],
  ['4-1s phía dưới: lần mới đúng −1 SD', [four, point('a', 10, -1.2), point('b', 20, -1)], []],
  [
    '4-1s cùng 10-x: theo luật chặt hơn',
    [point('bad', 0, 1.4, ['4-1s', '10-x']), point('a', 10, 0), point('b', 20, 0.4)],
    ['1'],
  ],
  ['mức khác đạt không thay cho mức hỏng', [ten, point('a', 10, -1, [], '2'), point('b', 20, -1, [], '2')], ['1']],
  ['lần đo trước lúc hỏng không tính', [point('a', -20, -1), point('b', -10, -1), ten], ['1']],
] as const)('gỡ giữ kết quả; %s', (_, points, levels) => {
  expect(levelsStillOut(hold(['bad']), points)).toEqual(levels);
});

test('giữ vì hạn dùng không chờ nội kiểm; lô chạy song song không gỡ thay', () => {
  expect(levelsStillOut(hold(['bad'], 'lot-expired'), [ten])).toEqual([]);
  const parallel = { ...point('a', 10, 0), isParallel: true };
  expect(levelsStillOut(hold(['bad']), [point('bad', 0, 3.4, ['1-3s']), parallel])).toEqual(['1']);
});

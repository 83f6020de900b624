import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Coding, Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { lined, newestOf, retagged } from './newest-point.ts';

const own = (code = 'AU-2^K^4471^1'): Coding => ({ system: codeSystems.controlNewest, code });
const line: Coding = { system: codeSystems.controlLine, code: 'AU-2^K' };
const other = { system: 'urn:khoa', code: 'x' };

const point = (
  id: string,
  hour: number,
  tag: readonly Coding[] = [],
  more: Partial<Observation> = {},
): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  meta: { versionId: '3', tag: [line, ...tag] },
  category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
  code: { coding: [{ system: codeSystems.labIndicator, code: 'K' }] },
  effectiveDateTime: `2026-03-02T${String(hour).padStart(2, '0')}:00:00+07:00`,
  device: { identifier: { system: identifierSystems.instrument, value: 'AU-2' } },
  specimen: { identifier: { system: identifierSystems.controlLot, value: '4471^1' } },
  valueQuantity: { value: 4 },
  ...more,
});
const level2 = { specimen: { identifier: { system: identifierSystems.controlLot, value: '4471^2' } } };

const told = (points: readonly Observation[]) =>
  Object.fromEntries(
    retagged(points).map(({ id, meta: { tag = [] } = {} }) => [
      id,
      tag.filter(({ system }) => system !== line.system).map(({ code }) => code),
    ]),
  );

test.each([
  ['điểm đầu tiên mang nhãn', [point('a', 7)], { a: ['AU-2^K^4471^1'] }],
  ['đúng chỗ rồi thì không ghi gì', [point('a', 7), point('b', 8, [own()])], {}],
  ['điểm mới lấy nhãn của điểm trước', [point('a', 7, [own()]), point('b', 8)], { a: [], b: ['AU-2^K^4471^1'] }],
  ['điểm đo sớm hơn đến muộn thì không', [point('b', 8, [own()]), point('a', 7, [own()])], { a: [] }],
  ['cùng giây: ai xem cũng thấy cùng một điểm', [point('b', 8, [own()]), point('a', 8)], {}],
  [
    'điểm đã rút lại nhường cho điểm trước',
    [point('b', 8, [own()], { status: 'entered-in-error' }), point('a', 7)],
    { b: [], a: ['AU-2^K^4471^1'] },
  ],
  ['mỗi mức một điểm', [point('a', 7, [own()]), point('b', 8, [], level2)], { b: ['AU-2^K^4471^2'] }],
  ['nhãn khác ở nguyên', [point('a', 7, [other, own('sai')])], { a: ['x', 'AU-2^K^4471^1'] }],
  ['không phải con số thì không mang nhãn', [point('a', 7, [own()], { valueQuantity: {} })], { a: [] }],
])('%s', (_name, points, expected) => {
  expect(told(points)).toEqual(expected);
});

test('bảng thấy điểm mới nhất của mỗi khóa, kể cả khi điểm trước chưa bị gỡ nhãn; phiên bản đã đọc không mất', () => {
  const points = [point('b', 8, [own()]), point('a', 7, [own()])];
  expect(
    [...newestOf(points)].map(
      ([
        key,
        {
          point: { id },
        },
      ]) => [key, id],
    ),
  ).toEqual([['AU-2^K^4471^1', 'b']]);
  expect(retagged(points)[0]?.meta).toEqual({ versionId: '3', tag: [line] });
});

test('mỗi điểm mang nhãn của máy và chỉ số; điểm viết từ trước được gắn thêm, nhãn khác ở nguyên', () => {
  const bare = { ...point('a', 7), meta: { versionId: '3', tag: [other, own()] } };
  expect(lined([bare, point('b', 8)])).toEqual([{ ...bare, meta: { versionId: '3', tag: [other, own(), line] } }]);
  expect(retagged([{ ...bare, meta: {} }])[0]?.meta?.tag).toEqual([line, own()]);
  expect(lined([{ ...bare, valueQuantity: {} }])).toEqual([]);
});

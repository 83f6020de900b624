import { expect, test } from 'vitest';
import { isWaiting, markedReport, markId, signingMark } from './signing-mark.ts';

test('dấu chờ ký: đặt, gỡ, đặt lại; nhãn khác và phiên bản giữ nguyên', () => {
  const set = signingMark('r1', true, '2026-03-02', undefined);
  expect([set.id, markedReport(set), isWaiting(set), set.created]).toEqual([markId('r1'), 'r1', true, '2026-03-02']);
  const other = { system: 'urn:khac', code: 'x' };
  const kept = { ...set, meta: { versionId: '3', tag: [...(set.meta?.tag ?? []), other] } };
  const off = signingMark('r1', false, '2026-03-02', kept);
  expect([isWaiting(off), off.meta]).toEqual([false, { versionId: '3', tag: [other] }]);
  expect(isWaiting(signingMark('r1', true, '2026-03-05', off))).toBe(true);
  expect(signingMark('r1', false, '2026-03-02', undefined).meta).toBeUndefined();
  expect(isWaiting(undefined)).toBe(false);
});

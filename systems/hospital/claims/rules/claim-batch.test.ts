import type { Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { afterPage, type BatchPage, batchState, isBatch, isMonth, isRunning, newBatch } from './claim-batch.ts';

const at = new Date('2026-11-21T01:00:00Z');
const begun: Task = { ...newBatch('2026-02', { reference: 'Practitioner/a' }, at), id: 't1' };
const page = (more: Partial<BatchPage> = {}): BatchPage => ({
  counts: { written: 2, same: 1, left: 0, none: 0, failed: 0 },
  failed: [],
  ...more,
});

test.each([
  ['2026-11', true],
  ['2026-00', false],
  ['2026-13', false],
  ['2026-1', false],
  ['11/2026', false],
  ['2026-11-01', false],
])('tháng %s: %s', (text, isOne) => {
  expect(isMonth(text)).toBe(isOne);
});

describe('lập hồ sơ cả tháng, trang này tới trang khác', () => {
  test('mới giao: đứng ở trang đầu, chưa được gì', () => {
    expect([isBatch(begun), isRunning(begun)]).toEqual([true, true]);
    expect(batchState(begun)).toMatchObject({ month: '2026-02', part: 'across', counts: { written: 0 }, failed: [] });
    expect(batchState(begun)).not.toHaveProperty('cursor');
    expect(isBatch({ ...begun, code: { text: 'việc khác' } })).toBe(false);
  });

  test('còn trang thì nhớ trang sau; số đếm cộng dồn', () => {
    const one = afterPage(begun, page({ next: 'c1' }), at);
    const two = afterPage(one, page({ next: 'c2' }), at);
    expect(batchState(two)).toMatchObject({ part: 'across', cursor: 'c2', counts: { written: 4, same: 2 } });
    expect(two.status).toBe('in-progress');
    expect(two.identifier).toEqual(begun.identifier);
  });

  test('hết người nằm từ tháng trước thì tới người vào trong tháng', () => {
    const task = afterPage(begun, page(), at);
    expect(batchState(task)).toMatchObject({ part: 'within' });
    expect(batchState(task)).not.toHaveProperty('cursor');
    expect(isRunning(task)).toBe(true);
  });

  test('hết trang: xong, và tháng ấy lập lại được lần nữa', () => {
    const task = afterPage(afterPage(begun, page(), at), page(), at);
    expect([task.status, isRunning(task)]).toEqual(['completed', false]);
    expect(batchState(task)).toMatchObject({ month: '2026-02', counts: { written: 4 } });
    expect(task.identifier?.[0]?.value).not.toBe(begun.identifier?.[0]?.value);
  });

  test('lượt khám không lập được: nêu tên vài chục lượt, đếm tất cả', () => {
    const failed = Array.from({ length: 60 }, (_, one) => ({ encounter: `e${one}`, code: 'benefit.noArrival' }));
    const state = batchState(afterPage(begun, page({ failed, counts: { ...page().counts, failed: 60 } }), at));
    expect(state.failed[0]).toEqual({ encounter: 'e0', code: 'benefit.noArrival' });
    expect([state.failed.length, state.counts.failed]).toEqual([50, 60]);
  });
});

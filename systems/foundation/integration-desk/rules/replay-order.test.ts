import { expect, test } from 'vitest';
import { progressOf, type ReplayProgress, replayedPage, replayOrder } from './replay-order.ts';

const asked: ReplayProgress = { group: 'g', title: 'Mã lạ', asked: 120, done: 0, applied: 0, last: '0', until: '990' };

test('việc phát lại hàng loạt: ghi vào hồ sơ rồi đọc lại đúng như đã giao; mỗi trang ghi tới đâu', () => {
  const task = replayOrder(asked, { reference: 'Practitioner/x' }, '2026-03-02T07:30:00+07:00');
  expect(task).toMatchObject({ status: 'requested', description: 'Mã lạ', requester: { reference: 'Practitioner/x' } });
  expect(progressOf(task)).toEqual(asked);
  const next = { ...asked, done: 50, applied: 48, last: '410' };
  const half = replayedPage(task, next, false);
  expect([half.status, progressOf(half)]).toEqual(['in-progress', next]);
  expect(replayedPage(half, next, true).status).toBe('completed');
});

test('việc khác không phải là phát lại; việc thiếu số liệu thì bắt đầu từ đầu', () => {
  expect(progressOf({ resourceType: 'Task', status: 'requested', intent: 'order' })).toBeUndefined();
  const { input: _input, ...bare } = replayOrder(asked, {}, '');
  expect(progressOf(bare)).toEqual({ group: '', title: '', asked: 0, done: 0, applied: 0, last: '0', until: '0' });
});

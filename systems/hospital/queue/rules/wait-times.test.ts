import type { Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { ownPlace } from './own-place.ts';
import { type QueueTicket, readTicket } from './queue-ticket.ts';
import { waitSteps } from './wait-times.ts';

const MINUTE = 60_000;
const visit = (arrived: number, called?: number, finished?: number) => ({
  arrivedAt: arrived * MINUTE,
  calledAt: called === undefined ? undefined : called * MINUTE,
  finishedAt: finished === undefined ? undefined : finished * MINUTE,
});

describe('thời gian chờ từng bước', () => {
  test('bốn lượt: chưa đủ số liệu; năm lượt: trung vị và chín phần mười', () => {
    const four = [1, 2, 3, 40].map((wait) => visit(0, wait));
    expect(waitSteps(four).toCall).toEqual({ count: 4 });
    expect(waitSteps([...four, visit(0, 5)]).toCall).toEqual({ count: 5, median: 3, p90: 40 });
  });
  test('chín phần mười lượt không lâu hơn: mười lượt thì lượt thứ chín', () => {
    const ten = Array.from({ length: 10 }, (_, at) => visit(0, at + 1));
    expect(waitSteps(ten).toCall).toEqual({ count: 10, median: 5, p90: 9 });
  });
  test('chỉ tính lượt biết đủ hai đầu; giờ đi lùi không tính', () => {
    const all = [
      visit(0, 5, 15),
      visit(0, 5, 15),
      visit(0, 5, 15),
      visit(0, 5, 15),
      visit(0, 5, 15),
      visit(0),
      visit(9, 3),
    ];
    expect(waitSteps(all)).toEqual({
      toCall: { count: 5, median: 5, p90: 5 },
      toFinish: { count: 5, median: 10, p90: 10 },
      whole: { count: 5, median: 15, p90: 15 },
    });
    expect(waitSteps([]).whole).toEqual({ count: 0 });
  });
});

describe('số của tôi', () => {
  const ticket = (arrived: number, more: Partial<QueueTicket> = {}, status: Task['status'] = 'requested') => ({
    ...readTicket({ resourceType: 'Task', status, intent: 'order' }),
    arrivedAt: arrived,
    ...more,
  });
  const first = ticket(1);
  const urgent = ticket(2, { lane: 'priority' });
  const mine = ticket(3);
  test('đếm người gọi trước, có nhịp thì ước được phút', () => {
    const all = [mine, first, urgent, ticket(4), ticket(0, { mark: 'called' }), ticket(0, {}, 'completed')];
    expect(ownPlace(mine, all, { basis: 5, minutes: 4.4 })).toEqual({ state: 'waiting', ahead: 2, minutes: 9 });
    expect(ownPlace(mine, all, { basis: 4 })).toEqual({ state: 'waiting', ahead: 2 });
    expect(ownPlace(urgent, all, { basis: 5, minutes: 4 })).toEqual({ state: 'waiting', ahead: 0, minutes: 0 });
  });
  test.each<[string, QueueTicket, string]>([
    ['đang được mời', ticket(1, { mark: 'called' }), 'called'],
    ['đã qua lượt', ticket(1, { mark: 'skipped', skippedAt: 9 }), 'skipped'],
    ['đã vào khám', ticket(1, { mark: 'called' }, 'completed'), 'seen'],
    ['đã hủy', ticket(1, {}, 'cancelled'), 'cancelled'],
  ])('%s', (_, own, state) => {
    expect(ownPlace(own, [own], { basis: 0 }).state).toBe(state);
  });
});

import { expect, test } from 'vitest';
import { isStaleOrder } from './stale-order.ts';

const order = (authoredOn?: string) =>
  ({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: {},
    ...(authoredOn === undefined ? {} : { authoredOn }),
  }) as const;

test.each([
  ['vừa ghi, lượt khám đã đóng', '2026-03-08T08:00:01+07:00', 'finished', false],
  ['đủ một ngày, lượt khám đã đóng', '2026-03-08T08:00:00+07:00', 'finished', true],
  ['đủ một ngày, lượt khám còn mở', '2026-03-08T08:00:00+07:00', 'in-progress', false],
  ['chưa đủ một tuần', '2026-03-02T08:00:01+07:00', 'in-progress', false],
  ['đủ một tuần', '2026-03-02T08:00:00+07:00', 'in-progress', true],
  ['không ghi lúc nào', undefined, 'in-progress', true],
] as const)('dự trù không còn ai chờ: %s', (_, at, visit, isStale) =>
  expect(isStaleOrder(order(at), visit, new Date('2026-03-09T08:00:00+07:00'))).toBe(isStale),
);

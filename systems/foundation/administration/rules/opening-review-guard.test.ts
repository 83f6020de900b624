import type { Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { OPENING_REVIEW, openingReviewGuard } from './opening-review-guard.ts';

const review: Task = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: OPENING_REVIEW,
  for: { reference: 'Patient/a' },
  requester: { reference: 'Practitioner/x' },
};
const done: Task = { ...review, status: 'completed' };
const refused = expect.objectContaining({ code: 'administration.reviewOfOthers', status: 403 });

test.each([
  ['x', 'doctor'],
  ['y', 'doctor'],
  ['x', 'data-officer'],
])('%s, %s: không tự khép việc xem lại được', (id, role) => {
  const by = { who: `Practitioner/${id}`, roles: [role] };
  for (const next of [done, undefined]) expect(() => openingReviewGuard.check(review, next, by)).toThrow(refused);
});

test('người phụ trách dữ liệu khác thì được; gộp hồ sơ chỉ đổi người bệnh thì được', () => {
  expect(() =>
    openingReviewGuard.check(review, done, { who: 'Practitioner/z', roles: ['data-officer'] }),
  ).not.toThrow();
  const moved = { ...review, for: { reference: 'Patient/b' } };
  const clerk = { who: 'Practitioner/y', roles: ['records-clerk'] };
  expect(() => openingReviewGuard.check(review, moved, clerk)).not.toThrow();
});

test('việc khác không bị chạm tới', () => {
  const other: Task = { ...review, code: { text: 'Chờ khám' } };
  expect(() => openingReviewGuard.check(other, done, { who: 'Practitioner/x', roles: ['doctor'] })).not.toThrow();
});

import { codeSystems } from '@lienmach/core';
import type { Guard } from '@lienmach/system-kit';
import type { FhirResource, Task } from 'fhir/r4';
import { errors } from '../errors.ts';

/** What the Task of the review is called. */
export const OPENING_REVIEW = {
  coding: [{ system: codeSystems.taskKind, code: 'opening-review' }],
  text: 'Xem lại lần mở khẩn hồ sơ',
};

/** Reviews that were written before they had a code are known by their text. */
const isReview = ({ code }: Task): boolean =>
  code?.text === OPENING_REVIEW.text ||
  (code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === 'opening-review') ?? false);

const said = ({ meta: _meta, for: _for, ...rest }: Task): string => JSON.stringify(rest);

/** A merge, or one that is taken back, may only say whose record it is about. */
const isOnlyMoved = (before: Task, after: FhirResource | undefined): boolean =>
  after?.resourceType === 'Task' && said(before) === said(after);

/**
 * Whoever broke the glass does not judge it: the review is the data officer's, and of somebody else's opening.
 *
 * @source none: our own rule for a review that means something
 */
export const openingReviewGuard: Guard = {
  on: ['Task'],
  check(previous, next, by) {
    if (previous.resourceType !== 'Task' || !isReview(previous) || by?.roles.includes('tool')) return;
    const isOwn = by === undefined || by.who === previous.requester?.reference;
    if (!isOwn && (by.roles.includes('data-officer') || isOnlyMoved(previous, next))) return;
    throw errors.reviewOfOthers({ at: 'Task' });
  },
};

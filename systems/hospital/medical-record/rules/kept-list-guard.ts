import { isDestructionList, isLegalHold } from '@lienmach/core';
import type { Guard } from '@lienmach/system-kit';
import type { FhirResource, List } from 'fhir/r4';
import { errors } from '../errors.ts';

const content = ({ meta: _meta, note: _note, status: _status, ...rest }: List): string => JSON.stringify(rest);

const keepsNotes = ({ note = [] }: List, { note: next = [] }: List): boolean =>
  JSON.stringify(next.slice(0, note.length)) === JSON.stringify(note);

/** `current` ends as `retired`, and what ended does not begin again. */
const keepsStatus = (before: List, after: List): boolean =>
  before.status === after.status || (before.status === 'current' && after.status === 'retired');

const isOurs = (resource: FhirResource): resource is List =>
  resource.resourceType === 'List' && (isLegalHold(resource) || isDestructionList(resource));

/**
 * What was proposed for destruction, and what must be kept, stays as it was written: approvals are for the list that the
 * approvers saw. Words are added, the list ends; nothing else.
 *
 * @source Luật Lưu trữ 33/2024/QH15, destruction by list, decision and minutes (secondary); that it cannot be edited: own reading
 */
export const keptListGuard: Guard = {
  on: ['List'],
  check(previous, next) {
    if (!isOurs(previous)) return;
    const isKept =
      next?.resourceType === 'List' &&
      content(previous) === content(next) &&
      keepsNotes(previous, next) &&
      keepsStatus(previous, next);
    if (!isKept) throw errors.listKept({ at: 'List' });
  },
};

import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Patient, Reference, Task } from 'fhir/r4';
import type { Grade } from './grade-match.ts';

const kind = {
  coding: [{ system: codeSystems.taskKind, code: 'check-duplicate' }],
  text: 'Xem hai hồ sơ có thể trùng',
};

/** One piece of work for two records, whichever of them is named first. */
export const pairKey = (one: string, other: string): { system: string; value: string } => ({
  system: identifierSystems.task,
  value: `duplicate-${[one, other].sort().join('-')}`,
});

/** Two records that somebody should look at, and why. */
export interface Suspicion {
  /** the record that was there before */
  readonly known: Patient;
  readonly newer: Patient;
  readonly grade: Grade;
  readonly reasons: readonly string[];
  readonly by: Reference;
  readonly at: string;
}

/**
 * A pair for the merge desk.
 *
 * @source none: own choice, decision 0039
 */
export const duplicateTask = ({ known, newer, grade, reasons, by, at }: Suspicion): Task => ({
  resourceType: 'Task',
  identifier: [pairKey(known.id ?? '', newer.id ?? '')],
  status: 'requested',
  intent: 'order',
  businessStatus: { coding: [{ system: codeSystems.matchGrade, code: grade }] },
  code: kind,
  ...(reasons.length === 0 ? {} : { description: reasons.join(' ') }),
  for: { reference: `Patient/${known.id}` },
  focus: { reference: `Patient/${newer.id}` },
  requester: by,
  authoredOn: at,
});

/**
 * Looked at: they are two people. The pair does not come back.
 *
 * @source none: own choice, decision 0039
 */
export const keptApart = (task: Task, reason: string, by: Reference, at: string): Task => ({
  ...task,
  status: 'rejected',
  statusReason: { text: reason },
  owner: by,
  executionPeriod: { ...task.executionPeriod, end: at },
});

/**
 * Looked at: they are one, and were merged.
 *
 * @source none: own choice, decision 0039
 */
export const joined = (task: Task, by: Reference, at: string): Task => ({
  ...task,
  status: 'completed',
  owner: by,
  executionPeriod: { ...task.executionPeriod, end: at },
});

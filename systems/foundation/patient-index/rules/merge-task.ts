import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Identifier, Patient, Reference, Task, TaskInput } from 'fhir/r4';
import type { MergeNote } from './merge-patients.ts';

const input = (code: string, value: Omit<TaskInput, 'type'>): TaskInput => ({
  type: { coding: [{ system: codeSystems.taskKind, code }] },
  ...value,
});

const kind = { coding: [{ system: codeSystems.taskKind, code: 'merge-records' }], text: 'Gộp hồ sơ người bệnh' };

/** One request for each version of the record that gives way: an approval is for what was looked at. */
export const mergeKey = (source: Patient, target: Patient): { system: string; value: string } => ({
  system: identifierSystems.task,
  value: `merge-${source.id}-${target.id}-${source.meta?.versionId ?? ''}`,
});

/** Who asks for a merge, of which two records, and why. */
export interface MergeRequest {
  readonly source: Patient;
  readonly target: Patient;
  readonly reason: string;
  readonly by: Reference;
  readonly at: string;
}

/**
 * The merge as a piece of work in the record: asked for by one, done by the same or by a second person.
 *
 * @source none: own choice, decision 0032
 */
export const mergeTask = ({ source, target, reason, by, at }: MergeRequest): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: kind,
  for: { reference: `Patient/${target.id}` },
  focus: { reference: `Patient/${source.id}` },
  requester: by,
  authoredOn: at,
  reasonCode: { text: reason },
});

/**
 * Done: with all that is needed to undo it.
 *
 * @source none: own choice, decision 0032
 */
export const mergedTask = (task: Task, { added, wasActive }: MergeNote, by: Reference, at: string): Task => ({
  ...task,
  status: 'completed',
  owner: by,
  executionPeriod: { start: at },
  input: [
    ...added.map((one) => input('added-identifier', { valueIdentifier: one })),
    ...(wasActive === undefined ? [] : [input('was-active', { valueBoolean: wasActive })]),
  ],
});

/**
 * Undone: the work stays, with why it was taken back.
 *
 * @source none: own choice, decision 0032
 */
export const undoneTask = (task: Task, reason: string, by: Reference, at: string): Task => ({
  ...task,
  status: 'cancelled',
  statusReason: { text: reason },
  owner: by,
  executionPeriod: { ...task.executionPeriod, end: at },
});

/**
 * What a task of merging says about how to undo it.
 *
 * @source none: the mirror of `mergedTask` (own choice)
 */
export function noteOf({ input: inputs = [] }: Task): MergeNote {
  const ofKind = (code: string) => inputs.filter(({ type }) => type.coding?.[0]?.code === code);
  const wasActive = ofKind('was-active')[0]?.valueBoolean;
  return {
    added: ofKind('added-identifier').flatMap(({ valueIdentifier }): Identifier[] =>
      valueIdentifier === undefined ? [] : [valueIdentifier],
    ),
    ...(wasActive === undefined ? {} : { wasActive }),
  };
}

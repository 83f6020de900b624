import { codeSystems } from '@lienmach/core';
import type { ObservationDefinition, Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';

const ROW = 'lab-row';
export const ROW_KIND = `${codeSystems.taskKind}|${ROW}`;

/**
 * A row that waits for a second person; it is in no catalog yet, but in the Task that asks for it.
 *
 * @source none: shape of the record; four eyes on limits: our own choice
 */
export const rowTask = (row: ObservationDefinition, name: string, by: Reference, at: string): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'proposal',
  code: { coding: [{ system: codeSystems.taskKind, code: ROW }], text: 'Duyệt dòng danh mục xét nghiệm' },
  description: name,
  contained: [{ ...row, id: 'row' }],
  focus: { reference: '#row' },
  requester: by,
  authoredOn: at,
});

/** The row that a Task asks for. @throws laboratory.notARowProposal @source none: reads the record */
export function rowOf({ code, contained = [] }: Task): ObservationDefinition {
  const isRow = code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === ROW) === true;
  const row = contained.find((one): one is ObservationDefinition => one.resourceType === 'ObservationDefinition');
  if (!isRow || row === undefined) throw errors.notARowProposal({ at: 'Task.code' });
  const { id: _id, ...definition } = row;
  return definition;
}

/**
 * May this person decide about it? Whoever wrote it may take it back, but not agree to it.
 *
 * @throws laboratory.notARowProposal, rowDecided, rowBySameHand
 * @source none: our own choice, four eyes on limits that people are treated by
 */
export function checkDecision(task: Task, by: Reference, isAgreed: boolean): ObservationDefinition {
  const row = rowOf(task);
  if (task.status !== 'requested') throw errors.rowDecided({ at: 'Task.status' });
  if (isAgreed && task.requester?.reference === by.reference) throw errors.rowBySameHand({ at: 'Task.requester' });
  return row;
}

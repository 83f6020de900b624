import { codeSystems, recordedCall } from '@lienmach/core';
import { type Operation, one } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { CULTURE_CALL, holdsCulture } from '../rules/culture-call.ts';

interface CallInput {
  readonly told: string;
  readonly readBack: string;
}

const isCall = ({ code }: Task): boolean =>
  code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === CULTURE_CALL) ?? false;

/** POST Task/{id}/$record-culture-call: the ward was told of a positive culture: who, and what was read back. */
export const recordCultureCall: Operation<CallInput, Task> = {
  definition: {
    code: 'record-culture-call',
    title: { vi: 'Ghi nhận đã báo cấy dương tính', en: 'Record a call about a positive culture' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'told', 'string'), one('in', 'readBack', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, { told, readBack }) {
    const task = await ctx.store.read('Task', id);
    if (!isCall(task)) throw errors.notACall({ at: 'Task.code' });
    if (task.status !== 'requested') throw errors.callRecorded({ at: 'Task.status' });
    if (told.trim().length < 2) throw errors.toldMissing({ at: 'told' });
    const value = task.input?.[0]?.valueString ?? '';
    if (!holdsCulture(readBack, value)) throw errors.readBackDiffers({ at: 'readBack', value });
    return ctx.store.update<Task>(recordedCall(task, { told, readBack, at: ctx.now(), by: ctx.actor }));
  },
};

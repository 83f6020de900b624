import { parseInstant, recordedCall } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { holdsValue, isCriticalCall, valueToTell } from '../rules/read-back.ts';

interface CallbackInput {
  readonly told: string;
  readonly readBack: string;
  readonly at?: string;
  /** what was done to be sure of the value before calling */
  readonly sampleCheck?: string;
}

const parameterAt = (name: string): string => `Parameters.parameter.where(name='${name}')`;

/** @throws laboratory.notACriticalCall, callbackRecorded, toldMissing, readBackDiffers, calledInFuture, calledBeforeResult */
function checkCall(task: Task, { told, readBack }: CallbackInput, at: Date, now: Date): void {
  if (!isCriticalCall(task)) throw errors.notACriticalCall({ at: 'Task.code' });
  if (task.status !== 'requested') throw errors.callbackRecorded({ at: 'Task.status' });
  if (told.trim().length < 2) throw errors.toldMissing({ at: parameterAt('told') });
  const value = valueToTell(task);
  if (value === undefined || !holdsValue(readBack, value)) {
    throw errors.readBackDiffers({ at: parameterAt('readBack'), value: String(value ?? '?').replace('.', ',') });
  }
  if (at > now) throw errors.calledInFuture({ at: parameterAt('at') });
  if (task.authoredOn !== undefined && at < parseInstant(task.authoredOn)) {
    throw errors.calledBeforeResult({ at: parameterAt('at') });
  }
}

/** POST Task/{id}/$record-callback: a critical value was telephoned: who was told, what they read back, when. */
export const recordCallback: Operation<CallbackInput, Task> = {
  definition: {
    code: 'record-callback',
    title: { vi: 'Ghi nhận đã báo giá trị báo động', en: 'Record critical call' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'told', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'readBack', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'at', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'sampleCheck', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, input) {
    const task = await ctx.store.read('Task', id);
    const at = input.at === undefined ? ctx.now() : parseInstant(input.at, parameterAt('at'));
    checkCall(task, input, at, ctx.now());
    const { told, readBack, sampleCheck } = input;
    return ctx.store.update<Task>(recordedCall(task, { told, readBack, sampleCheck, at, by: ctx.actor }));
  },
};

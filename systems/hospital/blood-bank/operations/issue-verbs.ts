import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Operation, one } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import { movedUse, stateOfUse } from '../rules/allocation.ts';
import { emergencyOf, isReason } from '../rules/blood-order.ts';
import { stateWhenBack, unitMoved } from '../rules/blood-unit.ts';
import { issueObstacles } from '../rules/issue-obstacles.ts';
import { returnFate } from '../rules/time-limits.ts';
import { loadPatient, mustBePatient } from './load-patient.ts';
import { loadUse, mustBeUnit } from './load-use.ts';
import { putEntry, writeAll } from './write-bank.ts';

interface IssueInput {
  /** scan of the bag */
  readonly unit: string;
  /** scan of the request or label that whoever fetches it brings */
  readonly patient: string;
  readonly receiver: string;
  /** emergency, antibodies found once, no crossmatch: the doctor who takes it all the same */
  readonly acceptedBy?: string;
}

/** Crossmatched, and what it was crossmatched with is still valid. */
const isCrossmatched = (task: Task, now: Date): boolean =>
  stateOfUse(task) === 'compatible' && now.getTime() < Date.parse(task.restriction?.period?.end ?? '1970-01-01');

/** POST Task/{id}/$issue-unit: a bag leaves; bag and paper are scanned, and everything is judged again. */
export const issueUnit: Operation<IssueInput, Task> = {
  definition: {
    code: 'issue-unit',
    title: { vi: 'Phát máu', en: 'Issue a unit' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'unit', 'string'),
      one('in', 'patient', 'string'),
      one('in', 'receiver', 'string'),
      one('in', 'acceptedBy', 'string', 0),
      one('out', 'return', 'Task'),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const { task, order, product, unit } = await loadUse(ctx, id, 'reserved', 'compatible');
    const receiver = input.receiver.trim();
    if (receiver === '') throw errors.receiverMissing({ at: 'receiver' });
    const about = await loadPatient(ctx, task.for);
    mustBePatient(input.patient, about.patient);
    await mustBeUnit(ctx, input.unit, product);
    const now = ctx.now();
    const emergency = emergencyOf(order);
    const acceptedBy = input.acceptedBy?.trim() || undefined;
    const question = { ...about, unit, emergency, now, isCrossmatched: isCrossmatched(task, now), acceptedBy };
    const obstacles = issueObstacles(question);
    if (obstacles.length > 0) throw combine(obstacles);
    const at = toVnIso(now);
    await writeAll(ctx, [
      putEntry({
        ...movedUse(task, 'issued', at),
        owner: ctx.actor,
        executionPeriod: { start: at },
        input: [
          { type: { text: 'Người lĩnh' }, valueString: receiver },
          ...(acceptedBy === undefined
            ? []
            : [{ type: { text: 'Bác sĩ nhận khi người bệnh từng có kháng thể' }, valueString: acceptedBy }]),
        ],
      }),
      putEntry(unitMoved(product, 'issued')),
    ]);
    return ctx.store.read('Task', id);
  },
};

interface ReturnInput {
  /** unopened, and cold all the way as the ward says */
  readonly intact: boolean;
  readonly reason: string;
}

const backReason = (before: string | undefined, reason: string): string =>
  [...(before === undefined ? [] : [before]), `Trả lại: ${reason.trim()}`].join('; ');

/** POST Task/{id}/$return-unit: a bag comes back; the rule says whether it may be given to somebody else. */
export const returnUnit: Operation<ReturnInput, Task> = {
  definition: {
    code: 'return-unit',
    title: { vi: 'Nhận lại túi máu', en: 'Take a unit back' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'intact', 'boolean'), one('in', 'reason', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { intact, reason }) {
    if (!isReason(reason)) throw errors.reasonMissing({ at: 'reason' });
    const { task, product, unit } = await loadUse(ctx, id, 'issued');
    const now = ctx.now();
    const component = componentOf(unit.component);
    const issuedAt = task.executionPeriod?.start ?? '1970-01-01';
    const fate = component === undefined ? 'quarantine' : returnFate(component, { issuedAt, now, isIntact: intact });
    const state = stateWhenBack(unit.state, fate);
    const at = toVnIso(now);
    await writeAll(ctx, [
      putEntry({
        ...movedUse(task, 'returned', at, reason.trim()),
        executionPeriod: { ...task.executionPeriod, end: at },
      }),
      putEntry(unitMoved(product, state, state === 'available' ? undefined : backReason(unit.reason, reason))),
    ]);
    return ctx.store.read('Task', id);
  },
};

import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { DetectedIssue } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { JudgedPoint } from '../rules/control-point.ts';
import { closedHold, indicatorsOf, instrumentOf, reasonOf, withAction } from '../rules/lab-hold.ts';
import { levelsStillOut } from '../rules/may-close-hold.ts';
import { causeOfHold } from './instrument-holds.ts';
import { loadPoints } from './load-control.ts';
import { loadOpenHold, readAction } from './load-hold.ts';

/** what was measured around a failure; older evidence than this is no failure of now */
const LOOK_BACK = 200;

async function pointsAround(ctx: Context, hold: DetectedIssue): Promise<JudgedPoint[]> {
  const [indicator] = indicatorsOf(hold);
  if (reasonOf(hold) !== 'qc-failed' || indicator === undefined) return [];
  return loadPoints(ctx, { instrument: instrumentOf(hold), indicator: indicator.code, count: LOOK_BACK });
}

/** POST DetectedIssue/{id}/$record-corrective-action: what was done about it; the results stay held. */
export const recordCorrectiveAction: Operation<{ readonly action: string }, DetectedIssue> = {
  definition: {
    code: 'record-corrective-action',
    title: { vi: 'Ghi hành động khắc phục', en: 'Record a corrective action' },
    resource: ['DetectedIssue'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'action', 'string'), one('out', 'return', 'DetectedIssue')],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, { action }) {
    const hold = await loadOpenHold(ctx, id);
    return ctx.store.update(withAction(hold, readAction(ctx, action, 'action')));
  },
};

/** POST DetectedIssue/{id}/$close-hold: corrected and controlled again; results go out again. */
export const closeHold: Operation<{ readonly action: string }, DetectedIssue> = {
  definition: {
    code: 'close-hold',
    title: { vi: 'Gỡ giữ kết quả', en: 'Close a hold' },
    resource: ['DetectedIssue'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'action', 'string'), one('out', 'return', 'DetectedIssue')],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, input) {
    const hold = await loadOpenHold(ctx, id);
    const action = readAction(ctx, input.action, 'action');
    const out = levelsStillOut(hold, await pointsAround(ctx, hold));
    if (out.length > 0) throw errors.controlStillOut({ at: 'DetectedIssue', levels: out.join(', ') });
    const cause = await causeOfHold(ctx, hold, instrumentOf(hold));
    if (cause !== undefined) throw errors.causeRemains({ at: 'DetectedIssue', what: cause.detail });
    return ctx.store.update(closedHold(hold, action));
  },
};

/** POST DetectedIssue/{id}/$override-hold: the head of the laboratory lets results go out although control is lost, and says why. */
export const overrideHold: Operation<{ readonly reason: string }, DetectedIssue> = {
  definition: {
    code: 'override-hold',
    title: { vi: 'Cho phép trả kết quả khi đang giữ', en: 'Override a hold' },
    resource: ['DetectedIssue'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'DetectedIssue')],
    allow: ['lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, { reason }) {
    const hold = await loadOpenHold(ctx, id);
    const action = readAction(ctx, reason, 'reason');
    return ctx.store.update(closedHold(hold, { ...action, text: `Cho phép không qua nội kiểm: ${action.text}` }));
  },
};

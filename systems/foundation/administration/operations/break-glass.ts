import type { Operation } from '@lienmach/system-kit';
import type { Bundle, Communication, Task } from 'fhir/r4';
import { OPENING_REVIEW } from '../rules/opening-review-guard.ts';
import { openingTime } from '../rules/opening-time.ts';

interface Asked {
  readonly reason: string;
  readonly minutes?: number;
}

/** POST Patient/{id}/$break-glass: for a while neither label nor refusal keeps the caller from this one record. */
export const breakGlass: Operation<Asked, { readonly until: string }> = {
  definition: {
    code: 'break-glass',
    title: { vi: 'Mở khẩn hồ sơ', en: 'Break the glass' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: true,
    allow: ['doctor', 'nurse'],
    readsAs: ['break-glass'],
    breaksGlass: true,
    usesEngines: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'minutes', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'until', use: 'out', min: 1, max: '1', type: 'instant' },
    ],
  },
  async run(ctx, id, { reason, minutes }) {
    const open = openingTime(reason, minutes);
    const patient = await ctx.store.read('Patient', id);
    const opened = ctx.now();
    const until = new Date(opened.getTime() + open * 60_000).toISOString();
    // the review is there before anything can be read
    await ctx.store.transaction(reviewOf(`Patient/${patient.id}`, ctx.actor, ctx.site.facility.organization, opened));
    const agent = { who: ctx.actor.reference, display: ctx.actor.display, client: 'break-glass', roles: ctx.roles };
    await ctx.engines.openings.open(agent, { patient: id, reason: reason.trim().slice(0, 1000), until });
    return { until };
  },
};

/** The Task of the data officer and the word that tells of it. The reason is in the access log and nowhere else. */
function reviewOf(
  patient: string,
  { reference, display }: { readonly reference: string; readonly display: string },
  organization: string,
  opened: Date,
): Bundle {
  const at = opened.toISOString();
  const task: Task = {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: OPENING_REVIEW,
    for: { reference: patient },
    authoredOn: at,
    requester: { reference, display },
    owner: { reference: organization },
    performerType: [{ text: 'Người phụ trách dữ liệu' }],
  };
  const told: Communication = {
    resourceType: 'Communication',
    status: 'completed',
    priority: 'urgent',
    subject: { reference: patient },
    sent: at,
    sender: { reference, display },
    recipient: [{ reference: organization }],
    about: [{ reference: TASK }],
    payload: [{ contentString: `${display} đã mở khẩn hồ sơ này. Lý do nằm trong nhật ký truy cập.` }],
  };
  const post = (resource: Task | Communication, fullUrl?: string) => ({
    resource,
    ...(fullUrl === undefined ? {} : { fullUrl }),
    request: { method: 'POST' as const, url: resource.resourceType },
  });
  return { resourceType: 'Bundle', type: 'transaction', entry: [post(task, TASK), post(told)] };
}

const TASK = 'urn:uuid:6f1f6f3e-8f0a-4c39-9d2c-0a3b6ab1f0aa';

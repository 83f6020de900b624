import { codeSystems, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { AdverseEvent, BundleEntry, Procedure, Task } from 'fhir/r4';
import { type ReactionStep, reactionKinds, reactionSteps } from '../catalogs/reactions.ts';
import { errors } from '../errors.ts';
import { unitIdOfUse } from '../rules/allocation.ts';
import { isReason } from '../rules/blood-order.ts';
import { reactionEvent, reactionTask } from '../rules/reaction.ts';
import { siblingEntries } from './hold-bag.ts';
import { readRunning, wayOfTransfusion } from './load-transfusion.ts';
import { endEntries } from './transfusion-verbs.ts';
import { entryName, postEntry, writeAll } from './write-bank.ts';

interface ReactionInput {
  readonly kind: string;
  readonly severity: string;
  readonly sign: readonly string[];
  readonly volume?: number;
}

/** What may lie in the donation is not given to the next patient. */
async function heldSiblings(ctx: Context, procedure: Procedure, what: string): Promise<BundleEntry[]> {
  const unit = unitIdOfUse(await wayOfTransfusion(ctx, procedure));
  const product = await ctx.store.read('BiologicallyDerivedProduct', unit);
  return siblingEntries(ctx, product, `Cùng lần hiến với túi gây phản ứng: ${what}`);
}

/**
 * POST Procedure/{id}/$report-reaction: stops the transfusion and writes the event with everything that has to be done now;
 * where it may lie in the donation its other bags are held; no other bag is started for this patient until the blood bank has looked.
 */
export const reportReaction: Operation<ReactionInput, AdverseEvent> = {
  definition: {
    code: 'report-reaction',
    title: { vi: 'Báo phản ứng truyền máu', en: 'Report a transfusion reaction' },
    resource: ['Procedure'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'kind', 'code'),
      one('in', 'severity', 'code'),
      many('in', 'sign', 'string'),
      one('in', 'volume', 'integer', 0),
      one('out', 'return', 'AdverseEvent'),
    ],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { kind, severity, sign, volume }) {
    const procedure = await readRunning(ctx, id);
    const known = reactionKinds.find(({ code }) => code === kind);
    if (known === undefined) throw errors.unknownWord({ at: 'kind', text: kind.slice(0, 30) });
    if (severity !== 'mild' && severity !== 'moderate' && severity !== 'severe')
      throw errors.unknownWord({ at: 'severity', text: severity.slice(0, 30) });
    const at = toVnIso(ctx.now());
    const event = reactionEvent({ kind: known, severity, signs: sign, procedure, by: ctx.actor, at });
    const about = { event: entryName(1), procedure, by: ctx.actor, at };
    const siblings = known.isOfDonation === true ? await heldSiblings(ctx, procedure, known.name) : [];
    const written = await writeAll(ctx, [
      postEntry(event, entryName(1)),
      ...(await endEntries(ctx, procedure, { volume, reason: `Phản ứng truyền máu: ${known.name}` })),
      ...siblings,
      ...reactionSteps.map((step: ReactionStep) => postEntry(reactionTask(step, about))),
    ]);
    return written.find((one) => one.resourceType === 'AdverseEvent') ?? event;
  },
};

/** One thing of the list, done. @throws blood-bank.notAUse, bankStep, stepDone */
async function close(ctx: Context, id: string, result: string, isBank: boolean): Promise<Task> {
  if (!isReason(result)) throw errors.reasonMissing({ at: 'result' });
  const task = await ctx.store.read('Task', id);
  const code = task.code?.coding?.find(({ system }) => system === codeSystems.taskKind)?.code;
  const step = reactionSteps.find((one) => one.task === code);
  if (step === undefined) throw errors.notAUse({ at: 'Task' });
  if (step.isForBank && !isBank) throw errors.bankStep({ at: 'Task' });
  if (task.status !== 'requested') throw errors.stepDone({ at: 'Task.status', detail: task.status });
  const note = [{ text: result.trim(), time: toVnIso(ctx.now()), authorReference: ctx.actor }];
  return ctx.store.update({ ...task, status: 'completed', owner: ctx.actor, note });
}

/** POST Task/{id}/$close-reaction-step: the ward has done one thing of the list; what was found is written down. */
export const closeReactionStep: Operation<{ readonly result: string }, Task> = {
  definition: {
    code: 'close-reaction-step',
    title: { vi: 'Xong một việc sau phản ứng', en: 'Close a step after a reaction' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'result', 'string'), one('out', 'return', 'Task')],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },
  run: (ctx, id, { result }) => close(ctx, id, result, false),
};

/** POST Task/{id}/$close-reaction-check: the blood bank has looked into it; the next bag may be started. */
export const closeReactionCheck: Operation<{ readonly result: string }, Task> = {
  definition: {
    code: 'close-reaction-check',
    title: { vi: 'Ngân hàng máu kiểm tra xong phản ứng', en: 'Close the check after a reaction' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'result', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },
  run: (ctx, id, { result }) => close(ctx, id, result, true),
};

import { holdsVisit, LEGAL_HOLD, toVnIso, visitByNumber } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { List, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { currentHolds, reasonOf } from './current-holds.ts';

export interface HoldInput {
  /** why, or the number of the paper that asks for it */
  readonly reason: string;
  /** everything of this patient, not this visit alone */
  readonly whole?: boolean;
}

/** POST Encounter/{id}/$hold-record: whatever its age, the file of this visit is not destroyed until the hold is lifted. */
export const holdRecord: Operation<HoldInput, { readonly hold: Reference }> = {
  definition: {
    code: 'hold-record',
    title: { vi: 'Giữ hồ sơ theo yêu cầu', en: 'Place a legal hold' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    allow: ['records-clerk', 'data-officer'],
    readsAs: ['record-keeping'],
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'whole', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'hold', use: 'out', min: 1, max: '1', type: 'Reference' },
    ],
  },
  async run(ctx, id, { reason, whole = false }) {
    const text = reasonOf(reason);
    const { subject } = await ctx.store.read('Encounter', id);
    const holds = await currentHolds(ctx, subject);
    const same = holds.find(
      (hold) => (hold.entry === undefined) === whole && holdsVisit(hold, { id, patient: subject?.reference }),
    );
    if (same !== undefined) throw errors.alreadyHeld({ at: 'Encounter', hold: `List/${same.id}` });
    const now = toVnIso(ctx.now());
    const author = { authorReference: ctx.actor, time: now };
    const hold = await ctx.store.create<List>({
      resourceType: 'List',
      status: 'current',
      mode: 'working',
      code: { coding: [LEGAL_HOLD] },
      ...(subject === undefined ? {} : { subject }),
      date: now,
      source: ctx.actor,
      note: [{ ...author, text }],
      ...(whole ? {} : { entry: [{ item: visitByNumber(id) }] }),
    });
    return { hold: { reference: `List/${hold.id}` } };
  },
};

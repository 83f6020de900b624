import { identifierSystems, toVnDay } from '@lienmach/core';
import { many, type Operation, one } from '@lienmach/system-kit';
import type { Substance } from 'fhir/r4';
import { errors } from '../errors.ts';
import { reagentKey } from '../rules/due-holds.ts';
import { type ReagentLot, readReagent, reagentState, reagentSubstance } from '../rules/reagent-lot.ts';
import { closeDueHold, findInstrument, openDueHolds } from './instrument-holds.ts';
import { idOf } from './record-entry.ts';

interface ReagentInput extends Omit<ReagentLot, 'indicators' | 'isDiscarded' | 'opened' | 'minimum'> {
  readonly minimum?: number;
  readonly indicator: readonly string[];
}

/** POST Substance/$receive-reagent: a lot comes in; more of a lot that is there adds to it. */
export const receiveReagent: Operation<ReagentInput, Substance> = {
  definition: {
    code: 'receive-reagent',
    title: { vi: 'Nhập lô hóa chất', en: 'Receive a lot of reagent' },
    resource: ['Substance'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'instrument', 'string'),
      one('in', 'reagent', 'string'),
      one('in', 'name', 'string'),
      one('in', 'lot', 'string'),
      one('in', 'expiry', 'date'),
      one('in', 'quantity', 'decimal'),
      one('in', 'unit', 'string'),
      one('in', 'minimum', 'decimal', 0),
      one('in', 'onboardDays', 'integer', 0),
      many('in', 'indicator', 'code', 1),
      one('out', 'return', 'Substance'),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, { indicator, minimum, ...input }) {
    if (!(input.quantity > 0)) throw errors.badQuantity({ at: 'quantity' });
    if (input.expiry < toVnDay(ctx.now())) throw errors.lotExpired({ at: 'expiry' });
    const device = await findInstrument(ctx, input.instrument);
    if (device === undefined) throw errors.unknownInstrument({ at: 'instrument', code: input.instrument });
    const value = `${input.instrument}^${input.reagent}^${input.lot}`;
    const query = new URLSearchParams({ identifier: `${identifierSystems.reagentLot}|${value}` });
    const before = await ctx.store.find('Substance', query.toString());
    const known = before === undefined ? undefined : readReagent(before);
    const lot: ReagentLot = {
      ...input,
      quantity: input.quantity + (known?.quantity ?? 0),
      minimum: minimum ?? known?.minimum ?? 0,
      indicators: indicator,
      isDiscarded: false,
      ...(known?.opened === undefined ? {} : { opened: known.opened }),
    };
    const fresh = reagentSubstance(lot, before);
    return ctx.store.update(before === undefined ? { ...fresh, id: idOf(identifierSystems.reagentLot, value) } : fresh);
  },
};

interface MoveInput {
  readonly act: 'open' | 'use' | 'discard';
  readonly quantity?: number;
}

function moved(lot: ReagentLot, { act, quantity = 0 }: MoveInput, day: string): ReagentLot {
  if (act === 'discard') return { ...lot, isDiscarded: true };
  if (reagentState(lot, day) === 'expired') throw errors.lotExpired({ at: 'Substance' });
  if (act === 'open') return { ...lot, opened: lot.opened ?? day };
  if (!(quantity > 0 && quantity <= lot.quantity)) throw errors.badQuantity({ at: 'quantity' });
  return { ...lot, quantity: Number((lot.quantity - quantity).toFixed(3)), opened: lot.opened ?? day };
}

/** POST Substance/{id}/$move-reagent: a lot is opened, used or thrown away; who and when is its history. */
export const moveReagent: Operation<MoveInput, Substance> = {
  definition: {
    code: 'move-reagent',
    title: { vi: 'Mở, dùng hoặc bỏ lô hóa chất', en: 'Open, use or discard a lot of reagent' },
    resource: ['Substance'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'act', 'code'), one('in', 'quantity', 'decimal', 0), one('out', 'return', 'Substance')],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, input) {
    const substance = await ctx.store.read('Substance', id);
    const lot = readReagent(substance);
    if (lot.instrument === '') throw errors.notAReagent({ at: 'Substance' });
    if (!['open', 'use', 'discard'].includes(input.act)) throw errors.unknownAct({ at: 'act' });
    const next = moved(lot, input, toVnDay(ctx.now()));
    const saved = await ctx.store.update(reagentSubstance(next, substance));
    if (next.isDiscarded) await closeDueHold(ctx, reagentKey(lot), `Đã bỏ ${lot.name}, lô ${lot.lot}`);
    else await openDueHolds(ctx, lot.instrument);
    return saved;
  },
};

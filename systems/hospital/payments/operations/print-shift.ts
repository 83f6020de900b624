import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { shiftData } from '../exchange/shift-data.ts';
import { shiftLayouts } from '../forms/shift-layout.ts';

/** GET PaymentReconciliation/{id}/$print-shift: the count of a closed shift, for the signatures of three people. */
export const printShift: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-shift',
    title: { vi: 'In biên bản kiểm quỹ', en: 'Print shift count' },
    resource: ['PaymentReconciliation'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['cashier'],
  },
  async run(ctx, id, wanted) {
    const shift = await ctx.store.read('PaymentReconciliation', id);
    const { end } = shift.period ?? {};
    if (shift.outcome !== 'complete' || end === undefined) throw errors.shiftNotClosed({ at: 'PaymentReconciliation' });
    const day = toVnDay(parseInstant(end));
    const source = `PaymentReconciliation/${id}`;
    return givePaper(ctx, { layouts: shiftLayouts, day, data: shiftData(shift), source }, wanted);
  },
};

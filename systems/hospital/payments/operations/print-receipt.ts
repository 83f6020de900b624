import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { receiptData } from '../exchange/receipt-data.ts';
import { receiptLayouts } from '../forms/receipt-layout.ts';

/** GET Invoice/{id}/$print-receipt: receipt, deposit or refund on a till roll (80 mm), or on A5 when asked. */
export const printReceipt: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-receipt',
    title: { vi: 'In phiếu thu', en: 'Print receipt' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['cashier'],
  },
  async run(ctx, id, wanted) {
    const receipt = await ctx.store.read('Invoice', id);
    if (receipt.status !== 'balanced') throw errors.notAReceipt({ at: 'Invoice.status', detail: receipt.status });
    const patient = await ctx.store.follow('Patient', receipt.subject);
    const day = toVnDay(receipt.date === undefined ? ctx.now() : parseInstant(receipt.date));
    const paper = { layouts: receiptLayouts, day, data: receiptData(receipt), patient, source: `Invoice/${id}` };
    return givePaper(ctx, paper, wanted);
  },
};

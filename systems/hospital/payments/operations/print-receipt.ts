import { formatVnTime } from '@lienmach/core';
import { printPdf } from '@lienmach/documents';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { receiptPage } from '../exchange/receipt-page.ts';

/** GET Invoice/{id}/$print-receipt: the receipt on a till roll (80 mm), or on A5 when asked. */
export const printReceipt: Operation<{ paper?: string }, Binary> = {
  definition: {
    code: 'print-receipt',
    title: { vi: 'In phiếu thu', en: 'Print receipt' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'paper', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Binary' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, { paper }) {
    const receipt = await ctx.store.read('Invoice', id);
    if (receipt.status !== 'balanced') throw errors.notAReceipt({ at: 'Invoice.status', detail: receipt.status });
    const patient = await ctx.store.follow('Patient', receipt.subject);
    const pdf = await printPdf(
      receiptPage({
        site: ctx.site,
        patient,
        receipt,
        paper: paper === 'A5' ? 'A5' : '80mm',
        printed: `In lúc ${formatVnTime(ctx.now())}`,
        printedAt: ctx.now(),
      }),
    );
    return { resourceType: 'Binary', contentType: 'application/pdf', data: Buffer.from(pdf).toString('base64') };
  },
};

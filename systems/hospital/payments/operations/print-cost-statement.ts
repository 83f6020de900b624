import { present, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { costStatementData } from '../exchange/cost-statement-data.ts';
import { costStatementLayouts } from '../forms/cost-statement-layout.ts';
import { loadBill } from './load-bill.ts';

/** GET Encounter/{id}/$print-cost-statement: what the visit costs and who pays each line, on A4. */
export const printCostStatement: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-cost-statement',
    title: { vi: 'In bảng kê chi phí', en: 'Print cost statement' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['cashier', 'claims-clerk'],
  },
  async run(ctx, id, wanted) {
    const { bill } = await loadBill(ctx, id);
    const encounter = await ctx.store.read('Encounter', id);
    const patient = await ctx.store.follow('Patient', encounter.subject);
    const [card] = await ctx.store.search('Coverage', `beneficiary=Patient/${patient.id}&status=active`);
    const now = ctx.now();
    const data = costStatementData({ encounter, bill, card: card?.subscriberId, maker: ctx.actor.display, now });
    return givePaper(
      ctx,
      { layouts: costStatementLayouts, day: toVnDay(now), data, patient, source: `Encounter/${id}` },
      present({ ...wanted }),
    );
  },
};

import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { orderSlipData } from '../exchange/paper-data.ts';
import { orderSlipLayouts } from '../forms/order-slip-layout.ts';
import { loadPaper } from './load-paper.ts';

/** GET Encounter/{id}/$print-order-slip: the tests that were ordered last in this visit, on A5. */
export const printOrderSlip: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-order-slip',
    title: { vi: 'In phiếu chỉ định xét nghiệm', en: 'Print laboratory order slip' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['doctor', 'nurse', 'lab-technician'],
  },
  async run(ctx, id, wanted) {
    const loaded = await loadPaper(ctx, id);
    const last = loaded.orders.at(-1);
    const orders = loaded.orders.filter(({ requisition }) => requisition?.value === last?.requisition?.value);
    const day = toVnDay(last?.authoredOn === undefined ? ctx.now() : parseInstant(last.authoredOn));
    const data = orderSlipData({ ...loaded, orders, person: await loaded.signer(last?.requester) });
    const { patient } = loaded;
    return givePaper(
      ctx,
      { layouts: orderSlipLayouts, day, data, patient, source: `ServiceRequest/${last?.id}` },
      wanted,
    );
  },
};

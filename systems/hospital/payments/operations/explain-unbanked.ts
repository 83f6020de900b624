import { extensions, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { unbankedReason } from '../rules/bank-day.ts';
import { awaitsBank } from '../rules/bank-match.ts';
import { readReason } from '../rules/money-input.ts';

/** POST Invoice/{id}/$explain-unbanked: a person says why a receipt by transfer has no money at the bank; the same reason again changes nothing. */
export const explainUnbanked: Operation<{ readonly reason: string }, Invoice> = {
  definition: {
    code: 'explain-unbanked',
    title: { vi: 'Giải thích phiếu thu chưa thấy tiền', en: 'Explain a receipt without money at the bank' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, { reason }) {
    const said = readReason(reason);
    const receipt = await ctx.store.read('Invoice', id);
    if (!awaitsBank(receipt)) throw errors.notAwaitingBank({ at: 'Invoice', detail: receipt.status });
    if (unbankedReason(receipt) === said) return receipt;
    // the one who says that money came by transfer is not the one who says why it never came
    if (receipt.participant?.[0]?.actor.reference === ctx.actor.reference) throw errors.ownReceipt({ at: 'Invoice' });
    const others = (receipt.extension ?? []).filter(({ url }) => url !== extensions.unbanked);
    const explained = {
      url: extensions.unbanked,
      extension: [
        { url: 'reason', valueString: said },
        { url: 'by', valueReference: ctx.actor },
        { url: 'at', valueDateTime: toVnIso(ctx.now()) },
      ],
    };
    return ctx.store.update<Invoice>({ ...receipt, extension: [...others, explained] });
  },
};

import { identifierSystems, moneyOf, toVnDay, xu } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Invoice, Money, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { collectionKey, dongOf, turnOf } from '../rules/bill.ts';
import { makePaymentReference } from '../rules/payment-reference.ts';
import { paymentRequest } from '../rules/receipt.ts';
import { vietQr } from '../rules/viet-qr.ts';
import { checkDue, type LoadedBill, loadBill, referenceOf } from './load-bill.ts';

export interface PaymentQr {
  /** the text inside the QR code */
  readonly payload: string;
  readonly reference: string;
  readonly amount: Money;
  readonly accountName: string;
  readonly request: Reference;
}

/** A cancelled request keeps its reference, so that a late transfer is recognised; its collection number is free again. */
async function cancel(ctx: Context, open: Invoice, id: string): Promise<void> {
  await ctx.store.update<Invoice>({
    ...open,
    status: 'cancelled',
    cancelledReason: 'Chi phí đã thay đổi',
    identifier: (open.identifier ?? []).map((identifier) =>
      identifier.system === identifierSystems.paymentKey
        ? { ...identifier, value: `${id}.huy.${referenceOf(open)}` }
        : identifier,
    ),
  });
}

/** The turn of the open request is free once it is cancelled. */
const freed = (loaded: LoadedBill): LoadedBill => {
  const turn = loaded.bill.open === undefined ? undefined : turnOf(loaded.bill.open)?.turn;
  return turn === undefined ? loaded : { ...loaded, bill: { ...loaded.bill, nextTurn: turn } };
};

function request(ctx: Context, id: string, { bill, place }: LoadedBill): Promise<Invoice> {
  const key = { system: identifierSystems.paymentKey, value: collectionKey(id, bill.nextTurn) };
  const reference = makePaymentReference(toVnDay(ctx.now()), ctx.randomBytes(5));
  const invoice = paymentRequest(bill, place([{ system: identifierSystems.paymentReference, value: reference }, key]));
  return ctx.store.createIfNone(key, invoice);
}

/** POST Encounter/{id}/$payment-qr: a VietQR for what is due now. Asked again with the same amount, it is the same code. */
export const paymentQr: Operation<void, PaymentQr> = {
  definition: {
    code: 'payment-qr',
    title: { vi: 'Tạo mã QR thanh toán', en: 'Payment QR' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'payload', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'reference', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'amount', use: 'out', min: 1, max: '1', type: 'Money' },
      { name: 'accountName', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'request', use: 'out', min: 1, max: '1', type: 'Reference' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id) {
    const account = ctx.site.bankAccount;
    if (account === undefined) throw errors.noBankAccount();
    const loaded = await loadBill(ctx, id);
    const { open, due } = loaded.bill;
    checkDue(loaded.bill);
    if (open !== undefined && dongOf(open) !== due) await cancel(ctx, open, id);
    const invoice = open !== undefined && dongOf(open) === due ? open : await request(ctx, id, freed(loaded));
    const reference = referenceOf(invoice) ?? '';
    const amount = dongOf(invoice);
    return {
      payload: vietQr({ bin: account.bin, account: account.number, amount, purpose: reference }),
      reference,
      amount: moneyOf(xu(amount * 100n)),
      accountName: account.name,
      request: { reference: `Invoice/${invoice.id}` },
    };
  },
};

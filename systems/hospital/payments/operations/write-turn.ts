import { formatDong, identifierSystems, identifierValue, toVnDay, xu } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Identifier, Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { collectionKey, dongOf } from '../rules/bill.ts';
import { hasRequestKey, type MoneyTurn, moneyTurn } from '../rules/money-turn.ts';
import { makeReceiptNumber } from '../rules/payment-reference.ts';
import type { LoadedBill } from './load-bill.ts';

/** The paper that an earlier press with this key has written. @throws payments.keyReused for another amount */
export function earlierTurn(invoices: readonly Invoice[], key: string, dong: bigint): Invoice | undefined {
  const earlier = invoices.find((invoice) => hasRequestKey(invoice, key));
  if (earlier !== undefined && dongOf(earlier) !== dong) {
    const number = identifierValue(earlier, identifierSystems.receiptNumber) ?? '';
    throw errors.keyReused({ at: 'key', number, paid: dongText(dongOf(earlier)), method: earlier.paymentTerms });
  }
  return earlier;
}

export const dongText = (dong: bigint): string => formatDong(xu(dong * 100n));

/** One turn of money, once: who presses at the same time asks for the same turn and loses. @throws payments.paidTwice */
export async function writeTurn(
  ctx: Context,
  encounterId: string,
  loaded: LoadedBill,
  turn: Omit<MoneyTurn, 'place' | 'identifier' | 'cashier'> & {
    readonly key: string;
    /** slip of the machine, money at the bank */
    readonly proof?: readonly Identifier[];
  },
): Promise<Invoice> {
  const key = { system: identifierSystems.paymentKey, value: collectionKey(encounterId, loaded.bill.nextTurn) };
  const prefix = turn.kind === 'deposit' ? 'TU' : 'HT';
  const number = makeReceiptNumber(toVnDay(ctx.now()), ctx.randomBytes(5), prefix);
  const identifier = [
    key,
    { system: identifierSystems.receiptNumber, value: number },
    { system: identifierSystems.requestKey, value: turn.key },
    ...(turn.proof ?? []),
  ];
  const paper = moneyTurn({ ...turn, identifier, place: loaded.place(identifier), cashier: ctx.actor });
  const written = await ctx.store.createIfNone(key, paper);
  const isOurs = identifierValue(written, identifierSystems.receiptNumber) === number;
  if (!isOurs && !hasRequestKey(written, turn.key)) throw errors.paidTwice({ at: 'Encounter' });
  return written;
}

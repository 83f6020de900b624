import { formatDong, identifierSystems, identifierValue, toVnDay, xu } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, KnownIdentifier } from '@lienmach/system-kit';
import type { BundleEntry, Identifier, Invoice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { collectionKey, dongOf } from '../rules/bill.ts';
import { hasRequestKey, type MoneyTurn, moneyTurn } from '../rules/money-turn.ts';
import { type Method, methodOfPaper } from '../rules/payment-method.ts';
import { makeReceiptNumber } from '../rules/payment-reference.ts';
import { type LoadedBill, loadBill } from './load-bill.ts';

interface Press {
  readonly key: string;
  /** below zero: given back */
  readonly dong: bigint;
  readonly method: Method;
}

/** The paper that an earlier press with this key has written. @throws payments.keyReused for another amount or way */
export function earlierTurn(invoices: readonly Invoice[], { key, dong, method }: Press): Invoice | undefined {
  const earlier = invoices.find((invoice) => hasRequestKey(invoice, key));
  if (earlier !== undefined && (dongOf(earlier) !== dong || methodOfPaper(earlier) !== method)) {
    const number = identifierValue(earlier, identifierSystems.receiptNumber) ?? '';
    throw errors.keyReused({ at: 'key', number, paid: dongText(dongOf(earlier)), method: earlier.paymentTerms });
  }
  return earlier;
}

export const dongText = (dong: bigint): string => formatDong(xu(dong * 100n));

/** An id in order of time and turn, as those of the record are. @source RFC 9562, section 5.7 (from memory) */
function newId(ctx: Context, turn: number): string {
  const time = ctx.now().getTime().toString(16).padStart(12, '0');
  const order = (turn % 0x1000).toString(16).padStart(3, '0');
  const chance = Buffer.from(ctx.randomBytes(8)).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${chance.slice(0, 3)}-${chance.slice(3, 15)}`;
}

/** Written when nothing has this identifier; else the whole transaction is refused, because the id is another. */
const onlyOnce = (paper: Invoice, { system, value }: KnownIdentifier): BundleEntry => ({
  resource: paper,
  request: { method: 'PUT', url: `Invoice?identifier=${encodeURIComponent(`${system}|${value}`)}` },
});

type Turn = Omit<MoneyTurn, 'place' | 'identifier' | 'cashier'> & {
  readonly key: string;
  /** slip of the machine, money at the bank */
  readonly proof?: readonly Identifier[];
};

/** What is written with a paper: all of it, or nothing. */
export type Beside = (paper: Reference) => readonly BundleEntry[];

/**
 * One turn of money, once, with everything that follows from it: who presses at the same time asks for the same turn and loses.
 *
 * @throws payments.paidTwice, payments.keyReused; 412 when something beside it was changed meanwhile
 */
export async function writeTurn(
  ctx: Context,
  encounterId: string,
  loaded: LoadedBill,
  turn: Turn,
  beside: Beside = () => [],
): Promise<Invoice> {
  const key = { system: identifierSystems.paymentKey, value: collectionKey(encounterId, loaded.bill.nextTurn) };
  const prefix = turn.kind === 'deposit' ? 'TU' : 'HT';
  const identifier = [
    key,
    {
      system: identifierSystems.receiptNumber,
      value: makeReceiptNumber(toVnDay(ctx.now()), ctx.randomBytes(5), prefix),
    },
    { system: identifierSystems.requestKey, value: turn.key },
    ...(turn.proof ?? []),
  ];
  const place = loaded.place(identifier);
  const paper = {
    ...moneyTurn({ ...turn, identifier, place, cashier: ctx.actor }),
    id: newId(ctx, loaded.bill.nextTurn),
  };
  const entry = [onlyOnce(paper, key), ...beside({ reference: `Invoice/${paper.id}` })];
  try {
    const [written] = await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
    return written?.resourceType === 'Invoice' ? written : paper;
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.code !== 'store.idMismatch') throw thrown;
    const { bill } = await loadBill(ctx, encounterId);
    const first = earlierTurn(bill.receipts, { ...turn, dong: dongOf(paper) });
    if (first === undefined) throw errors.paidTwice({ at: 'Encounter' });
    return first;
  }
}

import { formatDong, identifierSystems, identifierValue, toVnDay, xu } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, Invoice, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { collectionKey, dongOf, turnOf } from '../rules/bill.ts';
import { parameterAt, readKey, readMethod, wholeDong } from '../rules/money-input.ts';
import { type Method, methodOfPaper } from '../rules/payment-method.ts';
import { isPaymentReference, makeReceiptNumber } from '../rules/payment-reference.ts';
import { paymentNotice, paymentRequest, receiptOf } from '../rules/receipt.ts';
import { readSlip } from '../rules/slip.ts';
import { checkSlip } from './check-slip.ts';
import { checkDue, type LoadedBill, loadBill, referenceOf } from './load-bill.ts';

interface CollectInput {
  readonly method: string;
  readonly amount: Money;
  readonly reference?: string;
  readonly slip?: string;
  readonly key?: string;
}

const dongText = (dong: bigint): string => formatDong(xu(dong * 100n));

function methodOf(input: CollectInput): Method {
  const method = readMethod(input.method);
  if (method === 'transfer' && input.reference === undefined) {
    throw errors.referenceNeeded({ at: parameterAt('reference') });
  }
  if (input.reference !== undefined && !isPaymentReference(input.reference)) {
    throw errors.badReference({ at: parameterAt('reference') });
  }
  return method;
}

const receiptNumberOf = (invoice: Invoice): string | undefined =>
  identifierValue(invoice, identifierSystems.receiptNumber);

/**
 * The receipt that an earlier call with the same key or reference has written. A repeat must be the same in amount and
 * method: otherwise it is other money, and silence would hide that the patient paid twice.
 */
function repeated({ bill }: LoadedBill, input: CollectInput, method: Method, given: bigint): Invoice | undefined {
  const { key, reference } = input;
  const byKey = bill.receipts.find((receipt) => key !== undefined && hasKey(receipt, key));
  const earlier =
    byKey ?? bill.receipts.find((receipt) => reference !== undefined && referenceOf(receipt) === reference);
  if (earlier === undefined) return undefined;
  if (methodOfPaper(earlier) === method && dongOf(earlier) === given) return earlier;
  const refusal = byKey === undefined ? errors.alreadyCollected : errors.keyReused;
  throw refusal({
    at: parameterAt(byKey === undefined ? 'reference' : 'key'),
    paid: dongText(dongOf(earlier)),
    method: earlier.paymentTerms,
    number: receiptNumberOf(earlier),
  });
}

/** A transfer must answer the open request, and the request must still ask for what is due. */
function checkReference({ bill, invoices }: LoadedBill, reference: string | undefined): void {
  if (reference === undefined) return;
  const at = parameterAt('reference');
  const asked = [bill.open, ...invoices].find((invoice) => referenceOf(invoice) === reference);
  const isOpen = asked !== undefined && asked.id === bill.open?.id;
  if (asked === undefined || (!isOpen && asked.status !== 'cancelled'))
    throw errors.unknownReference({ at, reference });
  if (!isOpen || dongOf(asked) !== bill.due) {
    throw errors.amountChanged({ at, asked: dongText(dongOf(asked)), due: dongText(bill.due) });
  }
}

function checkAmount(given: bigint, due: bigint): void {
  if (given === due) return;
  const values = { at: parameterAt('amount'), given: dongText(given), due: dongText(due) };
  throw given < due ? errors.underpaid(values) : errors.overpaid(values);
}

/** Receipt and notice in one transaction. The collection key makes a second writer find the first one's receipt. */
async function write(
  ctx: Context,
  id: string,
  loaded: LoadedBill,
  method: Method,
  input: CollectInput,
): Promise<Invoice> {
  const { bill, place } = loaded;
  const key = collectionKey(id, (bill.open && turnOf(bill.open)?.turn) ?? bill.nextTurn);
  const identifier = { system: identifierSystems.paymentKey, value: key };
  const here = place([identifier]);
  const fresh = paymentRequest(bill, here);
  const receipt = receiptOf(bill.open === undefined ? fresh : { ...fresh, ...keptOf(bill.open) }, {
    method,
    number: makeReceiptNumber(toVnDay(ctx.now()), ctx.randomBytes(5)),
    slip: readSlip(method, input.slip),
    requestKey: input.key,
    cashier: ctx.actor,
    date: here.date,
  });
  const once = `identifier=${encodeURIComponent(`${identifier.system}|${key}`)}`;
  const [invoiceEntry, reference] = invoiceWrite(receipt, once);
  const notice = paymentNotice({ reference }, receipt, here, key);
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [invoiceEntry, { resource: notice, request: { method: 'POST', url: 'PaymentNotice', ifNoneExist: once } }],
  };
  const [written] = await ctx.store.transaction(bundle);
  if (written?.resourceType !== 'Invoice') throw errors.paidTwice({ at: 'Encounter' });
  const isOurs =
    receiptNumberOf(written) === receiptNumberOf(receipt) || (input.key !== undefined && hasKey(written, input.key));
  if (!isOurs) throw errors.paidTwice({ at: 'Encounter' });
  return written;
}

const hasKey = (invoice: Invoice, key: string): boolean =>
  identifierValue(invoice, identifierSystems.requestKey) === key;

/** What stays of an open request when it becomes the receipt: its place in the record and its reference. */
const keptOf = ({ id, meta, identifier }: Invoice): Partial<Invoice> => ({
  ...(id === undefined ? {} : { id }),
  ...(meta === undefined ? {} : { meta }),
  ...(identifier === undefined ? {} : { identifier }),
});

function invoiceWrite(receipt: Invoice, once: string): [BundleEntry, string] {
  if (receipt.id === undefined) {
    const fullUrl = 'urn:uuid:7c8f5a52-3a0b-4b7e-9a43-6a3f1f9d2c10';
    return [{ fullUrl, resource: receipt, request: { method: 'POST', url: 'Invoice', ifNoneExist: once } }, fullUrl];
  }
  const place = `Invoice/${receipt.id}`;
  const ifMatch = `W/"${receipt.meta?.versionId}"`;
  return [{ resource: receipt, request: { method: 'PUT', url: place, ifMatch } }, place];
}

/**
 * POST Encounter/{id}/$collect: takes exactly what is due, in cash, by transfer, card or wallet, and writes the receipt.
 * The same key or payment reference again finds the first receipt. A finished visit can still be paid.
 */
export const collect: Operation<CollectInput, Invoice> = {
  definition: {
    code: 'collect',
    title: { vi: 'Thu tiền', en: 'Collect payment' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'method', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'amount', use: 'in', min: 1, max: '1', type: 'Money' },
      { name: 'reference', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'slip', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'key', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
  },
  async run(ctx, id, input) {
    const method = methodOf(input);
    const given = wholeDong(input.amount);
    const slip = readSlip(method, input.slip);
    if (input.key !== undefined) readKey(input.key);
    const loaded = await loadBill(ctx, id);
    const earlier = repeated(loaded, input, method, given);
    if (earlier !== undefined) return earlier;
    checkDue(loaded.bill);
    checkReference(loaded, input.reference);
    checkAmount(given, loaded.bill.due);
    await checkSlip(ctx, method, slip);
    try {
      return await write(ctx, id, loaded, method, input);
    } catch (refusal) {
      if (!isFhirError(refusal) || refusal.code !== 'store.versionConflict') throw refusal;
      const first = repeated(await loadBill(ctx, id), input, method, given);
      if (first === undefined) throw errors.paidTwice({ at: 'Encounter' });
      return first;
    }
  },
};

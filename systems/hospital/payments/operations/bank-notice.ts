import { extensions, identifierSystems, moneyOf, parseInstant, toVnDay, toVnIso, xu } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { BundleEntry, Invoice, Money, PaymentNotice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ArrivedMoney, mismatch, mismatchText, type Unmatched } from '../rules/bank-match.ts';
import { wholeDong } from '../rules/money-input.ts';
import { parkedTask } from '../rules/parked-transfer.ts';
import { findPaymentReference, makeReceiptNumber } from '../rules/payment-reference.ts';
import { receiptOf } from '../rules/receipt.ts';

export interface BankNotice {
  /** number of the transaction at the bank: the same one counts once */
  readonly transaction: string;
  /** false: money left the account */
  readonly incoming: boolean;
  readonly amount: Money;
  readonly memo: string;
  readonly account: string;
  readonly at: string;
  readonly bankReference?: string;
}

export interface NoticeTaken {
  /** `paid`, `parked`, `repeated`, `ignored` */
  readonly state: string;
  readonly reason?: Unmatched;
  readonly receipt?: Reference;
}

const NOTICE = 'urn:uuid:4b0f5c1e-52c8-4a8e-8a6a-0d0a3d2c7f10';
const input = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'in', min, max: '1', type });

const parameter: readonly OperationParameter[] = [
  input('transaction', 'string'),
  input('incoming', 'boolean'),
  input('amount', 'Money'),
  input('memo', 'string'),
  input('account', 'string'),
  input('at', 'dateTime'),
  input('bankReference', 'string', 0),
  { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
  { name: 'reason', use: 'out', min: 0, max: '1', type: 'code' },
  { name: 'receipt', use: 'out', min: 0, max: '1', type: 'Reference' },
];

const findBy = async (ctx: Context, type: 'Invoice' | 'PaymentNotice', system: string, value: string) =>
  ctx.store.find(type, new URLSearchParams({ identifier: `${system}|${value}` }).toString());

/** One transaction of one bank: letters and figures only, because it is searched for. @throws payments.noticeUnreadable */
function transactionKey(ctx: Context, transaction: string): string {
  if (!/^[0-9A-Za-z._:/-]{1,100}$/.test(transaction)) {
    throw errors.noticeUnreadable({ at: 'transaction', field: 'id' });
  }
  return `${ctx.actor.reference.split('/')[1]}.${transaction}`;
}

/** What the bank said, kept whole whether it fits or not. */
const noticeOf = (ctx: Context, key: string, told: BankNotice, dong: bigint, request?: Invoice): PaymentNotice => ({
  resourceType: 'PaymentNotice',
  identifier: [{ system: identifierSystems.bankTransaction, value: key }],
  extension: [{ url: extensions.bankMemo, valueString: told.memo }],
  status: 'active',
  ...(request === undefined ? {} : { request: { reference: `Invoice/${request.id}` } }),
  created: toVnIso(ctx.now()),
  payment: { display: told.bankReference ?? told.transaction },
  paymentDate: toVnDay(parseInstant(told.at)),
  recipient: { reference: ctx.site.facility.organization },
  amount: moneyOf(xu(dong * 100n)),
  paymentStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/paymentstatus', code: 'cleared' }] },
});

const once = (system: string, value: string): string => `identifier=${encodeURIComponent(`${system}|${value}`)}`;

const noticeEntry = (notice: PaymentNotice, key: string): BundleEntry => ({
  fullUrl: NOTICE,
  resource: notice,
  request: { method: 'POST', url: 'PaymentNotice', ifNoneExist: once(identifierSystems.bankTransaction, key) },
});

/** The waiting request becomes the receipt, in the name of the cashier who showed the code. */
async function settle(ctx: Context, request: Invoice, notice: BundleEntry): Promise<NoticeTaken> {
  const receipt = receiptOf(request, {
    method: 'transfer',
    number: makeReceiptNumber(toVnDay(ctx.now()), ctx.randomBytes(5)),
    requestKey: undefined,
    cashier: request.participant?.[0]?.actor ?? { display: 'Ngân hàng báo có' },
    date: ctx.now().toISOString(),
  });
  const url = `Invoice/${request.id}`;
  const entry: BundleEntry[] = [
    { resource: receipt, request: { method: 'PUT', url, ifMatch: `W/"${request.meta?.versionId}"` } },
    notice,
  ];
  await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  return { state: 'paid', receipt: { reference: url } };
}

/** Kept where the cashier sees it. */
async function park(
  ctx: Context,
  money: ArrivedMoney,
  reason: Unmatched,
  { key, notice, request }: { key: string; notice: BundleEntry; request: Invoice | undefined },
): Promise<NoticeTaken> {
  const task = parkedTask({
    key,
    dong: money.dong,
    reason: mismatchText(reason, money, request),
    code: reason,
    notice: NOTICE,
    subject: request?.subject,
    at: ctx.now(),
  });
  const ifNoneExist = once(identifierSystems.task, `tien-ve-${key}`);
  const entry: BundleEntry[] = [notice, { resource: task, request: { method: 'POST', url: 'Task', ifNoneExist } }];
  await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  return { state: 'parked', reason };
}

/**
 * POST Invoice/$bank-notice: a bank tells that money came. The exact answer to a waiting request becomes its receipt;
 * everything else waits for a person. The same transaction again changes nothing.
 */
export const bankNotice: Operation<BankNotice, NoticeTaken> = {
  definition: {
    code: 'bank-notice',
    title: { vi: 'Ngân hàng báo có', en: 'Bank notice' },
    resource: ['Invoice'],
    level: 'type',
    affectsState: true,
    parameter,
    allow: ['bank'],
  },
  async run(ctx, _id, told) {
    if (!told.incoming) return { state: 'ignored' };
    const account = ctx.site.bankAccount;
    if (account === undefined) throw errors.noBankAccount();
    const dong = wholeDong(told.amount);
    const key = transactionKey(ctx, told.transaction);
    const earlier = await findBy(ctx, 'PaymentNotice', identifierSystems.bankTransaction, key);
    if (earlier !== undefined) return { state: 'repeated' };
    const reference = findPaymentReference(told.memo);
    const found =
      reference === undefined ? undefined : await findBy(ctx, 'Invoice', identifierSystems.paymentReference, reference);
    const request = found?.resourceType === 'Invoice' ? found : undefined;
    const money: ArrivedMoney = { dong, account: told.account, reference };
    const notice = noticeEntry(noticeOf(ctx, key, told, dong, request), key);
    const reason = mismatch(money, request, account.number);
    if (reason === undefined && request !== undefined) return settle(ctx, request, notice);
    // the same notice may have been settled between the two searches: then it fits no more because it has been counted
    const meanwhile = await findBy(ctx, 'PaymentNotice', identifierSystems.bankTransaction, key);
    if (meanwhile !== undefined) return { state: 'repeated' };
    return park(ctx, money, reason ?? 'unknown-reference', { key, notice, request });
  },
};

import { identifierSystems, parseInstant, toVnDay } from '@lienmach/core';
import type { Context, KnownIdentifier, Operation, OperationParameter, Site } from '@lienmach/system-kit';
import type { BundleEntry, Invoice, Money, PaymentNotice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ArrivedMoney, mismatch, type Unmatched } from '../rules/bank-match.ts';
import { type ArrivedAtBank, bankReferenceOf, statedDong, toldDong } from '../rules/bank-money.ts';
import { wholeDong } from '../rules/money-input.ts';
import { findPaymentReference } from '../rules/payment-reference.ts';
import { paidEntries, paidInvoice, parkedEntries } from './arrival-entries.ts';

type BankAccount = NonNullable<Site['bankAccount']>;

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

const MOST_REFERENCE = /^[0-9A-Za-z._:/-]{1,100}$/;

const partnerOf = (ctx: Context): string => ctx.actor.reference.split('/')[1] ?? '';

/** Identifiers of one transaction of one bank: letters and figures only, because it is searched for. @throws payments.noticeUnreadable */
function identifiersOf(ctx: Context, told: BankNotice, account: BankAccount): KnownIdentifier[] {
  if (!MOST_REFERENCE.test(told.transaction)) throw errors.noticeUnreadable({ at: 'transaction', field: 'id' });
  const value = `${partnerOf(ctx)}.${told.transaction}`;
  const own = { system: identifierSystems.bankTransaction, value };
  const { bankReference: reference } = told;
  if (reference === undefined || !MOST_REFERENCE.test(reference) || told.account !== account.number) return [own];
  return [{ system: identifierSystems.bankReference, value: bankReferenceOf(account.bin, reference) }, own];
}

const isFrom = (notice: PaymentNotice, partner: string): boolean =>
  notice.identifier?.some(
    ({ system, value }) => system === identifierSystems.bankTransaction && value?.startsWith(`${partner}.`),
  ) ?? false;

/**
 * Whether this money is in the record already. A reference that the same partner gives to another transaction, or that comes
 * with another amount, says nothing: then only the number of the transaction counts.
 */
async function recognise(ctx: Context, told: readonly KnownIdentifier[], dong: bigint) {
  const own = told.slice(-1);
  const find = ([{ system, value } = { system: '', value: '' }]: readonly KnownIdentifier[]) =>
    ctx.store.find('PaymentNotice', new URLSearchParams({ identifier: `${system}|${value}` }).toString());
  if ((await find(own)) !== undefined) return { isRepeated: true, identifier: told };
  const other = told.length > 1 ? await find(told) : undefined;
  if (other === undefined) return { isRepeated: false, identifier: told };
  const isSame = !isFrom(other, partnerOf(ctx)) && (statedDong(other) ?? toldDong(other)) === dong;
  return { isRepeated: isSame, identifier: own };
}

async function requestFor(ctx: Context, reference: string | undefined): Promise<Invoice | undefined> {
  if (reference === undefined) return undefined;
  const identifier = `${identifierSystems.paymentReference}|${reference}`;
  return ctx.store.find('Invoice', new URLSearchParams({ identifier }).toString());
}

const write = (ctx: Context, entry: BundleEntry[]) =>
  ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });

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
    const asTold = identifiersOf(ctx, told, account);
    const { isRepeated, identifier } = await recognise(ctx, asTold, dong);
    if (isRepeated) return { state: 'repeated' };
    const reference = findPaymentReference(told.memo);
    const request = await requestFor(ctx, reference);
    const arrived: ArrivedMoney = { dong, account: told.account, reference };
    const money: ArrivedAtBank = {
      identifier: [...identifier],
      key: identifier[0]?.value ?? '',
      dong,
      account: told.account,
      memo: told.memo,
      label: told.bankReference ?? told.transaction,
      day: toVnDay(parseInstant(told.at)),
    };
    const reason = mismatch(arrived, request, account.number);
    if (reason === undefined && request !== undefined) {
      await write(ctx, paidEntries(ctx, money, paidInvoice(ctx, money, request)));
      return { state: 'paid', receipt: { reference: `Invoice/${request.id}` } };
    }
    // the same notice may have been settled between the two searches: then it fits no more because it has been counted
    if ((await recognise(ctx, asTold, dong)).isRepeated) return { state: 'repeated' };
    const why = reason ?? 'unknown-reference';
    await write(ctx, parkedEntries(ctx, money, why, arrived, request));
    return { state: 'parked', reason: why };
  },
};

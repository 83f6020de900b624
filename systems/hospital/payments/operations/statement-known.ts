import { identifierSystems, identifierValue } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Invoice, PaymentNotice } from 'fhir/r4';
import type { StatementLine } from '../exchange/read-statement.ts';
import { bankedReceipt, bankReferenceOf } from '../rules/bank-money.ts';
import { findPaymentReference } from '../rules/payment-reference.ts';
import { decideRow, type RowDecision } from '../rules/statement-decision.ts';

export interface DecidedRow {
  readonly line: StatementLine;
  /** `<BIN>.<reference>` */
  readonly key: string;
  readonly decision: RowDecision;
}

const valuesOf = (resource: Invoice | PaymentNotice, system: string): string[] =>
  (resource.identifier ?? []).flatMap((one) => (one.system === system && one.value !== undefined ? [one.value] : []));

const tokens = (system: string, values: readonly string[]): string[] => values.map((value) => `${system}|${value}`);

/** What the record knows of the rows of a file: a hundred rows a search, not one. */
async function load(ctx: Context, keys: readonly string[], payments: readonly string[]) {
  const { bankReference, paymentReference } = identifierSystems;
  const [notices, requests] = await Promise.all([
    searchEach(ctx.store, 'PaymentNotice', 'identifier', tokens(bankReference, keys)),
    searchEach(ctx.store, 'Invoice', 'identifier', tokens(paymentReference, payments)),
  ]);
  return {
    notices: new Map(notices.flatMap((notice) => valuesOf(notice, bankReference).map((key) => [key, notice] as const))),
    requests: new Map(requests.map((invoice) => [identifierValue(invoice, paymentReference) ?? '', invoice] as const)),
  };
}

/** What each row means, one after the other: a request that one row pays is paid for the next. */
export async function decideRows(ctx: Context, lines: readonly StatementLine[]): Promise<DecidedRow[]> {
  const { bin = '', number = '' } = ctx.site.bankAccount ?? {};
  const told = lines.map((line) => ({
    line,
    key: bankReferenceOf(bin, line.reference),
    payment: findPaymentReference(line.memo),
  }));
  const incoming = told.filter(({ line }) => line.dong > 0n);
  const known = await load(
    ctx,
    incoming.map(({ key }) => key),
    incoming.flatMap(({ payment }) => payment ?? []),
  );
  return told.map(({ line, key, payment }) => {
    const request = payment === undefined ? undefined : known.requests.get(payment);
    const { dong, day, reference } = line;
    const decision = decideRow(
      { dong, day, reference, payment },
      { notice: known.notices.get(key), request, account: number },
    );
    if (payment !== undefined && (decision.state === 'paid' || decision.state === 'matched')) {
      known.requests.set(payment, bankedReceipt({ ...decision.request, status: 'balanced' }, key));
    }
    return { line, key, decision };
  });
}

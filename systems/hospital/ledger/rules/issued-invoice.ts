/** @source NĐ 254/2026/NĐ-CP Điều 9: what was issued is never cancelled, only adjusted or replaced (secondary) */
import {
  codeSystems,
  extensions,
  identifierSystems,
  identifierValue,
  parseXu,
  present,
  vnDayOf,
  type Xu,
  xu,
} from '@lienmach/core';
import type { Invoice } from 'fhir/r4';

export type InvoiceSort = 'personal' | 'summary' | 'insurer' | 'adjustment' | 'replacement';

const sorts: Readonly<Record<InvoiceSort, string>> = {
  personal: 'Hóa đơn điện tử cho người mua',
  summary: 'Hóa đơn điện tử tổng cuối ngày',
  insurer: 'Hóa đơn điện tử cho cơ quan bảo hiểm xã hội',
  adjustment: 'Hóa đơn điện tử điều chỉnh',
  replacement: 'Hóa đơn điện tử thay thế',
};

/** An electronic invoice that counts. */
export interface IssuedInvoice {
  readonly id: string;
  readonly sort: InvoiceSort;
  readonly number?: string;
  /** our own key, which the papers of the counter name */
  readonly key: string;
  readonly day: string;
  readonly total: Xu;
  /** what it changes: its total, less the total of what it replaces */
  readonly change: Xu;
  readonly words: string;
}

/** states that an invoice keeps when another takes its place; a refused one never counted */
const counted: ReadonlySet<string> = new Set(['signed', 'sent', 'coded', 'delivered']);
const isSort = (code: string): code is InvoiceSort => Object.hasOwn(sorts, code);
const tagOf = ({ meta }: Invoice, system: string): string | undefined =>
  meta?.tag?.find((tag) => tag.system === system)?.code;

/** `Invoice/id` of the one that this one adjusts or replaces. @source none: our own extension */
export const correctedInvoice = (invoice: Invoice): string | undefined =>
  invoice.extension?.find(({ url }) => url === extensions.correctsInvoice)?.valueReference?.reference;

/** @source none: how the record tells electronic invoices from papers of the counter */
export function sortOf(invoice: Invoice): InvoiceSort | undefined {
  const code = invoice.type?.coding?.find(({ system }) => system === codeSystems.eInvoiceKind)?.code ?? '';
  return isSort(code) ? code : undefined;
}

/**
 * It counts by law once it is issued; one that another took the place of has counted until then.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9: an invoice with code counts as issued when coded (secondary)
 */
export const isIssued = (invoice: Invoice): boolean =>
  invoice.status === 'issued' ||
  (invoice.status === 'cancelled' && counted.has(tagOf(invoice, codeSystems.eInvoiceState) ?? ''));

/**
 * @param replaced  what a replacement stands for
 * @returns undefined for papers of the counter and for invoices that nobody has coded yet
 * @source NĐ 254/2026/NĐ-CP Điều 9 (secondary)
 */
export function issuedInvoice(invoice: Invoice, replaced?: Invoice): IssuedInvoice | undefined {
  const sort = sortOf(invoice);
  if (sort === undefined || !isIssued(invoice)) return undefined;
  const total = parseXu(invoice.totalGross?.value ?? 0, 'Invoice.totalGross');
  const before = sort === 'replacement' ? parseXu(replaced?.totalGross?.value ?? 0, 'Invoice.totalGross') : 0n;
  return {
    id: invoice.id ?? '',
    sort,
    key: identifierValue(invoice, identifierSystems.eInvoice) ?? '',
    day: vnDayOf(invoice.date ?? ''),
    total,
    change: xu(total - before),
    words: sorts[sort],
    ...present({ number: identifierValue(invoice, identifierSystems.eInvoiceNumber) }),
  };
}

/** Key of the electronic invoice that holds the money of this paper; `held` and `pending` are none yet. @source none: our own tag */
export function invoicedBy(paper: Invoice): string | undefined {
  const key = tagOf(paper, codeSystems.invoicedBy);
  return key === 'held' || key === 'pending' ? undefined : key;
}

/** A deposit that is no payment yet, or money that went back and waits for its adjustment: it may be without an invoice. @source NĐ 254/2026/NĐ-CP Điều 9: an invoice is for what was sold; that a deposit is none yet: own choice (unsure) */
export const mayWait = (paper: Invoice): boolean => {
  const key = tagOf(paper, codeSystems.invoicedBy);
  return key === 'held' || key === 'pending';
};

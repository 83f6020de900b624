import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Money, Parameters, Reference } from 'fhir/r4';

export interface ShownInvoice {
  readonly id: string;
  readonly kind: string;
  /** state of the provider, or `replaced`, `withdrawn` when it no longer counts */
  readonly state: string;
  readonly amount: number;
  readonly number: string;
  readonly buyer: string;
  readonly papers: number;
  readonly reason: string;
}

export interface ShownPaper {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly amount: number;
  readonly at: string;
  readonly visit: string;
  readonly name: string;
  readonly state: string;
  /** id of the invoice it changes */
  readonly original: string;
}

export interface ShownDay {
  readonly receipts: number;
  readonly invoiced: number;
  readonly held: number;
  readonly open: number;
  readonly waiting: number;
  readonly parked: number;
  readonly invoices: readonly ShownInvoice[];
  readonly papers: readonly ShownPaper[];
}

const amountIn = (part: Parameters, name: string): number => valueIn<Money>(part, name)?.value ?? 0;
const textIn = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

function shownState(part: Parameters): string {
  const number = textIn(part, 'number');
  if (textIn(part, 'status') !== 'cancelled') return textIn(part, 'state');
  return number === '' || textIn(part, 'state') === 'rejected' ? 'withdrawn' : 'replaced';
}

const invoiceOf = (part: Parameters): ShownInvoice => ({
  id: idIn(part, 'invoice'),
  kind: textIn(part, 'kind'),
  state: shownState(part),
  amount: amountIn(part, 'amount'),
  number: textIn(part, 'number'),
  buyer: textIn(part, 'buyer'),
  papers: valueIn<number>(part, 'papers') ?? 0,
  reason: textIn(part, 'reason'),
});

const paperOf = (part: Parameters): ShownPaper => ({
  id: idIn(part, 'paper'),
  number: textIn(part, 'number'),
  kind: textIn(part, 'kind'),
  amount: amountIn(part, 'amount'),
  at: textIn(part, 'at'),
  visit: idIn(part, 'encounter'),
  name: textIn(part, 'name'),
  state: textIn(part, 'state'),
  original: idIn(part, 'original'),
});

const dayOf = (answer: Parameters): ShownDay => ({
  receipts: amountIn(answer, 'receipts'),
  invoiced: amountIn(answer, 'invoiced'),
  held: amountIn(answer, 'held'),
  open: amountIn(answer, 'open'),
  waiting: valueIn<number>(answer, 'waiting') ?? 0,
  parked: valueIn<number>(answer, 'parked') ?? 0,
  invoices: valuesIn<Parameters>(answer, 'invoice').map(invoiceOf),
  papers: valuesIn<Parameters>(answer, 'paper').map(paperOf),
});

/** Invoices of one day and what waits; fresh with every paper and every word of the provider. */
export function useInvoiceDay(date: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Invoice', 'invoice-day', date),
    enabled: date !== undefined,
    placeholderData: (before) => before,
    queryFn: async () => dayOf(await operation<Parameters>('$invoice-day', 'Invoice', { date: { valueDate: date } })),
  });
}

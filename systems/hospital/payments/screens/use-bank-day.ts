import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Money, Parameters, Reference } from 'fhir/r4';
import { idOf } from './use-line.ts';

interface Sum {
  readonly count: number;
  readonly amount: number;
}

/** Money at the bank that a person has to decide on. */
export interface OpenMoney {
  readonly kind: 'waiting' | 'differing';
  readonly id: string;
  readonly amount: number;
  readonly stated: number | undefined;
  readonly memo: string;
  readonly label: string;
  readonly reason: string;
  readonly patient: string;
}

/** A receipt by transfer whose money nobody has seen. */
export interface OpenReceipt {
  readonly kind: 'unbanked';
  readonly id: string;
  readonly number: string;
  readonly amount: number;
  readonly at: string;
  readonly name: string;
  readonly cashier: string;
  readonly patient: string;
}

export type OpenItem = OpenMoney | OpenReceipt;

export interface MethodSum extends Sum {
  readonly method: string;
  readonly back: number;
}

export interface BankDay {
  readonly bank: Sum;
  readonly stated: Sum;
  readonly booked: Sum;
  readonly explained: Sum;
  readonly difference: number;
  /** its part that receipt and money of two days make */
  readonly otherDay: number;
  readonly methods: readonly MethodSum[];
  readonly byCount: number;
  readonly byValue: number;
  /** of each list, also when only its beginning is here */
  readonly open: Readonly<Record<'waiting' | 'differing' | 'unbanked', Sum>>;
  readonly waiting: readonly OpenMoney[];
  readonly differing: readonly OpenMoney[];
  readonly unbanked: readonly OpenReceipt[];
}

const none: Parameters = { resourceType: 'Parameters' };
const amountIn = (part: Parameters, name: string): number => valueIn<Money>(part, name)?.value ?? 0;
const textIn = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';

const sumOf = (part: Parameters): Sum => ({
  count: valueIn<number>(part, 'count') ?? 0,
  amount: amountIn(part, 'amount'),
});

const moneyOf =
  (kind: OpenMoney['kind']) =>
  (part: Parameters): OpenMoney => ({
    kind,
    id: idOf(valueIn<Reference>(part, 'task')),
    amount: amountIn(part, 'amount'),
    stated: valueIn<Money>(part, 'stated')?.value,
    memo: textIn(part, 'memo'),
    label: textIn(part, 'label'),
    reason: textIn(part, 'reason'),
    patient: idOf(valueIn<Reference>(part, 'patient')),
  });

const receiptOf = (part: Parameters): OpenReceipt => ({
  kind: 'unbanked',
  id: idOf(valueIn<Reference>(part, 'receipt')),
  number: textIn(part, 'number'),
  amount: amountIn(part, 'amount'),
  at: textIn(part, 'at'),
  name: textIn(part, 'name'),
  cashier: textIn(part, 'cashier'),
  patient: idOf(valueIn<Reference>(part, 'patient')),
});

function dayOf(answer: Parameters): BankDay {
  const part = (name: string): Parameters => valueIn<Parameters>(answer, name) ?? none;
  const parts = (name: string): Parameters[] => valuesIn<Parameters>(answer, name);
  return {
    bank: sumOf(part('bank')),
    stated: sumOf(part('stated')),
    booked: sumOf(part('booked')),
    explained: sumOf(part('explained')),
    difference: amountIn(answer, 'difference'),
    otherDay: amountIn(answer, 'otherDay'),
    methods: parts('method').map((one) => ({
      ...sumOf(one),
      method: textIn(one, 'method'),
      back: amountIn(one, 'back'),
    })),
    byCount: valueIn<number>(part('cashless'), 'byCount') ?? 0,
    byValue: valueIn<number>(part('cashless'), 'byValue') ?? 0,
    open: {
      waiting: sumOf(valueIn<Parameters>(part('open'), 'waiting') ?? none),
      differing: sumOf(valueIn<Parameters>(part('open'), 'differing') ?? none),
      unbanked: sumOf(valueIn<Parameters>(part('open'), 'unbanked') ?? none),
    },
    waiting: parts('waiting').map(moneyOf('waiting')),
    differing: parts('differing').map(moneyOf('differing')),
    unbanked: parts('unbanked').map(receiptOf),
  };
}

/** Both sides of one day; fresh with every paper of the counter. */
export function useBankDay(date: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Invoice', 'bank-day', date),
    enabled: date !== undefined,
    placeholderData: (before) => before,
    queryFn: async () =>
      dayOf(await operation<Parameters>('$bank-day', 'PaymentReconciliation', { date: { valueDate: date } })),
  });
}

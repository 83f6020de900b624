import { recordKey, useRecord, valueIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Money, Parameters, PaymentReconciliation } from 'fhir/r4';

/** The signed-in cashier's open shift and what went through it; whole đồng. */
export interface ShiftNow {
  readonly shift: PaymentReconciliation | undefined;
  readonly float: number;
  readonly cash: number;
  readonly transfer: number;
  readonly card: number;
  readonly wallet: number;
  readonly refunded: number;
  readonly expectedCash: number;
  readonly receipts: number;
}

const shiftOf = (answer: Parameters): ShiftNow => {
  const amount = (name: string): number => valueIn<Money>(answer, name)?.value ?? 0;
  return {
    shift: valueIn<PaymentReconciliation>(answer, 'shift'),
    float: amount('float'),
    cash: amount('cash'),
    transfer: amount('transfer'),
    card: amount('card'),
    wallet: amount('wallet'),
    refunded: amount('refunded'),
    expectedCash: amount('expectedCash'),
    receipts: valueIn<number>(answer, 'receipts') ?? 0,
  };
};

export function useShift() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Invoice', 'shift'),
    queryFn: async () => shiftOf(await operation<Parameters>('$shift', 'Invoice')),
  });
}

import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Money, Parameters, Reference } from 'fhir/r4';
import { idOf } from './use-line.ts';

/** Amounts in đồng, as exact as the record has them. */
export interface Shares {
  readonly hospital: number;
  readonly insurer: number;
  readonly coPaid: number;
  readonly selfPaid: number;
  readonly otherFunds: number;
}

export interface ShownLine extends Shares {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly group: string;
  readonly unitPrice: number;
  readonly because: readonly string[];
}

export interface ShownBill {
  readonly lines: readonly ShownLine[];
  readonly total: Shares;
  readonly rounding: number;
  readonly payable: number;
  readonly paid: number;
  readonly due: number;
  /** how the whole visit was decided, sentence by sentence */
  readonly steps: readonly string[];
  readonly at: string;
}

const amountIn = (part: Parameters, name: string): number => valueIn<Money>(part, name)?.value ?? 0;

const sharesOf = (part: Parameters): Shares => ({
  hospital: amountIn(part, 'hospital'),
  insurer: amountIn(part, 'insurer'),
  coPaid: amountIn(part, 'coPaid'),
  selfPaid: amountIn(part, 'selfPaid'),
  otherFunds: amountIn(part, 'otherFunds'),
});

const lineOf = (part: Parameters): ShownLine => ({
  ...sharesOf(part),
  id: idOf(valueIn<Reference>(part, 'chargeItem')),
  name: valueIn<string>(part, 'name') ?? '',
  quantity: valueIn<number>(part, 'quantity') ?? 0,
  unit: valueIn<string>(part, 'unit') ?? '',
  group: valueIn<string>(part, 'group') ?? '',
  unitPrice: amountIn(part, 'unitPrice'),
  because: valuesIn<string>(part, 'because'),
});

const none: Parameters = { resourceType: 'Parameters' };

const billOf = (answer: Parameters): ShownBill => ({
  lines: valuesIn<Parameters>(answer, 'line').map(lineOf),
  total: sharesOf(valueIn<Parameters>(answer, 'total') ?? none),
  rounding: amountIn(answer, 'rounding'),
  payable: amountIn(answer, 'payable'),
  paid: amountIn(answer, 'paid'),
  due: amountIn(answer, 'due'),
  steps: valuesIn<string>(answer, 'step'),
  at: new Date().toISOString(),
});

/** new costs of other rooms must be seen before money is taken */
const REFRESH = 15_000;

/** What one visit costs now, line by line. */
export function useBill(encounter: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('ChargeItem', 'bill', encounter),
    queryFn: async () => billOf(await operation<Parameters>('$cost-statement', `Encounter/${encounter}`)),
    refetchInterval: REFRESH,
  });
}

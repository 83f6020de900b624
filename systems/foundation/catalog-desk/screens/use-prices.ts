import { priceClasses } from '@lienmach/core';
import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

/** A service in one period. */
export interface PriceLine {
  readonly code: string;
  readonly display: string;
  /** by class: `service`, `insurance`, `on-demand`, `foreign` … */
  readonly prices: Readonly<Record<string, string | undefined>>;
  readonly unit: string;
  readonly decision: string;
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
}

const lineOf = (part: Parameters): PriceLine => ({
  code: valueIn<string>(part, 'code') ?? '',
  display: valueIn<string>(part, 'display') ?? '',
  prices: Object.fromEntries(priceClasses.map(({ code, property }) => [code, valueIn<string>(part, property)])),
  unit: valueIn<string>(part, 'unit') ?? '',
  decision: valueIn<string>(part, 'decision') ?? '',
  validFrom: valueIn<string>(part, 'validFrom'),
  validTo: valueIn<string>(part, 'validTo'),
});

export const pricesKey = ['catalog-desk', 'prices'] as const;

export function usePrices(filter: string, day: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...pricesKey, filter, day],
    placeholderData: (before) => before,
    async queryFn() {
      const date = day === undefined ? undefined : { valueDate: day };
      const answer = await operation<Parameters>('$price-list', undefined, { filter: filter || undefined, date });
      return {
        total: valueIn<number>(answer, 'total') ?? 0,
        lines: valuesIn<Parameters>(answer, 'line').map(lineOf),
      };
    },
  });
}

/** every period of a code, newest first */
export function useHistory(code: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...pricesKey, 'history', code],
    enabled: code !== undefined,
    queryFn: async () =>
      valuesIn<Parameters>(
        await operation<Parameters>('$code-history', undefined, { code: { valueCode: code } }),
        'period',
      ).map(lineOf),
  });
}

/** `50600` and `1250.5` as people write them */
export function priceText(price: string | undefined): string | undefined {
  if (price === undefined) return undefined;
  const [whole = '', part = ''] = price.split('.');
  const dong = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = part.replace(/0+$/, '');
  return rest === '' ? `${dong} đ` : `${dong},${rest} đ`;
}

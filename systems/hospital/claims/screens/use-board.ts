import { parametersOf, recordKey, today, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Money, Parameters, Reference } from 'fhir/r4';
import { useSearchParams } from 'react-router';
import { type ClaimState, claimStates } from '../rules/stored-claim.ts';

export interface BoardLine {
  readonly code: string;
  readonly name: string | undefined;
  readonly claims: number;
  /** absent: not counted yet */
  readonly insurerPart: number | undefined;
  readonly atRisk: number | undefined;
}

const moneyIn = (part: Parameters, name: string): number | undefined => valueIn<Money>(part, name)?.value;

const linesIn = (answer: Parameters, name: string): BoardLine[] =>
  valuesIn<Parameters>(answer, name).map((part) => ({
    code: valueIn<string>(part, 'code') ?? '',
    name: valueIn<string>(part, 'name'),
    claims: valueIn<number>(part, 'claims') ?? 0,
    insurerPart: moneyIn(part, 'insurerPart'),
    atRisk: moneyIn(part, 'atRisk'),
  }));

const boardOf = (answer: Parameters) => ({
  total: valueIn<number>(answer, 'total') ?? 0,
  state: linesIn(answer, 'state'),
  rule: linesIn(answer, 'rule'),
  department: linesIn(answer, 'department'),
  doctor: linesIn(answer, 'doctor'),
  counted: valueIn<number>(answer, 'counted') ?? 0,
  countedAt: valueIn<string>(answer, 'countedAt'),
  counting: valueIn<string>(answer, 'counting') ?? 'at-once',
});

export type Board = ReturnType<typeof boardOf>;

/** The month in the address, else this one; and the last thirteen to choose from. */
export function useMonth() {
  const [query, setQuery] = useSearchParams();
  const now = today().slice(0, 7);
  const asked = query.get('month') ?? '';
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : now;
  const [year = 0, number = 1] = now.split('-').map(Number);
  const months = Array.from({ length: 13 }, (_, back) => {
    const at = year * 12 + number - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
  const state: ClaimState = claimStates.find((one) => one === query.get('state')) ?? 'blocked';
  const choose = (next: { readonly month?: string; readonly state?: ClaimState }): void =>
    setQuery({ month: next.month ?? month, state: next.state ?? state }, { replace: true });
  return { month, months: months.includes(month) ? months : [month, ...months], state, choose };
}

/** `11/2026` */
export const shownMonth = (month: string): string => month.split('-').toReversed().join('/');

export function useBoard(month: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Claim', 'board', month),
    queryFn: async () => boardOf(await operation<Parameters>('$claim-board', 'Claim', { month })),
    // a count in the background is told of by its report, not by a claim
    refetchInterval: ({ state: { data } }) => (data?.counting === 'under-way' ? 3000 : false),
  });
}

export interface ListedClaim {
  readonly id: string;
  readonly name: string;
  readonly claimId: string;
  readonly left: string | undefined;
  readonly insurerPart: number;
  readonly atRisk: number;
  readonly errors: number;
  readonly warnings: number;
  readonly rule: string | undefined;
}

const itemOf = (part: Parameters): ListedClaim => ({
  id: valueIn<Reference>(part, 'claim')?.reference?.split('/')[1] ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  claimId: valueIn<string>(part, 'claimId') ?? '',
  left: valueIn<string>(part, 'left'),
  insurerPart: moneyIn(part, 'insurerPart') ?? 0,
  atRisk: moneyIn(part, 'atRisk') ?? 0,
  errors: valueIn<number>(part, 'errors') ?? 0,
  warnings: valueIn<number>(part, 'warnings') ?? 0,
  rule: valueIn<string>(part, 'rule'),
});

/** The claims of a month in one state, a page at a time. */
export function useWorklist(month: string, state: ClaimState) {
  const { operation } = useRecord();
  const found = useInfiniteQuery({
    queryKey: recordKey('Claim', 'worklist', month, state),
    initialPageParam: '',
    queryFn: async ({ pageParam }) => {
      const input = { month, state, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      const answer = await operation<Parameters>('$claim-worklist', 'Claim', parametersOf(input));
      return {
        items: valuesIn<Parameters>(answer, 'item').map(itemOf),
        total: valueIn<number>(answer, 'total') ?? 0,
        next: valueIn<string>(answer, 'next'),
      };
    },
    getNextPageParam: ({ next }) => next,
  });
  const pages = found.data?.pages;
  return { ...found, items: pages?.flatMap(({ items }) => items), total: pages?.at(-1)?.total ?? 0 };
}

import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

/** A job that waits for a person. */
export interface Waiting {
  readonly id: string;
  readonly at: string;
  readonly reason: string;
  readonly detail: string;
  readonly attempts: number;
  /** the reaction */
  readonly handler: string;
  readonly subject: string;
  readonly state: string;
}

export const operationsKey = ['administration', 'operations'] as const;
const REFRESH = 15_000;

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';

const waitingOf = (part: Parameters): Waiting => ({
  id: text(part, 'id'),
  at: text(part, 'runAt'),
  reason: text(part, 'reason'),
  detail: text(part, 'detail'),
  attempts: valueIn<number>(part, 'attempts') ?? 0,
  handler: text(part, 'handler'),
  subject: text(part, 'subject'),
  state: text(part, 'state'),
});

/** What waits behind the scenes, looked at again every quarter of a minute. */
export function useOperations() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: operationsKey,
    refetchInterval: REFRESH,
    async queryFn() {
      const desk = await operation<Parameters>('$operations-desk', undefined);
      return {
        jobs: valuesIn<Parameters>(desk, 'job').map(waitingOf),
        waitingJobs: valueIn<number>(desk, 'waitingJobs') ?? 0,
      };
    },
  });
}

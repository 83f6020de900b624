import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export type WaitingKind = 'message' | 'outgoing' | 'job';

/** One line that waits for a person. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly id: string;
  readonly at: string;
  readonly reason: string;
  readonly detail: string;
  readonly attempts: number;
  /** partner, channel, or the reaction */
  readonly where: string;
  readonly controlId: string;
  readonly type: string;
  readonly state: string;
  readonly next: string;
  readonly corrects: string;
}

export interface Link {
  readonly channel: string;
  readonly waiting: number;
  readonly attempts: number;
  readonly lastSent: string | undefined;
  readonly lastReceived: string | undefined;
}

export const operationsKey = ['administration', 'operations'] as const;
const REFRESH = 15_000;

const text = (part: Parameters, ...names: readonly string[]): string =>
  names.map((name) => valueIn<string>(part, name)).find((value) => value !== undefined) ?? '';

const waitingOf =
  (kind: WaitingKind) =>
  (part: Parameters): Waiting => ({
    kind,
    id: text(part, 'id'),
    at: text(part, 'received', 'queued', 'runAt'),
    reason: text(part, 'reason'),
    detail: text(part, 'detail'),
    attempts: valueIn<number>(part, 'attempts') ?? 0,
    where: text(part, 'partner', 'channel', 'handler'),
    controlId: text(part, 'controlId', 'subject'),
    type: text(part, 'type'),
    state: text(part, 'state'),
    next: text(part, 'due', 'runAt'),
    corrects: text(part, 'corrects'),
  });

const linkOf = (part: Parameters): Link => ({
  channel: text(part, 'channel'),
  waiting: valueIn<number>(part, 'waiting') ?? 0,
  attempts: valueIn<number>(part, 'attempts') ?? 0,
  lastSent: valueIn<string>(part, 'lastSent'),
  lastReceived: valueIn<string>(part, 'lastReceived'),
});

/** What waits behind the scenes, looked at again every quarter of a minute. */
export function useOperations() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: operationsKey,
    refetchInterval: REFRESH,
    async queryFn() {
      const desk = await operation<Parameters>('$operations-desk', undefined);
      const of = (kind: WaitingKind): Waiting[] => valuesIn<Parameters>(desk, kind).map(waitingOf(kind));
      return {
        message: of('message'),
        outgoing: of('outgoing'),
        job: of('job'),
        links: valuesIn<Parameters>(desk, 'link').map(linkOf),
        waitingJobs: valueIn<number>(desk, 'waitingJobs') ?? 0,
        received: valueIn<number>(desk, 'received') ?? 0,
      };
    },
  });
}

import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export const deskKey = ['integration', 'desk'] as const;
const REFRESH = 10_000;

export interface DeskChannel {
  readonly id: string;
  readonly name: string;
  readonly transport: string;
  readonly status: string;
  readonly steps: readonly number[];
  readonly waiting: number;
  readonly attempts: number;
  readonly parked: number;
  readonly lastReceived: string;
}

/** Messages that wait for one reason. */
export interface DeskGroup {
  readonly id: string;
  readonly channel: string;
  readonly example: string;
  readonly code: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly reason: string;
  readonly detail: string;
}

export interface DeskOutgoing {
  readonly id: string;
  readonly channel: string;
  readonly controlId: string;
  readonly state: string;
  readonly attempts: number;
  readonly queued: string;
  readonly due: string;
  readonly reason: string;
  readonly detail: string;
}

interface DeskReplay {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly asked: number;
  readonly done: number;
  readonly applied: number;
}

export const textIn = (part: Parameters, name: string): string => String(valueIn<string | number>(part, name) ?? '');
const numberIn = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;

const channelOf = (part: Parameters): DeskChannel => ({
  id: textIn(part, 'id'),
  name: textIn(part, 'name'),
  transport: textIn(part, 'transport'),
  status: textIn(part, 'status'),
  steps: valuesIn<number>(part, 'step'),
  waiting: numberIn(part, 'waiting'),
  attempts: numberIn(part, 'attempts'),
  parked: numberIn(part, 'parked'),
  lastReceived: textIn(part, 'lastReceived'),
});

const groupOf = (part: Parameters): DeskGroup => ({
  id: textIn(part, 'id'),
  channel: textIn(part, 'channel'),
  example: textIn(part, 'example'),
  code: textIn(part, 'code'),
  count: numberIn(part, 'count'),
  first: textIn(part, 'first'),
  last: textIn(part, 'last'),
  reason: textIn(part, 'reason'),
  detail: textIn(part, 'detail'),
});

const outgoingOf = (part: Parameters): DeskOutgoing => ({
  id: textIn(part, 'id'),
  channel: textIn(part, 'channel'),
  controlId: textIn(part, 'controlId'),
  state: textIn(part, 'state'),
  attempts: numberIn(part, 'attempts'),
  queued: textIn(part, 'queued'),
  due: textIn(part, 'due'),
  reason: textIn(part, 'reason'),
  detail: textIn(part, 'detail'),
});

const replayOf = (part: Parameters): DeskReplay => ({
  id: textIn(part, 'id'),
  title: textIn(part, 'title'),
  state: textIn(part, 'state'),
  asked: numberIn(part, 'asked'),
  done: numberIn(part, 'done'),
  applied: numberIn(part, 'applied'),
});

/** The desk as it is, looked at again every ten seconds; while a bulk replay runs, every second. */
export function useDesk() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: deskKey,
    refetchInterval: ({ state }) => (state.data?.replays.some(isRunning) === true ? 1000 : REFRESH),
    async queryFn() {
      const desk = await operation<Parameters>('$integration-desk', undefined);
      const of = <Row>(name: string, read: (part: Parameters) => Row): Row[] =>
        valuesIn<Parameters>(desk, name).map(read);
      return {
        channels: of('channel', channelOf),
        groups: of('group', groupOf),
        outgoing: of('outgoing', outgoingOf),
        replays: of('replay', replayOf),
        count: numberIn(desk, 'count'),
        p95: valueIn<number>(desk, 'p95'),
        oldest: textIn(desk, 'oldest'),
      };
    },
  });
}

export const isRunning = ({ state }: DeskReplay): boolean => state === 'requested' || state === 'in-progress';

export type Desk = NonNullable<ReturnType<typeof useDesk>['data']>;

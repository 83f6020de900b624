import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { deskKey, textIn } from './use-desk.ts';

/** A line of the message log. */
export interface LogLine {
  readonly id: string;
  readonly channel: string;
  readonly controlId: string;
  readonly type: string;
  readonly patientKey: string;
  readonly orderKey: string;
  readonly state: string;
  readonly received: string;
  readonly took: number | undefined;
  readonly reason: string;
}

export type LogQuestion = Readonly<Record<string, string>>;

const lineOf = (part: Parameters): LogLine => ({
  id: textIn(part, 'id'),
  channel: textIn(part, 'channel'),
  controlId: textIn(part, 'controlId'),
  type: textIn(part, 'type'),
  patientKey: textIn(part, 'patientKey'),
  orderKey: textIn(part, 'orderKey'),
  state: textIn(part, 'state'),
  received: textIn(part, 'received'),
  took: valueIn<number>(part, 'took'),
  reason: textIn(part, 'reason'),
});

const PAGE = 100;
const REFRESH = 10_000;

/** what a date field or an instant is called on the wire */
const typed = (question: LogQuestion): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(question).map(([name, value]) => {
      if (name === 'from' || name === 'until') return [name, { valueInstant: value }];
      return [name, name === 'state' ? { valueCode: value } : value];
    }),
  );

interface LogPage {
  readonly lines: readonly LogLine[];
  readonly next: string;
}

/** The log, newest first, a page at a time. @param isLive  looked at again every ten seconds */
export function useLog(question: LogQuestion, isLive: boolean) {
  const { operation } = useRecord();
  return useInfiniteQuery({
    queryKey: [...deskKey, 'log', question],
    initialPageParam: '',
    async queryFn({ pageParam }): Promise<LogPage> {
      const after = pageParam === '' ? {} : { after: pageParam };
      const asked = { ...typed(question), ...after, limit: PAGE };
      const answer = await operation<Parameters>('$message-search', undefined, asked);
      return { lines: valuesIn<Parameters>(answer, 'message').map(lineOf), next: textIn(answer, 'next') };
    },
    getNextPageParam: ({ next }: LogPage) => (next === '' ? undefined : next),
    refetchInterval: isLive ? REFRESH : false,
  });
}

export interface Stage {
  readonly name: string;
  readonly state: string;
  readonly took: number | undefined;
}

/** One message through all its stages. */
export interface Trace extends LogLine {
  readonly detail: string;
  readonly corrects: string;
  readonly place: string;
  readonly answer: string;
  readonly attempts: number;
  readonly stages: readonly Stage[];
}

const stageOf = (part: Parameters): Stage => ({
  name: textIn(part, 'name'),
  state: textIn(part, 'state'),
  took: valueIn<number>(part, 'took'),
});

/** A message with its person hidden; who wants to see all presses a button that is written down. */
export function useTrace(id: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...deskKey, 'message', id],
    enabled: id !== undefined,
    async queryFn() {
      const [trace, content] = await Promise.all([
        operation<Parameters>('$message-trace', undefined, { id }),
        operation<Parameters>('$message-content', undefined, { id }),
      ]);
      const told: Trace = {
        ...lineOf(trace),
        id: id ?? '',
        detail: textIn(trace, 'detail'),
        corrects: textIn(trace, 'corrects'),
        place: textIn(trace, 'place'),
        answer: textIn(trace, 'answer'),
        attempts: valueIn<number>(trace, 'attempts') ?? 0,
        stages: valuesIn<Parameters>(trace, 'stage').map(stageOf),
      };
      return { trace: told, content: textIn(content, 'content') };
    },
  });
}

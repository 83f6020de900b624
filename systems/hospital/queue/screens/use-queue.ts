import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

/** One line of a room's list. */
export interface QueueLine {
  readonly encounter: string;
  readonly ticket: number;
  readonly state: string;
  readonly lane: string;
  readonly name: string;
  readonly age: number | undefined;
  readonly ageUnit: string;
  readonly sex: string;
  readonly arrivedAt: string;
  readonly waitingMinutes: number | undefined;
  readonly calls: number;
  readonly skips: number;
}

const REFRESH = 8_000;

export const lineOf = (part: Parameters): QueueLine => ({
  encounter: valueIn<Reference>(part, 'encounter')?.reference?.split('/')[1] ?? '',
  ticket: valueIn<number>(part, 'ticket') ?? 0,
  state: valueIn<string>(part, 'state') ?? 'waiting',
  lane: valueIn<string>(part, 'lane') ?? 'ordinary',
  name: valueIn<string>(part, 'name') ?? '',
  age: valueIn<number>(part, 'age'),
  ageUnit: valueIn<string>(part, 'ageUnit') ?? 'a',
  sex: valueIn<string>(part, 'sex') ?? '',
  arrivedAt: valueIn<string>(part, 'arrivedAt') ?? '',
  waitingMinutes: valueIn<number>(part, 'waitingMinutes'),
  calls: valueIn<number>(part, 'calls') ?? 0,
  skips: valueIn<number>(part, 'skips') ?? 0,
});

/** Everybody of a room today, in the order of calling; undefined waits. */
export function useQueue(room: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'queue', room),
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$worklist', 'Encounter', { room }), 'entry').map(lineOf),
    enabled: room !== undefined,
    refetchInterval: REFRESH,
  });
}

export interface Step {
  readonly count: number;
  readonly median: number | undefined;
  readonly p90: number | undefined;
}

export interface RoomFigures {
  readonly id: string;
  readonly name: string;
  readonly calls: number;
  readonly steps: readonly { readonly id: string; readonly step: Step }[];
}

export interface CallLine {
  readonly room: string;
  readonly ticket: number;
  readonly calls: number;
  readonly at: string;
  readonly by: string | undefined;
  readonly isPriority: boolean;
}

const stepOf = (part: Parameters | undefined): Step => ({
  count: part === undefined ? 0 : (valueIn<number>(part, 'count') ?? 0),
  median: part === undefined ? undefined : valueIn<number>(part, 'median'),
  p90: part === undefined ? undefined : valueIn<number>(part, 'p90'),
});

const figuresOf = (part: Parameters): RoomFigures => ({
  id: valueIn<string>(part, 'id') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  calls: valueIn<number>(part, 'calls') ?? 0,
  steps: ['toCall', 'toFinish', 'whole'].map((id) => ({ id, step: stepOf(valueIn<Parameters>(part, id)) })),
});

const callOf = (part: Parameters): CallLine => ({
  room: valueIn<string>(part, 'room') ?? '',
  ticket: valueIn<number>(part, 'ticket') ?? 0,
  calls: valueIn<number>(part, 'calls') ?? 0,
  at: valueIn<string>(part, 'at') ?? '',
  by: valueIn<string>(part, 'by'),
  isPriority: (valueIn<string>(part, 'lane') ?? 'ordinary') !== 'ordinary',
});

async function readFigures({ operation }: RecordClient) {
  const answer = await operation<Parameters>('$wait-times', 'Encounter');
  return {
    rooms: valuesIn<Parameters>(answer, 'room').map(figuresOf),
    calls: valuesIn<Parameters>(answer, 'call').map(callOf),
  };
}

/** How long each step took today, and who was called when. */
export function useFigures() {
  const record = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'wait-times'),
    queryFn: () => readFigures(record),
    refetchInterval: 30_000,
  });
}

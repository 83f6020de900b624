import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export interface BoardLine {
  readonly ticket: number;
  /** masked by the server */
  readonly name: string;
  readonly isPriority: boolean;
}

export interface BoardCall extends BoardLine {
  readonly calls: number;
  readonly at: string;
}

export interface BoardRoom {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  readonly called: BoardCall | undefined;
  readonly next: readonly BoardLine[];
}

export interface BoardState {
  /** time of the server when it answered, and the clock of this machine at that moment */
  readonly at: string;
  readonly received: number;
  readonly rooms: readonly BoardRoom[];
}

/** milliseconds: how late a call may be on the wall */
const REFRESH = 3_000;
const LOAD_REFRESH = 30_000;

const lineOf = (part: Parameters): BoardLine => ({
  ticket: valueIn<number>(part, 'ticket') ?? 0,
  name: valueIn<string>(part, 'name') ?? '',
  isPriority: (valueIn<string>(part, 'lane') ?? 'ordinary') !== 'ordinary',
});

const callOf = (part: Parameters): BoardCall => ({
  ...lineOf(part),
  calls: valueIn<number>(part, 'calls') ?? 0,
  at: valueIn<string>(part, 'at') ?? '',
});

function roomOf(part: Parameters): BoardRoom {
  const called = valueIn<Parameters>(part, 'called');
  return {
    id: valueIn<string>(part, 'id') ?? '',
    name: valueIn<string>(part, 'name') ?? '',
    waiting: valueIn<number>(part, 'waiting') ?? 0,
    called: called === undefined ? undefined : callOf(called),
    next: valuesIn<Parameters>(part, 'next').map(lineOf),
  };
}

async function readBoard({ operation }: RecordClient, room: readonly string[]): Promise<BoardState> {
  const answer = await operation<Parameters>('$board', 'Encounter', { room });
  return {
    at: valueIn<string>(answer, 'at') ?? '',
    received: Date.now(),
    rooms: valuesIn<Parameters>(answer, 'room').map(roomOf),
  };
}

/** What hangs on the wall; without network the last state stays, and asking goes on. */
export function useBoard(rooms: readonly string[]) {
  const record = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'board', ...rooms),
    queryFn: () => readBoard(record, rooms),
    enabled: rooms.length > 0,
    refetchInterval: REFRESH,
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

export interface RoomLoad {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  readonly priority: number;
  readonly called: number;
  readonly seen: number;
  /** absent: not enough measured today */
  readonly minutes: number | undefined;
}

const loadOf = (part: Parameters): RoomLoad => ({
  id: valueIn<string>(part, 'id') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  waiting: valueIn<number>(part, 'waiting') ?? 0,
  priority: valueIn<number>(part, 'priority') ?? 0,
  called: valueIn<number>(part, 'called') ?? 0,
  seen: valueIn<number>(part, 'seen') ?? 0,
  minutes: valueIn<number>(part, 'estimatedMinutes'),
});

/** Every exam room with the people who wait there. */
export function useRoomLoads() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'room-load', 'queue'),
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$room-load', 'Encounter'), 'room').map(loadOf),
    refetchInterval: LOAD_REFRESH,
    networkMode: 'always',
    gcTime: Number.POSITIVE_INFINITY,
  });
}

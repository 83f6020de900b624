import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

/** One line of the book. */
export interface Booked {
  readonly id: string;
  readonly patient: string;
  readonly code: string;
  readonly room: string;
  readonly roomName: string;
  readonly start: string;
  readonly status: string;
  readonly name: string;
  readonly age: number | undefined;
  readonly ageUnit: string;
  readonly sex: string;
  readonly reason: string;
  readonly phone: string;
}

export interface SlotOnGrid {
  readonly start: string;
  readonly end: string;
  readonly seats: number;
  readonly taken: number;
}

export interface DayOfRoom {
  readonly room: string;
  readonly roomName: string;
  readonly date: string;
  readonly closed: string | undefined;
  readonly slots: readonly SlotOnGrid[];
}

export interface RoomChoice {
  readonly id: string;
  readonly name: string;
}

const REFRESH = 30_000;

const idOf = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

const bookedOf = (part: Parameters): Booked => ({
  id: idOf(valueIn<Reference>(part, 'appointment')),
  patient: idOf(valueIn<Reference>(part, 'patient')),
  code: valueIn<string>(part, 'code') ?? '',
  room: valueIn<string>(part, 'room') ?? '',
  roomName: valueIn<string>(part, 'roomName') ?? '',
  start: valueIn<string>(part, 'start') ?? '',
  status: valueIn<string>(part, 'status') ?? 'booked',
  name: valueIn<string>(part, 'name') ?? '',
  age: valueIn<number>(part, 'age'),
  ageUnit: valueIn<string>(part, 'ageUnit') ?? 'a',
  sex: valueIn<string>(part, 'sex') ?? '',
  reason: valueIn<string>(part, 'reason') ?? '',
  phone: valueIn<string>(part, 'phone') ?? '',
});

/** pages of one day; more is no book of one facility */
const PAGES = 10;

async function readDay({ operation }: RecordClient, date: string): Promise<Booked[]> {
  const found: Booked[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await operation<Parameters>('$day-list', 'Appointment', { date, cursor });
    found.push(...valuesIn<Parameters>(answer, 'entry').map(bookedOf));
    cursor = valueIn<string>(answer, 'next');
    if (cursor === undefined) break;
  }
  return found;
}

/** Everybody of one day, in all rooms. */
export function useBookOf(date: string) {
  const record = useRecord();
  return useQuery({
    queryKey: recordKey('Appointment', 'day-list', date),
    queryFn: () => readDay(record, date),
    refetchInterval: REFRESH,
  });
}

const slotOf = (part: Parameters): SlotOnGrid => ({
  start: valueIn<string>(part, 'start') ?? '',
  end: valueIn<string>(part, 'end') ?? '',
  seats: valueIn<number>(part, 'seats') ?? 1,
  taken: valueIn<number>(part, 'taken') ?? 0,
});

async function readSlots({ operation }: RecordClient, room: string, date: string, days: number): Promise<DayOfRoom[]> {
  const answer = await operation<Parameters>('$find-slots', 'Appointment', { room, date, days });
  return valuesIn<Parameters>(answer, 'day').map((part) => ({
    room,
    roomName: valueIn<string>(answer, 'roomName') ?? room,
    date: valueIn<string>(part, 'date') ?? date,
    closed: valueIn<string>(part, 'closed'),
    slots: valuesIn<Parameters>(part, 'slot').map(slotOf),
  }));
}

/** What some rooms offer from a day on; fresh with every seat that is taken or freed. */
export function useSlots(rooms: readonly string[], date: string, days: number) {
  const record = useRecord();
  return useQueries({
    queries: rooms.map((room) => ({
      queryKey: recordKey('Slot', 'find', room, date, days),
      queryFn: () => readSlots(record, room, date, days),
      refetchInterval: REFRESH,
    })),
    combine: (results) => ({
      days: results.flatMap(({ data }) => data ?? []),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      retry: () => void Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}

/** The exam rooms of the house. */
export function useExamRooms() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'room-load', 'names'),
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$room-load', 'Encounter'), 'room').map(
        (part): RoomChoice => ({ id: valueIn<string>(part, 'id') ?? '', name: valueIn<string>(part, 'name') ?? '' }),
      ),
    staleTime: 300_000,
  });
}

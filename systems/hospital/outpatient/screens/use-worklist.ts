import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

/** One line of the list, as the queue room tells it. */
export interface WorklistEntry {
  readonly encounter: string;
  readonly ticket: number;
  readonly state: string;
  readonly lane: string;
  readonly name: string;
  readonly age: number | undefined;
  readonly ageUnit: string;
  readonly sex: string;
  readonly reason: string | undefined;
  readonly waitingMinutes: number | undefined;
  readonly calls: number;
}

export interface Worklist {
  readonly count: Readonly<Record<string, number>>;
  readonly entries: readonly WorklistEntry[];
}

/** results that come back change no Task: the list asks again by itself */
const REFRESH = 8_000;
const idOf = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

export const entryOf = (part: Parameters): WorklistEntry => ({
  encounter: idOf(valueIn<Reference>(part, 'encounter')),
  ticket: valueIn<number>(part, 'ticket') ?? 0,
  state: valueIn<string>(part, 'state') ?? 'waiting',
  lane: valueIn<string>(part, 'lane') ?? 'ordinary',
  name: valueIn<string>(part, 'name') ?? '',
  age: valueIn<number>(part, 'age'),
  ageUnit: valueIn<string>(part, 'ageUnit') ?? 'a',
  sex: valueIn<string>(part, 'sex') ?? '',
  reason: valueIn<string>(part, 'reason'),
  waitingMinutes: valueIn<number>(part, 'waitingMinutes'),
  calls: valueIn<number>(part, 'calls') ?? 0,
});

async function readWorklist({ operation }: RecordClient, room: string): Promise<Worklist> {
  const answer = await operation<Parameters>('$worklist', 'Encounter', { room });
  const count = valueIn<Parameters>(answer, 'count');
  return {
    count: Object.fromEntries((count?.parameter ?? []).map(({ name, valueInteger }) => [name, valueInteger ?? 0])),
    entries: valuesIn<Parameters>(answer, 'entry').map(entryOf),
  };
}

/** Everybody of the room today; fresh with every change of a waiting Task, and every eight seconds. */
export function useWorklist(room: string | undefined) {
  const record = useRecord();
  return useQuery({
    queryKey: recordKey('Task', 'worklist', room),
    queryFn: () => readWorklist(record, room ?? ''),
    enabled: room !== undefined,
    refetchInterval: REFRESH,
  });
}

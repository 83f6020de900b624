import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Money, Parameters, Reference } from 'fhir/r4';

export const lineStates = ['due', 'refund', 'unclear', 'settled'] as const;
export type LineState = (typeof lineStates)[number];

/** One visit of the day as the window sees it. */
export interface LineEntry {
  readonly encounter: string;
  readonly patient: string;
  readonly name: string;
  readonly patientNumber: string;
  readonly ticket: number | undefined;
  readonly room: string | undefined;
  readonly age: number | undefined;
  readonly ageUnit: string;
  readonly state: LineState;
  /** whole đồng; below zero: to give back */
  readonly due: number | undefined;
  readonly problem: string | undefined;
  readonly isFinished: boolean;
}

export interface CashierLine {
  readonly total: number;
  readonly entries: readonly LineEntry[];
}

/** charges of other rooms change no Invoice: the list asks again by itself */
const REFRESH = 8_000;

export const idOf = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';
const isState = (text: string | undefined): text is LineState => lineStates.some((state) => state === text);

function entryOf(part: Parameters): LineEntry {
  const state = valueIn<string>(part, 'state');
  return {
    encounter: idOf(valueIn<Reference>(part, 'encounter')),
    patient: idOf(valueIn<Reference>(part, 'patient')),
    name: valueIn<string>(part, 'name') ?? '',
    patientNumber: valueIn<string>(part, 'patientNumber') ?? '',
    ticket: valueIn<number>(part, 'ticket'),
    room: valueIn<string>(part, 'room'),
    age: valueIn<number>(part, 'age'),
    ageUnit: valueIn<string>(part, 'ageUnit') ?? 'a',
    state: isState(state) ? state : 'unclear',
    due: valueIn<Money>(part, 'due')?.value,
    problem: valueIn<string>(part, 'problem'),
    isFinished: valueIn<boolean>(part, 'finished') ?? false,
  };
}

async function readLine({ operation }: RecordClient): Promise<CashierLine> {
  const answer = await operation<Parameters>('$cashier-worklist', 'Encounter');
  return {
    total: valueIn<Money>(answer, 'total')?.value ?? 0,
    entries: valuesIn<Parameters>(answer, 'entry').map(entryOf),
  };
}

/** Everybody of today with what they owe; fresh with every paper of the counter, and every eight seconds. */
export function useLine() {
  const record = useRecord();
  return useQuery({
    queryKey: recordKey('Invoice', 'cashier-worklist'),
    queryFn: () => readLine(record),
    refetchInterval: REFRESH,
  });
}

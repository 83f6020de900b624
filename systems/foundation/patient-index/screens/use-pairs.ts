import { codeSystems } from '@lienmach/core';
import { useRecord, useSearch, valueIn } from '@lienmach/ui';
import type { Bundle, Parameters, Patient } from 'fhir/r4';
import { useState } from 'react';
import { isAsked, linesOf, matchesOf, type PairLine, pairsOf } from './pair-line.ts';

const kind = (code: string): string => `${codeSystems.taskKind}|${code}`;
const both = ['Task:patient', 'Task:focus'];
const pairKey = ({ kept, other }: PairLine): string => [kept.id, other.id].toSorted().join(' ');

/** Pairs that somebody noticed at a desk, and merges that wait for a second person; these stand first. */
export function useWaiting() {
  const found = useSearch('Task', {
    code: `${kind('check-duplicate')},${kind('merge-records')}`,
    status: 'requested',
    _sort: '-authored-on',
    _count: 100,
    _include: both,
  });
  const lines = found.data === undefined ? undefined : linesOf(found.data);
  const open = lines?.filter(({ kept, other }) => kept.active !== false && other.active !== false);
  const asked = open?.filter(({ task }) => isAsked(task)) ?? [];
  const isNoted = (line: PairLine): boolean =>
    !isAsked(line.task) && !asked.some((one) => pairKey(one) === pairKey(line));
  return { lines: open && [...asked, ...open.filter(isNoted)], error: found.error };
}

const STEP = 50;
const MOST = 200;

/** Merges that were made and not taken back, newest first. */
export function useMerged() {
  const [count, setCount] = useState(STEP);
  const found = useSearch('Task', {
    code: kind('merge-records'),
    status: 'completed',
    _sort: '-_lastUpdated',
    _count: count,
    _include: both,
  });
  const hasMore = found.data?.next !== undefined && count < MOST;
  return {
    lines: found.data && linesOf(found.data),
    error: found.error,
    more: hasMore ? () => setCount((now) => Math.min(MOST, now + STEP)) : undefined,
  };
}

interface Register {
  readonly lines: readonly PairLine[];
  /** whose likes are shown; absent: pages of the register */
  readonly person?: Patient;
  readonly looked: number;
  readonly next?: string | undefined;
  readonly isDone: boolean;
}

const unread: Register = { lines: [], looked: 0, isDone: false };

/** Pages of the register, looked through on request; or everybody who is like one person. */
export function useRegister() {
  const { operation } = useRecord();
  const [state, setState] = useState(unread);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const busily = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  const from = state.person === undefined ? state : unread;
  return {
    ...state,
    isBusy,
    error,
    /** a pair that was decided leaves the list */
    drop: (key: string) => setState((now) => ({ ...now, lines: now.lines.filter((line) => line.key !== key) })),
    more: () =>
      busily(async () => {
        const answer = await operation<Parameters>('$duplicates', 'Patient', { count: 20, after: from.next });
        const next = valueIn<string>(answer, 'next');
        const lines = [...from.lines, ...pairsOf(answer)].slice(-MOST);
        setState({ lines, looked: from.looked + (valueIn<number>(answer, 'looked') ?? 0), next, isDone: !next });
      }),
    lookFor: (person: Patient) =>
      busily(async () => {
        const answer = await operation<Bundle<Patient>>('$match', 'Patient', { resource: person });
        setState({ ...unread, person, lines: matchesOf(person, answer) });
      }),
  };
}

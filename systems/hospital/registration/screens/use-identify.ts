import { recordKey, useRecord } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Bundle, Parameters, Patient } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { withMatches } from './likely-records.ts';
import { identifiedOf, personInput, type ReceptionDraft, scansOf } from './reception-draft.ts';

const PAUSE = 300;

/** A value that has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** cards, or what a hand typed: what came from a record says nothing about who else it may be */
function canSearch(draft: ReceptionDraft): boolean {
  const { name, birthDate, personalNumber } = personInput(draft);
  const isNamed = typeof name === 'string' && name.includes(' ') && birthDate !== undefined;
  return (
    scansOf(draft).length > 0 || isNamed || (typeof personalNumber === 'string' && /^\d{12}$/.test(personalNumber))
  );
}

/**
 * Records of people who could be this one, while the clerk is still typing. A number is found at once; when none is, the
 * record is asked once more by likeness: slips of typing, day and month exchanged, names in another order.
 */
export function useIdentify(draft: ReceptionDraft) {
  const { operation } = useRecord();
  const wanted = canSearch(draft) ? JSON.stringify(personInput(draft)) : '';
  const input = useSettled(wanted);
  const found = useQuery({
    queryKey: recordKey('Patient', 'identify', input),
    queryFn: async () =>
      identifiedOf(
        await operation<Parameters>('$identify', 'Patient', JSON.parse(input) as Readonly<Record<string, unknown>>),
      ),
    enabled: input !== '',
    retry: false,
    gcTime: 0,
  });
  const isOpen =
    found.data?.draft.name !== undefined && found.data.candidates.every(({ grade }) => grade !== 'certain');
  const likely = useQuery({
    queryKey: recordKey('Patient', 'match', input),
    queryFn: () => operation<Bundle<Patient>>('$match', 'Patient', { resource: found.data?.draft, count: 10 }),
    enabled: isOpen,
    retry: false,
    gcTime: 0,
  });
  // records found for the person before must never stand beside the next one
  if (input !== wanted) return { data: undefined, error: null };
  const data = found.data && { ...found.data, candidates: withMatches(found.data.candidates, likely.data) };
  return { data, error: found.error };
}

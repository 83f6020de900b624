import { codeSystems } from '@lienmach/core';
import { isOutcomeError, recordKey, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DiagnosticReport, DocumentReference, Parameters, Reference } from 'fhir/r4';
import { useState } from 'react';
import { isReleased } from '../rules/amended-result.ts';

const SIGNED = `${codeSystems.documentSignature}|signed`;

/** The signed document of a report; `isCurrent`: it says what the report says today. */
export interface Signature {
  readonly document: DocumentReference | undefined;
  readonly isCurrent: boolean;
  readonly isKnown: boolean;
}

/** @param isAsked  who may not read documents does not ask */
export function useSignature(report: DiagnosticReport, isAsked: boolean): Signature {
  const query = { related: `DiagnosticReport/${report.id}`, status: 'current', _tag: SIGNED, _count: 1 };
  const found = useSearch('DocumentReference', isAsked && isReleased(report) ? query : undefined);
  const document = found.data?.items[0];
  const isCurrent = document !== undefined && document.context?.period?.end === report.issued;
  return { document, isCurrent, isKnown: found.data !== undefined };
}

/** One released report that waits to be signed. */
export interface WaitingReport {
  readonly report: string;
  readonly name: string;
  readonly test: string;
  readonly version: string;
  readonly isAmended: boolean;
}

const waitingOf = (part: Parameters): WaitingReport => ({
  report: valueIn<Reference>(part, 'report')?.reference?.split('/')[1] ?? '',
  name: valueIn<Reference>(part, 'patient')?.display ?? '',
  test: valueIn<string>(part, 'test') ?? '',
  version: valueIn<string>(part, 'version') ?? '',
  isAmended: valueIn<string>(part, 'state') === 'outdated',
});

/** reports that are signed together; a page of the list */
export const SIGNED_TOGETHER = 100;
/** the mark of a report follows its release a moment later */
const REFRESH = 15_000;

/** A page of what was released and waits to be signed, however long ago. */
export function useToSign(isAsked: boolean, cursor?: string) {
  const { operation } = useRecord();
  const answer = useQuery({
    queryKey: recordKey('DiagnosticReport', 'to-sign', cursor),
    queryFn: async () => {
      const told = await operation<Parameters>('$to-sign', 'DiagnosticReport', { limit: SIGNED_TOGETHER, cursor });
      return {
        reports: valuesIn<Parameters>(told, 'entry').map(waitingOf),
        count: valueIn<number>(told, 'count') ?? 0,
        next: valueIn<string>(told, 'next'),
      };
    },
    enabled: isAsked,
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
  const { reports = [], count = 0, next } = answer.data ?? {};
  return { reports, count, next, isTurning: answer.isPlaceholderData };
}

interface SignedHowMany {
  readonly signed: number;
  readonly refused: number;
  /** of the last one that was refused */
  readonly why: string;
}

/** Signs one report after the other; what is refused does not keep the others from being signed. */
export function useSigner() {
  const { operation } = useRecord();
  const queries = useQueryClient();
  const [done, setDone] = useState<number>();
  const sign = async (reports: readonly Pick<WaitingReport, 'report' | 'version'>[]): Promise<SignedHowMany> => {
    const told = { signed: 0, refused: 0, why: '' };
    for (const { report, version } of reports) {
      setDone(told.signed + told.refused);
      try {
        await operation('$sign-report', `DiagnosticReport/${report}`, { version });
        told.signed += 1;
      } catch (thrown) {
        if (!isOutcomeError(thrown)) throw thrown;
        told.refused += 1;
        told.why = thrown.message;
      }
    }
    setDone(undefined);
    const types = ['DocumentReference', 'DiagnosticReport'] as const;
    await Promise.all(types.map((type) => queries.invalidateQueries({ queryKey: recordKey(type) })));
    return told;
  };
  return { sign, done, isBusy: done !== undefined };
}

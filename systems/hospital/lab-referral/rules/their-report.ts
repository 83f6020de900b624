import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Identifier } from 'fhir/r4';

/** HL7 table 0203: placer identifier */
const PLACER = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PLAC' } as const;

const bench: readonly string[] = [
  codeSystems.labBench,
  codeSystems.labQueue,
  codeSystems.labPriority,
  codeSystems.pathologyBench,
];

/** Came from another laboratory. @source none: a tag of our own */
export const isOutside = ({ meta }: DiagnosticReport): boolean =>
  meta?.tag?.some(({ system, code }) => system === codeSystems.resultOrigin && code === 'outside') === true;

const finals: ReadonlySet<DiagnosticReport['status']> = new Set(['final', 'amended', 'corrected', 'appended']);

/** @source HL7 FHIR R4, DiagnosticReport.status (verified) */
export const isFinal = ({ status }: DiagnosticReport): boolean => finals.has(status);

const isPlacer = ({ type }: Identifier): boolean =>
  type?.coding?.some(({ system, code }) => system === PLACER.system && code === PLACER.code) === true;

/** Our order numbers that a report of another laboratory answers, as it says. @source HL7 v2.5.1 chapter 4, placer order number (verified) */
export const askedNumbers = ({ identifier = [] }: DiagnosticReport): string[] =>
  identifier.filter(isPlacer).flatMap(({ value }) => value ?? []);

/** Our own report of a test that was measured elsewhere: it leaves the worklists and says where the answer is. @source none: own choice */
export function replacedByTheirs(own: DiagnosticReport, theirs: DiagnosticReport): DiagnosticReport {
  const tag = (own.meta?.tag ?? []).filter(({ system }) => !bench.includes(system ?? ''));
  const { tag: _tag, ...meta } = own.meta ?? {};
  const by = theirs.performer?.[0]?.display ?? '';
  return {
    ...own,
    meta: { ...meta, ...(tag.length === 0 ? {} : { tag }) },
    status: 'cancelled',
    conclusion: `Kết quả do ${by} trả, phiếu số ${theirs.identifier?.[0]?.value ?? theirs.id}.`,
  };
}

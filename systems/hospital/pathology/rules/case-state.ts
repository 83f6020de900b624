import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Meta } from 'fhir/r4';
import { serviceOf } from '../catalogs/pathology-services.ts';
import { type CaseSheet, isFinal } from './case-sheet.ts';
import { needsSecondReading } from './second-reading.ts';

export const caseStates = [
  'to-receive',
  'to-gross',
  'to-stain',
  'to-read',
  'to-review',
  'to-release',
  'released',
] as const;
export type CaseState = (typeof caseStates)[number];

/** @source none: own word list */
export const isCaseState = (text: string): text is CaseState => caseStates.some((one) => one === text);

/**
 * What has to be done with a case next.
 *
 * @source none: own order of work; a smear is not grossed, a frozen section waits for nothing
 */
export function caseState(sheet: CaseSheet): CaseState {
  if (isFinal(sheet) && !sheet.isChanged) return 'released';
  const isWritten = sheet.diagnosis !== '' || sheet.category !== '';
  if (isWritten && needsSecondReading(sheet) && sheet.secondReading === undefined) return 'to-review';
  if (isWritten) return 'to-release';
  if (sheet.kind === 'histology' && sheet.blocks.length === 0) return 'to-gross';
  const isStained = sheet.slides.length > 0 && sheet.slides.every(({ readyAt }) => readyAt !== undefined);
  return isStained ? 'to-read' : 'to-stain';
}

/** The report with the tag the worklist asks for. @source none: writes the record */
export const onBench = (report: DiagnosticReport, state: CaseState): DiagnosticReport => ({
  ...report,
  meta: {
    ...report.meta,
    tag: [
      ...(report.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.pathologyBench),
      { system: codeSystems.pathologyBench, code: state },
    ],
  },
});

/** @source none: reads the record */
export function stateOnBench({ tag = [] }: Meta = {}): CaseState {
  const code = tag.find(({ system }) => system === codeSystems.pathologyBench)?.code ?? '';
  return isCaseState(code) ? code : 'to-receive';
}

/**
 * Minutes until the case is late; negative: it is.
 *
 * @param since  ISO instant of the specimen's arrival
 * @source none: targets of the catalog, our own choice
 */
export const minutesLeft = (service: string, since: string, now: Date): number | undefined => {
  const target = serviceOf(service)?.minutes;
  return target === undefined ? undefined : target - Math.floor((now.getTime() - Date.parse(since)) / 60_000);
};

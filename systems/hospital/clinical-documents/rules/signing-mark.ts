import { codeSystems } from '@lienmach/core';
import type { Basic, Coding } from 'fhir/r4';

const WAITING: Coding = { system: codeSystems.documentSignature, code: 'waiting' };

/** Search for what waits. */
export const WAITING_TAG = `${WAITING.system}|${WAITING.code}`;

const PREFIX = 'ky-';

/** One mark for each report: found, and written only once, by its id. @source none: own choice */
export const markId = (report: string): string => `${PREFIX}${report}`;

/** The report that a mark is about. @source none: reads the record */
export const markedReport = ({ subject }: Basic): string => subject?.reference?.split('/')[1] ?? '';

/** @source none: reads the record */
export const isWaiting = (mark: Basic | undefined): boolean =>
  mark?.meta?.tag?.some(({ system, code }) => system === WAITING.system && code === WAITING.code) === true;

/**
 * Says whether a report waits to be signed. It stands beside the report: a report that is written again is told to partners
 * again. It names no patient, so that whoever refused others does not lose a signature.
 *
 * @param day  ISO day of the release: the oldest are signed first
 * @param before  the mark as it is known
 * @source none: own choice; decision 62
 */
export function signingMark(report: string, waits: boolean, day: string, before: Basic | undefined): Basic {
  const { tag: tags = [], ...meta } = before?.meta ?? {};
  const others = tags.filter(({ system }) => system !== WAITING.system);
  const tag = waits ? [...others, WAITING] : others;
  const next = { ...meta, ...(tag.length === 0 ? {} : { tag }) };
  return {
    resourceType: 'Basic',
    id: markId(report),
    ...(Object.keys(next).length === 0 ? {} : { meta: next }),
    code: { coding: [{ system: codeSystems.documentSignature, code: 'mark' }] },
    subject: { reference: `DiagnosticReport/${report}` },
    created: day,
  };
}

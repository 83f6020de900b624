import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Basic, Reference } from 'fhir/r4';
import type { TypedResult } from './judge-isolate.ts';
import type { Method } from './read-measurement.ts';

export const readingStates = ['no-growth', 'growth', 'contaminated'] as const;
export type ReadingState = (typeof readingStates)[number];

/** What the plates of a day looked like. */
export interface Reading {
  /** 1: the day after the specimen came */
  readonly day: number;
  readonly state: ReadingState;
}

/** One thing seen in the direct smear, and how much of it. */
export interface SmearFinding {
  readonly finding: string;
  readonly amount: string;
}

export interface Isolate {
  readonly number: number;
  readonly organism: string;
  /** `10^5 CFU/mL`, `++`, as the laboratory writes it */
  readonly amount: string;
  readonly method: Method;
  readonly results: readonly TypedResult[];
}

export interface Release {
  readonly stage: 'preliminary' | 'final' | 'amended';
  readonly at: string;
  readonly by: string;
  readonly reason?: string;
}

/** Everything the bench knows of one culture; what is told of it is the report. */
export interface Worksheet {
  readonly order: string;
  readonly report: string;
  /** kind of specimen */
  readonly kind: string;
  readonly receivedAt: string;
  readonly smear: readonly SmearFinding[];
  readonly readings: readonly Reading[];
  readonly isolates: readonly Isolate[];
  readonly comment: string;
  readonly releases: readonly Release[];
  /** something was changed since it was told last */
  readonly isChanged: boolean;
}

export const WORKSHEET = 'culture-worksheet';
/** only the bench reads it */
export const BENCH_ONLY = 'BENCH';

const isOpen = ({ releases, isChanged }: Worksheet): boolean =>
  isChanged || !releases.some(({ stage }) => stage !== 'preliminary');

/** @source none: writes the record; decision 58 */
export const worksheetResource = (id: string, sheet: Worksheet, subject: Reference, before?: Basic): Basic => ({
  resourceType: 'Basic',
  id,
  meta: {
    ...(before?.meta?.versionId === undefined ? {} : { versionId: before.meta.versionId }),
    tag: [{ system: codeSystems.microbiology, code: isOpen(sheet) ? 'open' : 'closed' }],
    security: [{ system: codeSystems.microbiology, code: BENCH_ONLY }],
  },
  identifier: [{ system: identifierSystems.cultureWorksheet, value: sheet.order }],
  code: { coding: [{ system: codeSystems.microbiology, code: WORKSHEET }] },
  subject,
  extension: [{ url: extensions.cultureWorksheet, valueString: JSON.stringify(sheet) }],
});

/** @source none: reads the record */
export function worksheetOf({ extension = [] }: Basic): Worksheet {
  const text = extension.find(({ url }) => url === extensions.cultureWorksheet)?.valueString ?? '{}';
  const read: Worksheet = JSON.parse(text);
  return read;
}

/** Days since the specimen came, counted as the bench counts them: the day it came is 0. @source none: how days are counted */
export const dayOf = (receivedDay: string, day: string): number =>
  Math.max(0, Math.round((Date.parse(day) - Date.parse(receivedDay)) / 86_400_000));

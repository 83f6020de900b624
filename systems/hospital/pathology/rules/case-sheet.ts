import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Basic, QuestionnaireResponse, Reference } from 'fhir/r4';
import type { CaseKind } from '../catalogs/pathology-services.ts';

/** One container as it came: `A`, `B`, … */
export interface Container {
  readonly label: string;
  /** id of its Specimen */
  readonly specimen: string;
  /** what is scanned */
  readonly number: string;
  readonly site: string;
  readonly what: string;
  readonly collectedAt?: string;
  readonly fixedAt?: string;
}

/** A cassette: `A1` lies in container `A`. */
export interface Block {
  readonly label: string;
  readonly what: string;
}

/** A slide of a block, of a smear its container: `A1-2`. */
export interface Slide {
  readonly block: string;
  readonly number: number;
  readonly stain: string;
  readonly marker: string;
  /** when it was stained; absent: ordered and not ready */
  readonly readyAt?: string;
  /** who asked for it */
  readonly orderedBy: string;
}

export interface Reading {
  readonly microscopy: string;
  readonly diagnosis: string;
  /** codes of `catalogs/diagnoses.ts` */
  readonly codes: readonly string[];
  readonly adequacy: string;
  readonly category: string;
  readonly frozen: string;
  readonly synoptic?: QuestionnaireResponse;
}

export interface SecondReading {
  readonly by: Reference;
  readonly at: string;
  readonly agrees: boolean;
  readonly remark: string;
}

export type Stage = 'frozen' | 'provisional' | 'final' | 'addendum' | 'amended';

export interface Release {
  readonly stage: Stage;
  readonly at: string;
  readonly by: string;
  /** what was told */
  readonly text: string;
  readonly reason?: string;
  /** of a frozen section: who heard it */
  readonly told?: string;
}

/** Everything the bench knows of one case; what is told of it is the report. */
export interface CaseSheet extends Reading {
  readonly order: string;
  readonly report: string;
  readonly number: string;
  readonly kind: CaseKind;
  /** technical service */
  readonly service: string;
  readonly receivedAt: string;
  /** the orderer thinks of a malignant tumour */
  readonly isSuspected: boolean;
  readonly clinical: string;
  readonly containers: readonly Container[];
  readonly gross: string;
  readonly grossedAt?: string;
  readonly blocks: readonly Block[];
  readonly slides: readonly Slide[];
  /** who wrote the diagnosis that stands now */
  readonly readBy?: Reference;
  readonly secondReading?: SecondReading;
  readonly releases: readonly Release[];
  /** the diagnosis was changed since it was told last */
  readonly isChanged: boolean;
}

const SHEET = 'case-sheet';
const BENCH_ONLY = 'BENCH';

/** @source none: what counts as told for good */
export const isFinal = ({ releases }: Pick<CaseSheet, 'releases'>): boolean =>
  releases.some(({ stage }) => stage === 'final');

/** @source none: writes the record, as decision 58 does for cultures; decision 64 */
export const sheetResource = (id: string, sheet: CaseSheet, subject: Reference, before?: Basic): Basic => ({
  resourceType: 'Basic',
  id,
  meta: {
    ...(before?.meta?.versionId === undefined ? {} : { versionId: before.meta.versionId }),
    security: [{ system: codeSystems.pathology, code: BENCH_ONLY }],
  },
  identifier: [{ system: identifierSystems.pathologySheet, value: sheet.order }],
  code: { coding: [{ system: codeSystems.pathology, code: SHEET }] },
  subject,
  extension: [{ url: extensions.pathologySheet, valueString: JSON.stringify(sheet) }],
});

/** @source none: reads the record */
export function sheetOf({ extension = [] }: Basic): CaseSheet {
  const text = extension.find(({ url }) => url === extensions.pathologySheet)?.valueString ?? '{}';
  const read: CaseSheet = JSON.parse(text);
  return read;
}

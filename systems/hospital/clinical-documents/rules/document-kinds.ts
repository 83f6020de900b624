import type { DiagnosticReport, Encounter } from 'fhir/r4';
import { errors } from '../errors.ts';

/**
 * The documents that a visit can become, with the LOINC code of the whole.
 *
 * @source LOINC document ontology 34133-9, 18842-5, 57133-1, 11502-2 (from memory; 18842-5 verified in the samples)
 */
export const documentKinds = {
  'visit-summary': { title: 'Tóm tắt lượt khám', loinc: '34133-9', display: 'Summarization of episode note' },
  'discharge-summary': { title: 'Tóm tắt ra viện', loinc: '18842-5', display: 'Discharge summary' },
  referral: { title: 'Phiếu chuyển cơ sở khám bệnh, chữa bệnh', loinc: '57133-1', display: 'Referral note' },
  'laboratory-report': { title: 'Kết quả xét nghiệm', loinc: '11502-2', display: 'Laboratory report' },
} as const;

export type DocumentKind = keyof typeof documentKinds;

const isKind = (text: string): text is DocumentKind => text in documentKinds;

/** @throws clinical-documents.unknownKind @source none: reads a parameter */
export function documentKind(text: string): DocumentKind {
  if (!isKind(text)) throw errors.unknownKind({ at: 'kind' });
  return text;
}

/** @source FHIR R4 v3-ActCode (verified) */
const isStay = ({ class: kind }: Encounter): boolean => kind.code === 'IMP' || kind.code === 'ACUTE';

/** @source FHIR R4 diagnostic-report-status (verified) */
export const isReleased = ({ status }: Pick<DiagnosticReport, 'status'>): boolean =>
  ['final', 'amended', 'corrected'].includes(status);

/**
 * May this visit become this document now?
 *
 * @throws clinical-documents.notFinished, clinical-documents.notAStay
 * @source TT 25/2025/TT-BYT, annex II, form 03: a summary speaks of a visit that has ended (secondary); a referral and results
 *   may leave earlier: own reading
 */
export function checkKind(kind: DocumentKind, encounter: Encounter): void {
  if (kind !== 'visit-summary' && kind !== 'discharge-summary') return;
  if (encounter.status !== 'finished') throw errors.notFinished({ at: 'Encounter.status', status: encounter.status });
  if (kind === 'discharge-summary' && !isStay(encounter)) throw errors.notAStay({ at: 'Encounter.class' });
}

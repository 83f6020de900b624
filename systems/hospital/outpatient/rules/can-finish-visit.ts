import { codeSystems, mainDiagnosis } from '@lienmach/core';
import type {
  ClinicalImpression,
  Composition,
  Condition,
  Encounter,
  MedicationRequest,
  OperationOutcomeIssue,
  ServiceRequest,
} from 'fhir/r4';
import { errors } from '../errors.ts';

/** All that the record knows of a visit about to end. */
export interface VisitAtEnd {
  readonly encounter: Encounter;
  readonly conditions: readonly Condition[];
  readonly orders: readonly ServiceRequest[];
  readonly prescriptions: readonly MedicationRequest[];
  readonly notes: readonly ClinicalImpression[];
  /** papers given to the patient; absent: this house writes none */
  readonly papers?: readonly Composition[];
  /** ICD-10 codes that are not in the list of the last day: the day a visit ends decides */
  readonly codesNotInForce: readonly string[];
  readonly today: string;
  /** KET_QUA_DTRI */
  readonly outcome?: string;
  /** MA_LOAI_RV */
  readonly disposition?: string;
}

/** KET_QUA_DTRI and MA_LOAI_RV in words: what is signed and printed must not show a bare code. */
export const outcomes: ReadonlyMap<string, string> = new Map([
  ['1', 'Khỏi'],
  ['2', 'Đỡ'],
  ['3', 'Không thay đổi'],
  ['4', 'Nặng hơn'],
  ['5', 'Tử vong tại cơ sở khám bệnh, chữa bệnh'],
  ['6', 'Tiên lượng nặng, xin về'],
  ['7', 'Chưa xác định'],
  ['8', 'Tử vong ngoài cơ sở khám bệnh, chữa bệnh'],
]);
export const dispositions: ReadonlyMap<string, string> = new Map([
  ['1', 'Ra viện'],
  ['2', 'Chuyển cơ sở khám bệnh, chữa bệnh theo yêu cầu chuyên môn'],
  ['3', 'Trốn viện'],
  ['4', 'Xin ra viện'],
  ['5', 'Chuyển cơ sở khám bệnh, chữa bệnh theo yêu cầu của người bệnh'],
]);
const closed: ReadonlySet<string> = new Set(['finished', 'cancelled', 'entered-in-error']);

export const isClosed = (encounter: Encounter): boolean => closed.has(encounter.status);

/** The conclusion of an examination stands as a finding of its note. */
export const hasConclusion = (note: ClinicalImpression): boolean =>
  note.status === 'completed' &&
  (note.finding ?? []).some(({ itemCodeableConcept }) => (itemCodeableConcept?.text ?? '').trim() !== '');

function diagnosisIssues({ encounter, conditions }: VisitAtEnd): OperationOutcomeIssue[] {
  return mainDiagnosis(encounter, conditions) === undefined
    ? [errors.noMainDiagnosis.issue({ at: "Encounter.diagnosis.where(use.coding.code='DD' and rank=1)" })]
    : [];
}

function codeIssues({ outcome, disposition }: VisitAtEnd): OperationOutcomeIssue[] {
  const issues: OperationOutcomeIssue[] = [];
  if (outcome === undefined) issues.push(errors.outcomeMissing.issue({ at: 'outcome' }));
  else if (!outcomes.has(outcome)) issues.push(errors.unknownOutcome.issue({ at: 'outcome', code: outcome }));
  if (disposition === undefined) issues.push(errors.dispositionMissing.issue({ at: 'disposition' }));
  else if (!dispositions.has(disposition)) {
    issues.push(errors.unknownDisposition.issue({ at: 'disposition', code: disposition }));
  }
  return issues;
}

/** MA_LOAI_RV of those who go on to another facility */
const referred: ReadonlySet<string> = new Set(['2', '5']);

const isReferral = ({ status, type }: Composition): boolean =>
  status === 'final' &&
  (type.coding ?? []).some(({ system, code }) => system === codeSystems.visitPaper && code === 'referral');

/** Who is referred takes the referral along. */
function referralIssues({ disposition = '', papers }: VisitAtEnd): OperationOutcomeIssue[] {
  if (papers === undefined || !referred.has(disposition) || papers.some(isReferral)) return [];
  return [errors.noReferral.issue({ at: 'Composition', code: disposition })];
}

const isOpenOrder = ({ status }: ServiceRequest): boolean => ['draft', 'active', 'on-hold'].includes(status);

/**
 * Every obstacle to the end of a visit, at once, each at its field. A visit that is already closed has only that obstacle.
 *
 * @returns nothing when the visit may end
 * @source Luật KCB 15/2023/QH15, art. 69 (record of the visit); QĐ 3176/QĐ-BYT (29/10/2024), KET_QUA_DTRI and MA_LOAI_RV are mandatory, XML13 with MA_LOAI_RV 2 and 5 (secondary; words of outcomes 6-8 and of disposition 5: from memory)
 */
export function canFinishVisit(visit: VisitAtEnd): OperationOutcomeIssue[] {
  if (isClosed(visit.encounter))
    return [errors.visitClosed.issue({ at: 'Encounter.status', detail: visit.encounter.status })];
  const { notes, orders, prescriptions } = visit;
  return [
    ...(notes.some(hasConclusion) ? [] : [errors.noConclusion.issue({ at: 'ClinicalImpression.finding' })]),
    ...diagnosisIssues(visit),
    ...visit.codesNotInForce.map((code) =>
      errors.codeNotInForce.issue({ at: 'Encounter.diagnosis', code, date: visit.today }),
    ),
    ...orders.filter(isOpenOrder).map(({ id, code }) =>
      errors.openOrder.issue({
        at: `ServiceRequest.where(id='${id}').status`,
        name: code?.text ?? code?.coding?.[0]?.code,
      }),
    ),
    ...prescriptions
      .filter(({ status }) => status === 'draft')
      .map(({ id, medicationCodeableConcept }) =>
        errors.draftPrescription.issue({
          at: `MedicationRequest.where(id='${id}').status`,
          name: medicationCodeableConcept?.text ?? id,
        }),
      ),
    ...referralIssues(visit),
    ...codeIssues(visit),
  ];
}

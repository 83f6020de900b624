import { codeSystems, foldVietnamese, identifierSystems } from '@lienmach/core';
import type { ServiceRequest, Task } from 'fhir/r4';
import type { CaseSheet, Stage } from './case-sheet.ts';
import { conclusionOf } from './report-words.ts';
import { isMalignant } from './second-reading.ts';

/** Kind of the Task for a malignant tumour that nobody thought of. */
export const PATHOLOGY_CALL = 'pathology-call';

/** minutes in which the orderer must have been reached */
const WITHIN = 240;

/**
 * Must the orderer be called? A malignant tumour that was not suspected is told by a person, not only on paper;
 * one that stands in an amended report always, since what was suspected may have been answered otherwise.
 *
 * @source CAP and ADASP consensus (2012), urgent and significant unexpected diagnoses are communicated at once and recorded (from memory)
 */
export const isUnexpected = (sheet: CaseSheet, stage: Stage): boolean =>
  stage !== 'frozen' && stage !== 'addendum' && (stage === 'amended' || !sheet.isSuspected) && isMalignant(sheet);

/** "Gọi báo": once for what is told. @source as `isUnexpected`; 4 hours: our own choice (unsure) */
export function callTask(
  sheet: CaseSheet,
  call: { readonly order: ServiceRequest; readonly at: Date; readonly write: (instant: Date) => string },
): Task {
  const { order, at, write } = call;
  const value = conclusionOf(sheet);
  return {
    resourceType: 'Task',
    identifier: [{ system: identifierSystems.task, value: callNumber(sheet) }],
    basedOn: [{ reference: `ServiceRequest/${sheet.order}` }],
    status: 'requested',
    intent: 'order',
    priority: 'asap',
    code: {
      coding: [{ system: codeSystems.taskKind, code: PATHOLOGY_CALL }],
      text: 'Gọi báo kết quả ác tính ngoài dự kiến',
    },
    description: `${sheet.number}: ${value}. Gọi cho người chỉ định, yêu cầu đọc lại.`,
    focus: { reference: `DiagnosticReport/${sheet.report}` },
    for: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    input: [{ type: { text: 'Chẩn đoán cần báo' }, valueString: value }],
    authoredOn: write(at),
    ...(order.requester === undefined ? {} : { owner: order.requester }),
    restriction: { period: { end: write(new Date(at.getTime() + WITHIN * 60_000)) } },
  };
}

/** One call for one set of diagnoses. @source none: own number */
export const callNumber = ({ report, codes, category }: CaseSheet): string =>
  `gpb-${report}-${[...codes, category].filter((code) => code !== '').join('-')}`;

const folded = (text: string): string => foldVietnamese(text).toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * Does the text that was read back hold the diagnosis, at least its first words?
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), critical results are read back and recorded (secondary); the first four words: our own choice
 */
export function holdsDiagnosis(readBack: string, value: string): boolean {
  const asked = folded(value).split(' ').slice(0, 4).join(' ');
  return asked !== '' && folded(readBack.slice(0, 500)).includes(asked);
}

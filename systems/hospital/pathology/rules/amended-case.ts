import { codeSystems } from '@lienmach/core';
import type { ServiceRequest, Task } from 'fhir/r4';
import type { CaseSheet } from './case-sheet.ts';
import { conclusionOf } from './report-words.ts';

/** the same kind as the laboratory's: whoever ordered has one list of what was amended */
const AMENDED = 'lab-result-amended';

/**
 * "Kết quả đã sửa": whoever ordered learns what the report said before, what it says now, and why.
 *
 * @param sheet  before the amendment was told
 * @source QĐ 2429/QĐ-BYT (12/06/2017), the requester is told of an amended report (secondary)
 */
export function amendedCaseTask(
  sheet: CaseSheet,
  told: { readonly order: ServiceRequest; readonly reason: string; readonly at: string },
): Task {
  const { order, reason, at } = told;
  const before = sheet.releases.findLast(({ stage }) => stage === 'final' || stage === 'amended')?.text ?? '';
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [{ system: codeSystems.taskKind, code: AMENDED }], text: 'Kết quả đã sửa' },
    description: `${sheet.number}: ${before} → ${conclusionOf(sheet)}. Lý do: ${reason}`,
    basedOn: [{ reference: `ServiceRequest/${sheet.order}` }],
    focus: { reference: `DiagnosticReport/${sheet.report}` },
    for: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(order.requester === undefined ? {} : { owner: order.requester }),
    authoredOn: at,
  };
}

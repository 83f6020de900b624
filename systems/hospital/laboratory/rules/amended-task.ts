import type { DiagnosticReport, Observation, ServiceRequest, Task } from 'fhir/r4';
import { amendmentsOf, resultText } from './amended-result.ts';

/** Kind of the Task that an amended report makes. */
export const AMENDED = 'lab-result-amended';

const comma = (text: string): string => text.replace('.', ',');

/** `Kali 6,8 → 4,8 mmol/L` */
function changeText(result: Observation): string {
  const was = amendmentsOf(result).at(-1)?.was ?? '';
  const unit = result.valueQuantity?.unit ?? '';
  return `${result.code.text} ${comma(was)} → ${comma(resultText(result))} ${unit}`.trim();
}

/**
 * "Kết quả đã sửa": whoever ordered the test learns what it said before, what it says now, and why.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), the requester is told of an amended report (secondary)
 */
export function amendedTask(parts: {
  readonly report: DiagnosticReport;
  readonly order: ServiceRequest;
  readonly changed: readonly Observation[];
  readonly reason: string;
  readonly at: string;
  readonly kind: string;
}): Task {
  const { report, order, changed, reason } = parts;
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [{ system: parts.kind, code: AMENDED }], text: 'Kết quả đã sửa' },
    description: `${report.code.text}: ${changed.map(changeText).join('; ')}. Lý do: ${reason}`,
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    focus: { reference: `DiagnosticReport/${report.id}` },
    for: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(order.requester === undefined ? {} : { owner: order.requester }),
    authoredOn: parts.at,
  };
}

import type { ServiceRequest, Specimen, Task } from 'fhir/r4';
import type { RejectionReason } from '../catalogs/rejection-reasons.ts';

/** Kind of the Task that a rejected tube makes. */
export const RECOLLECT = 'recollect-specimen';

/**
 * "Lấy lại mẫu": whoever ordered is told why the tube was no good, and the ward draws another one.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), the sender is told of a rejected specimen (secondary)
 */
export function recollectTask(parts: {
  readonly specimen: Specimen;
  readonly order: ServiceRequest | undefined;
  readonly reason: RejectionReason;
  readonly note: string;
  /** reference of the new tube */
  readonly tube: string;
  readonly number: string;
  readonly tests: readonly string[];
  readonly kind: string;
  readonly at: string;
}): Task {
  const { specimen, order, reason, note, number } = parts;
  const why = note === '' || note === reason.text ? reason.text : `${reason.text} (${note})`;
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [{ system: parts.kind, code: RECOLLECT }], text: 'Lấy lại mẫu' },
    description: `${why}. Lấy lại ${specimen.container?.[0]?.description ?? specimen.type?.text ?? 'mẫu'}, số mới ${number}: ${parts.tests.join(', ')}.`,
    focus: { reference: parts.tube },
    ...(specimen.subject === undefined ? {} : { for: specimen.subject }),
    ...(order?.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(order?.requester === undefined ? {} : { owner: order.requester }),
    authoredOn: parts.at,
  };
}

import { codeSystems, identifierSystems, identifierValue, toVnIso } from '@lienmach/core';
import type { Invoice, Reference, Task } from 'fhir/r4';

const CANCEL_RECEIPT = 'cancel-receipt';

/** One waiting request for each receipt. @source none: our own identifier */
export const cancelKey = (invoiceId: string) => ({ system: identifierSystems.task, value: `huy-phieu-${invoiceId}` });

/** @source none: how our own Task is told from others */
export const isCancelRequest = ({ code, status }: Task): boolean =>
  status === 'requested' && (code?.coding?.some((coding) => coding.code === CANCEL_RECEIPT) ?? false);

/**
 * The request of one cashier that another decides: who took the money does not make it disappear alone.
 *
 * @source own choice after internal control of cash (Luật Kế toán 88/2015/QH13 Điều 39) (from memory)
 */
export const cancelTask = (receipt: Invoice, requester: Reference, reason: string, at: Date): Task => ({
  resourceType: 'Task',
  identifier: [cancelKey(receipt.id ?? '')],
  status: 'requested',
  intent: 'proposal',
  code: { coding: [{ system: codeSystems.taskKind, code: CANCEL_RECEIPT }], text: 'Duyệt hủy phiếu thu' },
  description: `Hủy phiếu ${identifierValue(receipt, identifierSystems.receiptNumber)}: ${reason}`,
  focus: { reference: `Invoice/${receipt.id}` },
  ...(receipt.subject === undefined ? {} : { for: receipt.subject }),
  authoredOn: toVnIso(at),
  requester,
  reasonCode: { text: reason },
});

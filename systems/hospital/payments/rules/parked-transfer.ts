import { codeSystems, formatDong, identifierSystems, toVnIso, xu } from '@lienmach/core';
import type { Reference, Task } from 'fhir/r4';

const BANK_UNMATCHED = 'bank-unmatched';
const DIFFERS = 'statement-differs';

/** @source none: how our own Task is told from others */
export const isParkedTransfer = ({ code, status }: Task): boolean =>
  status === 'requested' && (code?.coding?.some((coding) => coding.code === BANK_UNMATCHED) ?? false);

/** The money is booked already, and the statement tells another amount of it. @source none: our own code */
export const isDifference = ({ reasonCode }: Task): boolean =>
  reasonCode?.coding?.some(({ code }) => code === DIFFERS) ?? false;

export interface ParkedTransfer {
  /** `<BIN>.<reference>`, or `<partner>.<transaction>` */
  readonly key: string;
  /** whole đồng */
  readonly dong: bigint;
  /** why, as a sentence */
  readonly reason: string;
  readonly code: string;
  /** the PaymentNotice, or its place in the same transaction */
  readonly notice: string;
  /** who the reference belongs to, when it belongs to somebody */
  readonly subject: Reference | undefined;
  readonly at: Date;
}

/** What waits when bank and statement do not agree about one movement of money. @source none: our own resource */
export const differenceTask = (parked: Omit<ParkedTransfer, 'code' | 'reason'>, stated: bigint): Task => {
  const reason = `sao kê ghi ${formatDong(xu(stated * 100n))} cho cùng số tham chiếu.`;
  const task = parkedTask({ ...parked, key: `${parked.key}.lech`, reason, code: DIFFERS });
  return { ...task, code: { ...task.code, text: 'Tiền ngân hàng báo lệch sao kê' } };
};

/**
 * Money that came and fits nothing, waiting for a person. It says the amount and the reason; the memo stays with the notice,
 * which fewer people may read.
 *
 * @source none: how our own resource carries it
 */
export const parkedTask = ({ key, dong, reason, code, notice, subject, at }: ParkedTransfer): Task => ({
  resourceType: 'Task',
  identifier: [{ system: identifierSystems.task, value: `tien-ve-${key}` }],
  status: 'requested',
  intent: 'order',
  priority: 'urgent',
  code: { coding: [{ system: codeSystems.taskKind, code: BANK_UNMATCHED }], text: 'Tiền chuyển khoản chưa khớp' },
  description: `${formatDong(xu(dong * 100n))}: ${reason}`,
  focus: { reference: notice },
  ...(subject === undefined ? {} : { for: subject }),
  authoredOn: toVnIso(at),
  reasonCode: { coding: [{ system: codeSystems.taskKind, code }], text: reason },
});

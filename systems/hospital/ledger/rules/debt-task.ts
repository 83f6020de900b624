/** @source Luật Kế toán 88/2015/QH13; TT 24/2024/TT-BTC, account 131 is kept by debtor (from memory) */
import { codeSystems, formatDong, identifierSystems, toVnIso, type Xu } from '@lienmach/core';
import type { Task } from 'fhir/r4';
import type { PricedVisit } from './priced-visit.ts';

const PATIENT_DEBT = 'patient-debt';

/** For one token search. @source none: our own code */
export const debtCode = `${codeSystems.taskKind}|${PATIENT_DEBT}`;

/** One task for each visit. @source none: our own identifier */
export const debtKey = (visitId: string) => ({ system: identifierSystems.task, value: `no-${visitId}` });

/**
 * Somebody left and owes: a task that stands until it is paid or taken off.
 *
 * @param since  FHIR dateTime of the end of the visit
 * @source none: how our own resource carries it
 */
export const debtTask = (visit: PricedVisit, owed: Xu, since: string, now: Date): Task => ({
  resourceType: 'Task',
  identifier: [debtKey(visit.id)],
  status: 'requested',
  intent: 'order',
  code: { coding: [{ system: codeSystems.taskKind, code: PATIENT_DEBT }], text: 'Người bệnh còn nợ viện phí' },
  description: `Còn nợ ${formatDong(owed)}`,
  focus: { reference: `Encounter/${visit.id}` },
  encounter: { reference: `Encounter/${visit.id}` },
  for: { reference: visit.patient },
  authoredOn: since,
  lastModified: toVnIso(now),
});

/**
 * The task as the debt stands now.
 *
 * @param owed  nothing or less: it is paid
 * @returns undefined when nothing changes
 * @source none: how our own resource carries it
 */
export function followedDebt(task: Task, owed: Xu, now: Date): Task | undefined {
  const status = owed > 0n ? 'requested' : 'completed';
  const description = owed > 0n ? `Còn nợ ${formatDong(owed)}` : 'Đã trả đủ';
  if (task.status === status && task.description === description) return undefined;
  return { ...task, status, description, lastModified: toVnIso(now) };
}

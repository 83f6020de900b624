import { present } from '@lienmach/core';
import type { AuditEvent } from 'fhir/r4';

/** One line of "who opened this record": names and kinds, never what else the person was looking at. */
export interface AccessEntry {
  readonly at: string;
  readonly who: string;
  readonly name: string;
  /** `Patient$chart`, `read`, `search`, … */
  readonly activity: string;
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly refused: boolean;
  /** kinds of resources that were touched */
  readonly kind: readonly string[];
  readonly purpose?: string;
}

/**
 * A line of the audit log as it is told about one patient. A line can speak of many patients (a list of a room): only the
 * kinds are told, no ids, no search terms, no address of a computer.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 and Luật KCB 15/2023/QH15, art. 10 and 69 (the record is private, access is recorded): which columns are shown is our reading (secondary)
 */
export function accessEntry(event: AuditEvent): AccessEntry {
  const [agent] = event.agent;
  const references = (event.entity ?? []).flatMap((entity) => entity.what?.reference ?? []);
  const kinds = new Set(
    references.map((reference) => reference.split('/')[0] ?? '').filter((type) => type !== 'Patient'),
  );
  return {
    at: event.recorded,
    who: agent?.who?.reference ?? agent?.who?.identifier?.value ?? '',
    name: agent?.who?.display ?? '',
    activity: event.subtype?.[0]?.code ?? '',
    action: event.action ?? 'E',
    refused: event.outcome !== undefined && event.outcome !== '0',
    kind: [...kinds].toSorted(),
    ...present({ purpose: agent?.purposeOfUse?.[0]?.text }),
  };
}

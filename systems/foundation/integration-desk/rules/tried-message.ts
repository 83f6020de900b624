import type { Bundle } from 'fhir/r4';

/**
 * An answer that a trial would give, without what it says: type and length.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, data minimisation (secondary)
 */
export function replySummary(reply: string): string {
  const type = reply.startsWith('MSH|') ? (reply.split(/[\r\n]/)[0] ?? '').split('|')[8] : undefined;
  return `${type ? `${type}, ` : ''}${new TextEncoder().encode(reply).length} B`;
}

/**
 * Records of patients that a shown bundle speaks of: for the access log.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, record of access (secondary)
 */
export const patientsIn = (bundle: Bundle | undefined): string[] => [
  ...new Set(Array.from(JSON.stringify(bundle ?? {}).matchAll(/"(Patient\/[\w.-]+)"/g), ([, one = '']) => one)),
];

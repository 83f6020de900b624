import type { OperationOutcome } from 'fhir/r4';

const isOutcome = (value: unknown): value is OperationOutcome =>
  typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'OperationOutcome';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** what engines write when something that is no refusal was thrown */
const UNEXPLAINED = 'Lỗi chương trình. Xem chi tiết kỹ thuật và báo người phụ trách phần mềm.';

/**
 * Why something stopped, as a person reads it, and the technical words beside it.
 *
 * @param reason  an OperationOutcome, its JSON text, or what was thrown as text
 */
export function plainReason(reason: OperationOutcome | string | undefined): { text: string; detail?: string } {
  const found = typeof reason === 'string' ? parse(reason) : reason;
  if (!isOutcome(found)) return { text: UNEXPLAINED, ...(typeof reason === 'string' ? { detail: reason } : {}) };
  const texts = found.issue.flatMap(({ details }) => details?.text ?? []);
  const details = found.issue.flatMap(({ diagnostics, expression }) =>
    [diagnostics, ...(expression ?? [])].filter((part) => part !== undefined),
  );
  return {
    text: texts.join(' ') || UNEXPLAINED,
    ...(details.length === 0 ? {} : { detail: details.join(' · ') }),
  };
}

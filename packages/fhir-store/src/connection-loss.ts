import { isFhirError } from '@lienmach/outcome';

/** lost, shutting down, or out of connections, memory or disk */
const SQL_STATES = /^(08...|57P0[123]|53[0123]00)$/;
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Did the database go away, or refuse to let us in? (A constraint or syntax error is not that.) */
export function isConnectionLoss(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (thrown instanceof AggregateError && thrown.errors.some(isConnectionLoss)) return true;
  const code = 'code' in thrown ? String(thrown.code) : '';
  return SQL_STATES.test(code) || SYSTEM.has(code) || MESSAGES.test(thrown.message);
}

/** The SQLSTATE of a refused statement. */
export const sqlStateOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;

/** The database itself refused a statement, so nothing of it is there. */
export const wasRefused = (thrown: unknown): boolean =>
  !isFhirError(thrown) && /^[0-9A-Z]{5}$/.test(sqlStateOf(thrown) ?? '');

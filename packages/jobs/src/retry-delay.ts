/** attempts after which a person has to look */
export const mostAttempts = 8;

/**
 * How long a failed job rests before the next attempt: 1 s, 2 s, 4 s … at most 5 minutes.
 *
 * @param attempts  attempts made so far, at least 1
 * @returns milliseconds
 */
export function retryDelay(attempts: number): number {
  return Math.min(1000 * 2 ** (attempts - 1), 300_000);
}

/**
 * Is there hope that the same call succeeds later? A lost race (409, 412), a busy or absent database (5xx, 429) and a bug
 * may pass; a refusal of the record or of a rule (4xx) will be the same tomorrow.
 */
export function canPass(status: number | undefined): boolean {
  return status === undefined || status >= 500 || status === 409 || status === 412 || status === 429;
}

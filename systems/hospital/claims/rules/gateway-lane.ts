/** Lines in which sendings stand: so many go out at the same time, and one that waits for the gateway holds up its line only. */
const LINES = 4;

/** The reactions that send run beside all others. @source none: our own order of work */
export const SENDING_LANE = 'bhyt-sending';

/** Card look-ups do not stand behind sendings. @source none: our own order of work */
export const LOOK_UP_LANE = 'bhyt-look-up';

/**
 * The line of a claim: always the same, so that a replacement never overtakes what it replaces. A batch stands in a line
 * with what it has put there, so that it goes on when that is sent.
 *
 * @param what  `Claim/…`
 * @source none: our own order of work
 */
export function sendingLine(what: string | undefined): string {
  let sum = 0;
  for (const sign of what ?? '') sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return `bhyt-gateway/${sum % LINES}`;
}

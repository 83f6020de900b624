import { randomInt } from 'node:crypto';

/** read out on the telephone and typed by hand: no letter that looks or sounds like another */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 4;
const GROUP = 4;

/** Four groups of four, 79 bits: `k7mp-4xwd-9rtc-h3sn`. */
export function makeOneTimePassword(): string {
  const group = (): string => Array.from({ length: GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

import { errors } from './errors.ts';

/** Letters and digits that cannot be taken for one another on paper (no I, L, O, U). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const OURS = /^BN\.([0-9A-HJKMNP-TV-Z]{4})\.([0-9A-HJKMNP-TV-Z]{3})([0-9A-HJKMNP-TV-Z])$/;

/** Luhn's sum over 32 signs: finds one wrong sign and almost every swap of neighbours. */
function checkSign(body: string): string {
  let sum = 0;
  let factor = 2;
  for (const sign of [...body].reverse()) {
    const product = ALPHABET.indexOf(sign) * factor;
    sum += Math.floor(product / 32) + (product % 32);
    factor = factor === 2 ? 1 : 2;
  }
  return ALPHABET.charAt((32 - (sum % 32)) % 32);
}

/**
 * A new patient number (mã bệnh nhân) `BN.K7Q2.M4XC`: says nothing about the person, last sign checks the others,
 * so that a number read wrongly from a paper finds nobody instead of somebody else.
 *
 * @param random  at least 7 random bytes
 * @source own choice: facilities number patients freely; VN Core 0.6.0 gives the system only (from memory)
 */
export function makePatientNumber(random: Uint8Array): string {
  const body = Array.from(random.slice(0, 7), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `BN.${body.slice(0, 4)}.${body.slice(4)}${checkSign(body)}`;
}

/**
 * A patient number as scanned or typed. Numbers of this platform are checked; other facilities' `BN…` numbers pass as they are.
 *
 * @throws core.notAPatientNumber
 * @source own choice, see makePatientNumber (from memory)
 */
export function parsePatientNumber(text: string, at?: string): string {
  const value = text.slice(0, 40).replace(/\s/g, '').toUpperCase();
  const refuse = () => errors.notAPatientNumber(at === undefined ? {} : { at });
  if (text.length > 40 || !/^BN[-.0-9A-Z]{2,20}$/.test(value)) throw refuse();
  const ours = OURS.exec(value);
  if (ours !== null && checkSign(`${ours[1]}${ours[2]}`) !== ours[3]) throw refuse();
  return value;
}

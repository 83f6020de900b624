import { parseFacilityCode } from '@lienmach/core';
import type { PrescriptionType } from './drug.ts';

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** bytes from here on are thrown away, so that every letter is equally likely */
const FAIR = 256 - (256 % LETTERS.length);

export const PRESCRIPTION_CODE = /^[0-9A-Za-z]{5}[0-9a-z]{7}-[CNHT]$/;

/**
 * National prescription code: facility (5), random (7), hyphen, type: 14 characters. Never a counter.
 *
 * @param random  source of cryptographically strong bytes
 * @throws core.notAFacilityCode
 * @source QĐ 808/QĐ-BYT (01/04/2022), QĐ 425/QĐ-BYT (05/02/2025), structure of the code (secondary)
 */
export function prescriptionCode(
  facility: string,
  type: PrescriptionType,
  random: (count: number) => Uint8Array,
): string {
  let tail = '';
  while (tail.length < 7) {
    for (const byte of random(16)) if (byte < FAIR && tail.length < 7) tail += LETTERS[byte % LETTERS.length];
  }
  return `${parseFacilityCode(facility)}${tail}-${type}`;
}

/**
 * Last day a pharmacy may sell by the prescription.
 *
 * @param day  calendar date of prescribing; the day itself is not counted: 20/11 is valid through 25/11
 * @source TT 26/2025/TT-BYT, art. 12 (9)(b): five days from prescribing (secondary); that the fifth day is included is our reading (unsure)
 */
export const VALID_DAYS = 5;

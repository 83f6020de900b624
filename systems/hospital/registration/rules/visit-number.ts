const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Ids of a new visit: MA_LK `99001.202603.K7Q2M4XC9T` is unique in the facility and never changes on a resend; the record
 * number carries the same last part.
 *
 * @param day     calendar date of the visit
 * @param random  at least 10 random bytes
 * @source QĐ 3176/QĐ-BYT (29/10/2024), MA_LK up to 100 characters, unique per facility; form is our own choice (secondary)
 */
export function visitNumber(
  facility: string,
  day: string,
  random: Uint8Array,
): { claimId: string; recordNumber: string } {
  const tail = Array.from(random.slice(0, 10), (byte) => ALPHABET.charAt(byte % 32)).join('');
  const [year = '', month = ''] = day.split('-');
  return { claimId: `${facility}.${year}${month}.${tail}`, recordNumber: `NT.${year.slice(2)}.${tail}` };
}

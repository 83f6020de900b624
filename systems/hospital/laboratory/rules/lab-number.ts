/**
 * A number that a barcode of twelve digits and a tired eye can carry: day and six digits drawn by chance. Chance may
 * draw a number twice; the operation asks the record before it uses one, and the message mapping refuses a number that
 * is found twice.
 *
 * @param day    calendar date in Viet Nam, `yyyy-mm-dd`
 * @param mark   `` for tubes, `X` for orders, so that the two are never mixed up
 * @param bytes  four random bytes
 * @returns `260302123456`, `260302X123456`
 * @source practice of tube labels, 10-12 digits, one for each tube (from memory)
 */
export function labNumber(day: string, mark: '' | 'X', bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const draw = ((a * 256 + b) * 256 + c) * 256 + d;
  return `${day.slice(2).replace(/-/g, '')}${mark}${String(draw % 1_000_000).padStart(6, '0')}`;
}

/**
 * Number of an order or a sample of the blood bank: day, mark, six digits drawn by chance; the verb asks the record before
 * it uses one.
 *
 * @param mark  `M` orders, `B` samples: never mixed up with those of the laboratory
 * @source practice of tube labels (from memory)
 */
export function numberOfDay(day: string, mark: 'M' | 'B', bytes: Uint8Array): string {
  const draw = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return `${day.slice(2).replace(/-/g, '')}${mark}${String(draw % 1_000_000).padStart(6, '0')}`;
}

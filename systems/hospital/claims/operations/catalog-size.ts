import type { Context } from '@lienmach/system-kit';

/** Days and lists that are remembered; then it begins anew. */
const MOST = 500;

const counted = new WeakMap<Context['terminology'], Map<string, number>>();

/**
 * How many codes of a catalog are in force on a day. Counted once for each edition: one visit after the other asks the same.
 *
 * @param day  `yyyy-MM-dd`
 */
export async function catalogSize(terminology: Context['terminology'], system: string, day: string): Promise<number> {
  const edition = await terminology.edition(system);
  if (edition === undefined) return 0;
  const known = counted.get(terminology) ?? new Map<string, number>();
  counted.set(terminology, known);
  const key = `${system} ${edition} ${day}`;
  const size = known.get(key) ?? (await terminology.expand({ system, date: day, count: 1 })).total;
  if (known.size >= MOST) known.clear();
  known.set(key, size);
  return size;
}

import type { Random } from '../random.ts';

/** One of these, as often as its share of all shares. */
export function pickShare<Item extends { readonly share: number }>(random: Random, items: readonly Item[]): Item {
  let left = random.next() * items.reduce((sum, { share }) => sum + share, 0);
  for (const item of items) {
    left -= item.share;
    if (left < 0) return item;
  }
  return random.pick(items);
}

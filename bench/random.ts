/** Numbers that look random and are the same in every run: xorshift over a mixed seed. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** whole number, both ends included */
  whole(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function randomOf(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ (seed + 0x165667b1), 0x27d4eb2f) >>> 0, 0x9e3779b9) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
  for (let warm = 0; warm < 4; warm++) next();
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

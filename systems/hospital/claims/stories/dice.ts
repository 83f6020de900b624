/** Choices that repeat with the seed. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  /** 0 … below - 1 */
  below(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state % below;
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  /** true once in `n` */
  once(n: number): boolean {
    return this.below(n) === 0;
  }

  /** a decimal below `whole` with up to three places */
  decimal(whole: number): string {
    const places = this.below(4);
    const fraction = places === 0 ? '' : `.${String(this.below(10 ** places)).padStart(places, '0')}`;
    return `${1 + this.below(whole)}${fraction}`;
  }
}

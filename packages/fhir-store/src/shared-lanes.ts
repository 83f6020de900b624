/** How many travel, and how. */
export interface LaneOptions<Item, Result> {
  /** departures under way before the next one waits for company */
  readonly lanes: number;
  /** the sum of `sizeOf` that one departure carries at most, where several share it */
  readonly most: number;
  readonly sizeOf: (item: Item) => number;
  /** @returns one answer for each of the group, in its order */
  readonly send: (group: readonly Item[]) => Promise<readonly Result[]>;
  /** after a refusal: nothing of the group was done, so each may be sent again alone */
  readonly wasUndone: (thrown: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * What arrives while others are under way travels together in the next departure. Nobody waits for company: as long as a
 * lane is free an item leaves alone and at once. Each gets its own answer and its own refusal.
 */
export class SharedLanes<Item, Result> {
  readonly #options: LaneOptions<Item, Result>;
  readonly #waiting: Waiting<Item, Result>[] = [];
  #busy = 0;

  constructor(options: LaneOptions<Item, Result>) {
    this.#options = options;
  }

  send(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#busy < this.#options.lanes && this.#waiting.length > 0) {
      this.#busy += 1;
      this.#travel(this.#nextGroup()).finally(() => {
        this.#busy -= 1;
        this.#depart();
      });
    }
  }

  #nextGroup(): readonly Waiting<Item, Result>[] {
    const { most, sizeOf } = this.#options;
    let size = 0;
    const end = this.#waiting.findIndex(({ item }, index) => {
      size += sizeOf(item);
      return size > most && index > 0;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #travel(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.send(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (thrown) {
      if (group.length > 1 && this.#options.wasUndone(thrown)) for (const one of group) await this.#travel([one]);
      else for (const { reject } of group) reject(thrown);
    }
  }
}

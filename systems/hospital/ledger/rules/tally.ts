/** @source none: sums by name, and what did not fit */
import { type Xu, xu, ZERO } from '@lienmach/core';
import { type IdentityRule, identityRules } from '../catalogs/identities.ts';

/** What does not fit, and where. */
export interface Misfit {
  /** `Type/id` */
  readonly what: string;
  readonly text: string;
  readonly amount?: Xu;
}

/** One equation with both its sides. */
export interface Identity {
  readonly code: string;
  readonly text: string;
  readonly left: Xu;
  readonly right: Xu;
  /** left − right */
  readonly difference: Xu;
  readonly misfits: number;
  /** the first of them */
  readonly shown: readonly Misfit[];
  readonly holds: boolean;
}

/** most that are named; all are counted */
const SHOWN = 20;

/** Sums of a period as they come in, page after page: as many as there are names, however long the period is. */
export class Tally {
  readonly #sums = new Map<string, bigint>();
  readonly #misfits = new Map<string, { count: number; shown: Misfit[] }>();
  readonly #told = new Set<string>();

  add(name: string, amount: Xu): void {
    this.#sums.set(name, (this.#sums.get(name) ?? 0n) + amount);
  }

  sum(name: string): Xu {
    return xu(this.#sums.get(name) ?? 0n);
  }

  /** @param code  of the equation that it spoils */
  misfit(code: string, misfit: Misfit): void {
    const found = this.#misfits.get(code) ?? { count: 0, shown: [] };
    found.count += 1;
    if (found.shown.length < SHOWN) found.shown.push(misfit);
    this.#misfits.set(code, found);
  }

  /** There is something of this kind, so that its equations are worth telling. */
  tell(kind: string): void {
    this.#told.add(kind);
  }

  /** @source none: sums compared */
  identities(): Identity[] {
    return identityRules
      .filter(({ only }) => only === undefined || this.#told.has(only))
      .map((rule) => this.#judge(rule));
  }

  #side(names: readonly string[]): Xu {
    return xu(
      names.reduce((sum, name) => (name.startsWith('-') ? sum - this.sum(name.slice(1)) : sum + this.sum(name)), 0n),
    );
  }

  #judge({ code, vi, left: first, right: second }: IdentityRule): Identity {
    const [left, right] = [this.#side(first), this.#side(second)];
    const { count, shown } = this.#misfits.get(code) ?? { count: 0, shown: [] };
    const difference = xu(left - right);
    return {
      code,
      text: vi,
      left,
      right,
      difference,
      misfits: count,
      shown,
      holds: difference === ZERO && count === 0,
    };
  }
}

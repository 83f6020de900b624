import { isFhirError } from '@lienmach/outcome';
import { sqlStateOf } from '../connection-loss.ts';
import type { Sql } from '../sql.ts';
import type { UriSystems } from './uri-systems.ts';
import { type Write, writeChanges } from './write-changes.ts';

/** statements under way before the next write waits for company */
const LANES = 2;
/** versions one statement carries at most, where several writes share it */
const MOST_CHANGES = 200;
/** above this many locks a write holds the gate alone: nobody travels with it */
const MOST_LOCKS = 100;

type Numbers = ReadonlyMap<string, number>;

interface Waiting {
  readonly write: Write;
  readonly resolve: (numbers: Numbers) => void;
  readonly reject: (thrown: unknown) => void;
}

/** New resources only, and no crowd of locks. */
const canShare = ({ changes, locks }: Write): boolean =>
  changes.length <= MOST_CHANGES / 4 &&
  locks.length <= MOST_LOCKS &&
  changes.every(({ follows }) => follows === undefined);

/**
 * Writes of new resources that arrive while others are being written travel together in the next statement: the database
 * parses, plans, commits and syncs once for all of them. Nobody waits for company: as long as a lane is free a write
 * leaves alone and at once. Each keeps its own event and audit row, its own answer and its own refusal.
 */
export class SharedWrites {
  readonly #sql: Sql;
  readonly #systems: UriSystems;
  readonly #waiting: Waiting[] = [];
  #busy = 0;

  constructor(sql: Sql, systems: UriSystems) {
    this.#sql = sql;
    this.#systems = systems;
  }

  /** @returns numbers of code systems, to be remembered */
  write(write: Write): Promise<Numbers> {
    if (!canShare(write)) return writeChanges(this.#sql, this.#systems, [write]);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#busy < LANES && this.#waiting.length > 0) {
      this.#busy += 1;
      this.#send(this.#nextGroup()).finally(() => {
        this.#busy -= 1;
        this.#depart();
      });
    }
  }

  #nextGroup(): readonly Waiting[] {
    let changes = 0;
    const end = this.#waiting.findIndex(({ write }) => {
      changes += write.changes.length;
      return changes > MOST_CHANGES;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    const [first, ...others] = group;
    if (first === undefined) return;
    try {
      const numbers = await writeChanges(
        this.#sql,
        this.#systems,
        group.map(({ write }) => write),
      );
      for (const { resolve } of group) resolve(numbers);
    } catch (thrown) {
      if (others.length > 0 && wasUndone(thrown)) for (const one of group) await this.#send([one]);
      else for (const { reject } of group) reject(thrown);
    }
  }
}

/** The database itself refused, so nothing of it is there: one of them is at fault, the others need not know. */
const wasUndone = (thrown: unknown): boolean => !isFhirError(thrown) && /^[0-9A-Z]{5}$/.test(sqlStateOf(thrown) ?? '');

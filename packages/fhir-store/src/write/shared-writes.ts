import { wasRefused } from '../connection-loss.ts';
import { SharedLanes } from '../shared-lanes.ts';
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
  readonly #lanes: SharedLanes<Write, Numbers>;

  constructor(sql: Sql, systems: UriSystems) {
    this.#sql = sql;
    this.#systems = systems;
    this.#lanes = new SharedLanes({
      lanes: LANES,
      most: MOST_CHANGES,
      sizeOf: ({ changes }) => changes.length,
      send: async (group) => {
        const numbers = await writeChanges(sql, systems, group);
        return group.map(() => numbers);
      },
      // nothing of it is there: one of them is at fault, the others need not know
      wasUndone: wasRefused,
    });
  }

  /** @returns numbers of code systems, to be remembered */
  write(write: Write): Promise<Numbers> {
    return canShare(write) ? this.#lanes.send(write) : writeChanges(this.#sql, this.#systems, [write]);
  }
}

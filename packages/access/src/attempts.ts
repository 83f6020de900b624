import type { Sql } from '@lienmach/fhir-store';

/**
 * @source ../spec government.md section 10, control 1: lock after at most five failures (secondary); the delays are ours
 */
export const LOCK_OUT = { failures: 5, firstMinutes: 1, mostMinutes: 60 };

/** Wrong tries are forgotten when nobody tried for so long. */
const FORGOTTEN_HOURS = 24;

/** Counts tries at one lock of an account: `password`, `password:<place that knows the person>`, `code`. */
export interface Attempts {
  /** Counts before anything is looked at, so that parallel guesses count too. @returns false: locked, look at nothing */
  begin(login: string, lock: string): Promise<boolean>;
  /** It was the right one: everything before is forgotten. */
  succeed(login: string, lock: string): Promise<void>;
}

/**
 * Five tries, then one more after one minute, two, four … sixty. A lock locks itself and nothing else: a person on a browser
 * that knows them has one of their own, which strangers cannot use up.
 */
export function openAttempts(sql: Sql, now: () => Date): Attempts {
  return {
    async begin(login, lock) {
      const counted = await sql.query<{ failed: number }>({
        text: `insert into access_attempt as a (login, lock, failed, tried) values ($1, $7, 1, $2)
               on conflict (login, lock) do update set
                 failed = case when a.tried < $2::timestamptz - make_interval(hours => $6) then 1 else a.failed + 1 end,
                 locked_until = case when a.failed + 1 >= $3 and a.tried >= $2::timestamptz - make_interval(hours => $6)
                   then $2::timestamptz + make_interval(mins => least($4 * 2 ^ least(a.failed + 1 - $3, 20), $5)::int) end,
                 tried = $2
               where a.locked_until is null or a.locked_until <= $2::timestamptz
               returning failed`,
        values: [
          login,
          now().toISOString(),
          LOCK_OUT.failures,
          LOCK_OUT.firstMinutes,
          LOCK_OUT.mostMinutes,
          FORGOTTEN_HOURS,
          lock,
        ],
      });
      return counted.length > 0;
    },
    async succeed(login, lock) {
      await sql.query({ text: 'delete from access_attempt where login = $1 and lock = $2', values: [login, lock] });
    },
  };
}

/** All locks of an account open: its password is a new one, or an administrator opens it. */
export async function forgetAttempts(sql: Sql, login: string): Promise<void> {
  await sql.query({ text: 'delete from access_attempt where login = $1', values: [login] });
}

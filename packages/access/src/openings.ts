import type { Agent, Sql } from '@lienmach/fhir-store';

/** Somebody broke the glass: for a while neither label nor refusal keeps them from this one patient. */
export interface Opening {
  readonly who: string;
  readonly name: string;
  readonly patient: string;
  readonly reason: string;
  /** ISO instants */
  readonly opened: string;
  readonly until: string;
}

export interface OpeningDesk {
  /** From now on, everywhere. The access log has its row in the same transaction. */
  open(agent: Agent, opening: Pick<Opening, 'patient' | 'reason' | 'until'>): Promise<void>;
  /** newest first, with the reasons */
  list(most: number): Promise<Opening[]>;
}

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`;

/** @param onOpened  told when somebody sees more than before */
export function openOpenings(sql: Sql, now: () => Date, onOpened: () => void = () => undefined): OpeningDesk {
  return {
    async open({ who, display, client, purpose, address }, { patient, reason, until }) {
      await sql.query({
        text: `with opening as (insert into access_opening (who, name, patient, reason, opened, until)
                 values ($1, $2, $3, $4, $5, $6))
               insert into audit (at, agent, agent_name, client, action, activity, what, patient, query, purpose, address)
               values ($5::timestamptz, $1::text, $2::text, $7, 'E', 'break-glass', array['Patient/' || $3::text], array[$3::text],
                 $4::text, $8, $9)`,
        values: [who, display, patient, reason, now().toISOString(), until, client, purpose ?? null, address ?? null],
      });
      onOpened();
    },
    list: (most) =>
      sql.query<Opening>({
        text: `select who, name, patient, reason, ${instant('opened')}, ${instant('until')}
               from access_opening order by access_opening.opened desc limit $1`,
        values: [most],
      }),
  };
}

/** Openings of this caller that last. */
export const openFor = (sql: Sql, who: string, now: Date): Promise<{ patient: string; until: string }[]> =>
  sql.query({
    name: 'access_opening',
    text: `select patient, ${instant('until')} from access_opening where who = $1 and access_opening.until > $2`,
    values: [who, now.toISOString()],
  });

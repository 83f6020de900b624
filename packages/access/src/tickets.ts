import { randomBytes } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';

/** What is kept between two requests of one sign-in, in the table of the provider; gone when it is taken or too old. */
export interface Tickets {
  /** @param id  absent: an unguessable one is made. A second one of the same id replaces the first. @returns the id */
  put(kind: string, content: unknown, minutes: number, id?: string): Promise<string>;
  find<T>(kind: string, id: string): Promise<T | undefined>;
  /** Only one caller gets it. */
  take<T>(kind: string, id: string): Promise<T | undefined>;
}

const parse = <T>(row: { readonly payload: string } | undefined): T | undefined =>
  row === undefined ? undefined : (JSON.parse(row.payload) as T);

export function openTickets(sql: Sql, now: () => Date): Tickets {
  return {
    async put(kind, content, minutes, id = randomBytes(24).toString('base64url')) {
      await sql.query({
        text: `insert into access_payload (model, id, payload, expires) values ($1,$2,$3,$4)
               on conflict (model, id) do update set payload = excluded.payload, expires = excluded.expires`,
        values: [kind, id, JSON.stringify(content), new Date(now().getTime() + minutes * 60_000).toISOString()],
      });
      return id;
    },
    async find<T>(kind: string, id: string) {
      const text = 'select payload from access_payload where model = $1 and id = $2 and expires > $3';
      const [row] = await sql.query<{ payload: string }>({ text, values: [kind, id, now().toISOString()] });
      return parse<T>(row);
    },
    async take<T>(kind: string, id: string) {
      const text = 'delete from access_payload where model = $1 and id = $2 and expires > $3 returning payload';
      const [row] = await sql.query<{ payload: string }>({ text, values: [kind, id, now().toISOString()] });
      return parse<T>(row);
    },
  };
}

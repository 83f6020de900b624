import type { Sql, Statement } from '../sql.ts';

let walks = 0;

/** Rows of a long answer, a handful at a time, inside the transaction of `sql`; only one handful is ever in memory. */
export async function* walkRows<Row>(
  sql: Sql,
  { text, values = [] }: Statement,
  handful: number,
): AsyncGenerator<readonly Row[]> {
  walks += 1;
  const name = `walk_${walks}`;
  await sql.query({ text: `declare ${name} no scroll cursor for ${text}`, values });
  for (;;) {
    const rows = await sql.query<Row>({ text: `fetch ${handful} from ${name}` });
    if (rows.length > 0) yield rows;
    if (rows.length < handful) break;
  }
  await sql.query({ text: `close ${name}` });
}

import type { Sql } from '@lienmach/fhir-store';

/**
 * Rows of the log are ordered by the transaction that wrote them. A database restored from a dump begins to count its
 * transactions anew, far below the rows it brought along: what is written from now on then counts on from the newest of them.
 *
 * @returns how far the count was moved; 0 in a database that was never restored
 */
export async function alignAuditOrder(sql: Sql): Promise<number> {
  const [moved] = await sql.query<{ by: number }>({
    text: `with newest as (select max(tx)::text::numeric as tx from audit),
             ahead as (select newest.tx - audit_epoch.base - pg_snapshot_xmax(pg_current_snapshot())::text::numeric + 1 as rows
                       from newest, audit_epoch)
           update audit_epoch set base = base + ahead.rows from ahead where ahead.rows > 0 returning ahead.rows::float8 as by`,
  });
  return moved?.by ?? 0;
}

/** Transactions below this one have all ended, counted as the log counts them. */
export const settled =
  '(select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric + base)::text::xid8 from audit_epoch)';

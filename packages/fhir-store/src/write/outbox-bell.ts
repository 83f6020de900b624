import type { Sql } from '../sql.ts';

/** Channel on which writers say that the outbox has something. */
export const OUTBOX_CHANNEL = 'lienmach_outbox';

const QUIET = 15;

/**
 * Rings after commits, at most once in a few milliseconds, in a statement of its own: a NOTIFY inside the write would make
 * all commits of the server queue behind one lock. A lost ring costs nothing but time, the outbox is also polled.
 */
export function outboxBell(sql: Sql): () => void {
  let isWaiting = false;
  let hasMore = false;
  const ring = () => {
    hasMore = false;
    isWaiting = true;
    sql
      .query({ name: 'record_notify', text: 'select pg_notify($1, $2)', values: [OUTBOX_CHANNEL, ''] })
      .catch(() => undefined)
      .finally(() => {
        setTimeout(() => {
          isWaiting = false;
          if (hasMore) ring();
        }, QUIET).unref();
      });
  };
  return () => {
    if (isWaiting) hasMore = true;
    else ring();
  };
}

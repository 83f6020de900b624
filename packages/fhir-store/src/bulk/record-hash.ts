import { createHash } from 'node:crypto';
import { typeName } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import { inSnapshot } from './snapshot.ts';
import { walkRows } from './walk-rows.ts';

/** One number for a whole record: two sites with the same one hold the same resources, word for word. */
export interface RecordHash {
  readonly resources: number;
  /** SHA-256 over type, id and body of every current resource, in their order */
  readonly sha256: string;
}

interface Row {
  readonly type: number;
  readonly id: string;
  readonly body: string;
}

const HANDFUL = 500;

export const recordHash = (sql: Sql): Promise<RecordHash> =>
  inSnapshot(sql, async (snapshot) => {
    const hash = createHash('sha256');
    let resources = 0;
    const text = 'select type, id, body from resource where not deleted order by type, id';
    for await (const rows of walkRows<Row>(snapshot, { text }, HANDFUL))
      for (const { type, id, body } of rows) {
        hash.update(`${typeName(type)}/${id}\n${body}\n`);
        resources += 1;
      }
    return { resources, sha256: hash.digest('hex') };
  });

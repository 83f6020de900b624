import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '@lienmach/fhir-store';

/** The newest seal, as it is remembered outside the database. */
export interface AuditHead {
  readonly no: number;
  /** hexadecimal */
  readonly hash?: string;
}

const pathOf = (dataDir: string): string => join(dataDir, 'audit-head.json');

/** The newest seal that this site has seen; undefined: none yet, or the note is not readable. */
export function readAuditHead(dataDir: string): AuditHead | undefined {
  try {
    const { no, hash } = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as { no?: unknown; hash?: unknown };
    return typeof no === 'number' && typeof hash === 'string' ? { no, hash } : undefined;
  } catch {
    return undefined;
  }
}

interface Row {
  readonly no: number;
  readonly hash: string;
}

/**
 * Notes the newest seal beside the database, so that a log put back to an earlier state is found. A database that does not
 * hold the seal noted before notes nothing: what was seen stays known.
 */
export async function noteAuditHead(sql: Sql, dataDir: string): Promise<void> {
  const seen = readAuditHead(dataDir);
  const rows = await sql.query<Row>({
    text: `select no::int as no, encode(hash, 'hex') as hash from audit_seal
           where no = $1 or no = (select max(no) from audit_seal) order by audit_seal.no`,
    values: [seen?.no ?? 0],
  });
  const head = rows.at(-1);
  if (head === undefined || head.no === seen?.no) return;
  if (seen !== undefined && !rows.some(({ no, hash }) => no === seen.no && hash === seen.hash)) return;
  const draft = `${pathOf(dataDir)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(head), { mode: 0o600 });
  renameSync(draft, pathOf(dataDir));
}

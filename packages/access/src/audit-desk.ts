import type { KeyObject } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import type { AuditHead } from './audit-head.ts';
import { type AuditCheck, checkAudit } from './check-audit.ts';

/** How far the access log is sealed. */
export interface ChainState {
  /** number of the newest seal; 0: none yet */
  readonly seals: number;
  readonly sealedAt?: string;
}

export interface AuditDesk {
  chain(): Promise<ChainState>;
  /** Walks the whole chain. */
  check(): Promise<AuditCheck>;
}

/**
 * The log as its keeper looks after it.
 *
 * @param key  public half of the sealing key
 * @param seen  the newest seal that was noted outside the database
 */
export function openAuditDesk(
  sql: Sql,
  key: KeyObject,
  seen: () => AuditHead | undefined = () => undefined,
): AuditDesk {
  return {
    async chain() {
      const [head] = await sql.query<{ no: number; sealed_at: string }>({
        text: `select no::int as no, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as sealed_at
               from audit_seal order by audit_seal.no desc limit 1`,
      });
      return head === undefined ? { seals: 0 } : { seals: head.no, sealedAt: head.sealed_at };
    },
    check: () => checkAudit(sql, key, seen()),
  };
}

import type { KeyObject } from 'node:crypto';
import { type AuditCheck, type AuditHead, checkAudit } from '@lienmach/access';
import { checkRecord, type RecordCheck, type Sql } from '@lienmach/fhir-store';

export interface SiteCheck {
  readonly isSound: boolean;
  readonly record: RecordCheck;
  readonly audit: AuditCheck;
}

/**
 * Everything that can be checked without knowing what should be there: the record against itself, the log against its seals.
 *
 * @param seen  the newest seal of the log that was noted outside the database
 */
export async function checkSite(sql: Sql, auditKey: KeyObject, seen?: AuditHead): Promise<SiteCheck> {
  const record = await checkRecord(sql);
  const audit = await checkAudit(sql, auditKey, seen);
  return { isSound: record.findings.length === 0 && audit.isIntact, record, audit };
}

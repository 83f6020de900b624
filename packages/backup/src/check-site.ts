import type { KeyObject } from 'node:crypto';
import { type AuditCheck, checkAudit } from '@lienmach/access';
import { checkRecord, type RecordCheck, type Sql } from '@lienmach/fhir-store';

export interface SiteCheck {
  readonly isSound: boolean;
  readonly record: RecordCheck;
  readonly audit: AuditCheck;
}

/** Everything that can be checked without knowing what should be there: the record against itself, the log against its seals. */
export async function checkSite(sql: Sql, auditKey: KeyObject): Promise<SiteCheck> {
  const record = await checkRecord(sql);
  const audit = await checkAudit(sql, auditKey);
  return { isSound: record.findings.length === 0 && audit.isIntact, record, audit };
}

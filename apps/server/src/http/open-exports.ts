import { join } from 'node:path';
import type { AuditLog } from '@lienmach/access';
import { type ExportDesk, openExportDesk } from '@lienmach/bulk';
import type { BulkStore, FhirStore, Sql } from '@lienmach/fhir-store';
import { patientsOf } from './audit.ts';

interface Options {
  readonly sql: Sql;
  readonly store: FhirStore & BulkStore;
  readonly now: () => Date;
  /** data folder of the site */
  readonly folder: string;
  readonly audit: () => AuditLog;
}

/** Exports whose every handful is in the log of access, under the patients whose data it was. */
export const openExports = ({ sql, store, now, folder, audit }: Options): ExportDesk =>
  openExportDesk({
    sql,
    store,
    now,
    folder: join(folder, 'exports'),
    tell({ agent }, type, shown) {
      const { who, display, client, address } = agent;
      audit().record({
        at: now(),
        agent: who,
        agentName: display,
        client,
        action: 'R',
        outcome: 0,
        activity: 'export',
        what: [type],
        patient: patientsOf(shown),
        ...(address === undefined ? {} : { address }),
      });
    },
  });

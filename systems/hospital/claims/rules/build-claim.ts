import { benefitVisitOf, visitBenefit } from '@lienmach/benefit';
import { extensions, extensionValue, identifierSystems, identifierValue, logicalCode } from '@lienmach/core';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { errors } from '../errors.ts';
import type { ClaimFile, ClaimRow } from './claim-file.ts';
import type { RowValues } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { diagnosesOf } from './diagnoses.ts';
import { formRows } from './form-rows.ts';
import { drugRows, serviceRows } from './line-rows.ts';
import { courseRows, dischargePaperRow, recordSummaryRow } from './paper-rows.ts';
import { resultRows } from './result-rows.ts';
import { summaryRow } from './summary-row.ts';
import type { VisitRecord } from './visit-record.ts';

/**
 * Decides everything that the tables say: benefit, diagnoses, identity of the claim.
 *
 * @throws errors.noClaimId, errors.nothingToClaim (422), benefit.noArrival, benefit.unknownEntitlement
 * @source QĐ 3176/QĐ-BYT (29/10/2024) (secondary)
 */
export function claimedVisit(record: VisitRecord): ClaimedVisit {
  const claimId = identifierValue(record.encounter, identifierSystems.claimId);
  if (claimId === undefined) throw errors.noClaimId({ at: 'Encounter.identifier' });
  if (record.charges.length === 0) throw errors.nothingToClaim({ at: 'Encounter' });
  const visit = benefitVisitOf(record);
  const benefit = visitBenefit(visit);
  const rows = new Map(benefit.rows.map((row) => [row.line.id, row]));
  const lines = record.charges.flatMap(({ id, charge }) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ charge, row }];
  });
  const department = logicalCode(
    extensionValue(record.encounter, extensions.department, 'valueReference'),
    identifierSystems.department,
  );
  const departments = new Set(lines.flatMap(({ charge }) => charge.department || []));
  return {
    record,
    visit,
    benefit,
    lines,
    claimId,
    diagnoses: diagnosesOf(record),
    department: department ?? [...departments].join(';'),
  };
}

/** A row with every element of its table, in the order of the standard. */
function completeRow(table: string, values: RowValues): ClaimRow {
  const fields = findClaimTable(table)?.fields ?? [];
  return new Map(fields.map(({ name }) => [name, (values[name] ?? '').trim()]));
}

/**
 * The tables of a claim. A table without rows is left out.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 1 to 11, 13 to 15 (secondary)
 */
export function buildClaim(claimed: ClaimedVisit): ClaimFile {
  const single = (row: RowValues | undefined): RowValues[] => (row === undefined ? [] : [row]);
  const summary = summaryRow(claimed);
  const tables: readonly (readonly [string, readonly RowValues[]])[] = [
    ['XML1', [summary]],
    ['XML2', drugRows(claimed)],
    ['XML3', serviceRows(claimed)],
    ['XML4', resultRows(claimed)],
    ['XML5', courseRows(claimed)],
    ['XML7', single(dischargePaperRow(claimed))],
    ['XML8', single(recordSummaryRow(claimed))],
    ...formRows(claimed, summary),
  ];
  return new Map(
    tables
      .filter(([, rows]) => rows.length > 0)
      .map(([table, rows]) => [table, rows.map((row) => completeRow(table, row))]),
  );
}

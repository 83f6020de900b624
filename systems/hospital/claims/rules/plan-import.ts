import { type FhirError, isFhirError } from '@lienmach/outcome';
import { buildClaim, claimedVisit } from './build-claim.ts';
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';
import { type ClaimDifference, compareClaims } from './compare-claims.ts';
import { type ImportedVisit, importVisit } from './import-visit.ts';
import type { ImportWorld } from './import-world.ts';
import { importedRecord } from './imported-record.ts';
import { keepFields } from './keep-fields.ts';
import type { VisitRecord } from './visit-record.ts';

/** A visit ready to be written, and what of the file the record will tell in another way. */
export interface ImportPlan {
  readonly visit: ImportedVisit;
  readonly different: readonly ClaimDifference[];
  /** why no claim can be made of the visit, when none can */
  readonly unclaimable?: FhirError;
}

/** The tables that a record makes, or why it makes none. */
function tablesOf(record: VisitRecord): ClaimFile | FhirError {
  try {
    return buildClaim(claimedVisit(record));
  } catch (thrown) {
    if (isFhirError(thrown)) return thrown;
    throw thrown;
  }
}

/** Results that stand in the file and belong to no line of it. */
function untoldResults(claim: ClaimFile, { told }: ImportedVisit): ClaimDifference[] {
  const [all, some] = [rowsOf(claim, 'XML4').length, rowsOf(told, 'XML4').length];
  return all === some ? [] : [{ table: 'XML4', row: 0, field: '', inFile: String(all), inRecord: String(some) }];
}

function planWith(claim: ClaimFile, world: ImportWorld, facilityFunds: ReadonlySet<string>): ImportPlan {
  const visit = importVisit(claim, world, facilityFunds);
  const facility = textOf(rowsOf(claim, 'XML1')[0], 'MA_CSKCB');
  const tables = tablesOf(importedRecord(visit, world, facility));
  if (isFhirError(tables)) return { visit, different: [], unclaimable: tables };
  const kept = keepFields(visit, compareClaims(visit.told, tables));
  return { visit: kept.visit, different: [...untoldResults(claim, visit), ...kept.different] };
}

/** Rows with other funds whose parts come out otherwise: the file does not say whom the funds help. */
function doubtfulFunds(claim: ClaimFile, { different }: ImportPlan): Set<string> {
  const supported = ({ table, row }: ClaimDifference): boolean =>
    Number(textOf(rowsOf(claim, table)[row - 1], 'T_NGUONKHAC')) > 0;
  const lines = different.filter((one) => (one.table === 'XML2' || one.table === 'XML3') && supported(one));
  return new Set(lines.map(({ table, row }) => `${table}[${row}]`));
}

/**
 * A claim as the record will hold it. The record is asked for the claim before it is written: what it would not say is kept
 * with it, what it would say otherwise is told. Where figures fit only if other funds help the facility, they do.
 *
 * @param claim  under current names, in order
 * @throws core.* for what cannot be read
 * @source none: the mapping is that of `importVisit` and `buildClaim`
 */
export function planImport(claim: ClaimFile, world: ImportWorld): ImportPlan {
  const plan = planWith(claim, world, new Set());
  const doubtful = doubtfulFunds(claim, plan);
  if (doubtful.size === 0) return plan;
  const other = planWith(claim, world, doubtful);
  return other.different.length < plan.different.length ? other : plan;
}

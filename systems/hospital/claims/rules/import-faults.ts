import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import type { RuleFault } from './claim-rule.ts';
import { viewOf } from './claim-view.ts';
import { formChecks } from './form-checks.ts';

/** Rules of form without which a claim cannot be read: numbers, times, rows of another visit. */
const unreadable = ['STR-05', 'STR-06', 'STR-10'];

/** Without these there is no visit. */
const needed = 'MA_LK MA_BN HO_TEN NGAY_SINH MA_CSKCB NGAY_VAO NGAY_RA MA_LOAI_KCB'.split(' ');

const emptyAt = (table: string, row: ClaimRow | undefined, at: number, names: readonly string[]): RuleFault[] =>
  names
    .filter((name) => textOf(row, name) === '')
    .map((name) => ({ rule: 'STR-03', where: `${table}[${at + 1}].${name}` }));

/** A line that says neither what it was, nor how much, nor for how much. */
function emptyLines(claim: ClaimFile): RuleFault[] {
  const drugs = rowsOf(claim, 'XML2').flatMap((row, at) =>
    emptyAt('XML2', row, at, ['MA_THUOC', 'SO_LUONG', 'DON_GIA']),
  );
  const services = rowsOf(claim, 'XML3').flatMap((row, at) => [
    ...(textOf(row, 'MA_VAT_TU') === '' ? emptyAt('XML3', row, at, ['MA_DICH_VU']) : []),
    ...emptyAt('XML3', row, at, ['SO_LUONG', 'DON_GIA_BV']),
  ]);
  return [...drugs, ...services];
}

/**
 * Why a claim cannot become the record. Less than what stops the sending: a wrong sum is written down and judged later,
 * a time that is none is not.
 *
 * @param claim  under current names
 * @source QĐ 3176/QĐ-BYT (29/10/2024), tables (verified); what is needed for a visit: our own choice
 */
export function importFaults(claim: ClaimFile): RuleFault[] {
  const view = viewOf(claim);
  const form = unreadable.flatMap((rule) => (formChecks[rule]?.(view) ?? []).map((fault) => ({ rule, ...fault })));
  return [...emptyAt('XML1', view.summary, 0, needed), ...emptyLines(claim), ...form];
}

/** Does this fault of the envelope keep the claim out? A table that could be read all the same does not. */
export function keepsOut({ rule, where }: RuleFault, claim: ClaimFile): boolean {
  if (rule === 'ENV-08') return !claim.has(where.split('.').at(-1) ?? '');
  return rule === 'ENV-06' || rule === 'ENV-07' || rule === 'STR-11';
}

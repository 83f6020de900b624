import { type Xu, xu, ZERO } from '@lienmach/core';
import { type ClaimFile, rowsOf, textOf } from './claim-file.ts';
import type { ClaimFinding } from './claim-finding.ts';
import { numberAt } from './claim-numbers.ts';
import type { RuleFault } from './claim-rule.ts';

/** A fault with the weight its rule has at this site. */
export interface WeighedFault extends RuleFault {
  readonly severity: ClaimFinding['severity'];
}

/** What findings put at risk, one by one and altogether. */
export interface DongAtRisk {
  readonly findings: readonly ClaimFinding[];
  readonly atRisk: Xu;
  /** T_BHTT of the claim */
  readonly insurerPart: Xu;
}

const PLACE = /^(XML\d+)(?:\[(\d+)\])?/;

/** Certificates and notes that accompany a claim: no amount is claimed by them. */
const unpriced = new Set(['XML5', 'XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML12', 'XML13', 'XML14', 'XML15']);

/** What the fund is asked for in a row, never below nothing; what cannot be read counts as nothing (STR-05 says so). */
const fundPart = (claim: ClaimFile, table: string, at: number): Xu => {
  const amount = numberAt(rowsOf(claim, table)[at], 'T_BHTT');
  return amount === undefined || amount < 0n ? ZERO : xu(amount / 10n);
};

/** The priced lines a place speaks of, as `XML3 0`; 'all' for the whole claim. */
function linesAt(claim: ClaimFile, { where, severity }: WeighedFault): readonly string[] | 'all' {
  const [, table = '', number] = PLACE.exec(where) ?? [];
  const at = Number(number ?? 0) - 1;
  const isRow = at >= 0;
  if ((table === 'XML2' || table === 'XML3') && isRow) return [`${table} ${at}`];
  if (table === 'XML4' && isRow) {
    const service = textOf(rowsOf(claim, 'XML4')[at], 'MA_DICH_VU');
    return rowsOf(claim, 'XML3').flatMap((row, line) =>
      service !== '' && textOf(row, 'MA_DICH_VU') === service ? [`XML3 ${line}`] : [],
    );
  }
  return unpriced.has(table) && severity === 'warning' ? [] : 'all';
}

const partOf = (claim: ClaimFile, line: string): Xu => {
  const [table = '', at] = line.split(' ');
  return fundPart(claim, table, Number(at));
};

const sumOf = (claim: ClaimFile, lines: Iterable<string>, most: Xu): Xu => {
  let sum = 0n;
  for (const line of lines) sum += partOf(claim, line);
  return sum < most ? xu(sum) : most;
};

/**
 * What the fund would not pay if the findings hold. A finding of a line (or of the result of a service) puts the fund's part
 * of that line at risk; one of the whole claim (summary, card, days, structure, whole tables) the fund's part of the claim;
 * a warning in a certificate or a note nothing. A line is counted once, however many findings it has. One error stops the
 * sending, and with it the whole claim. Never more than the fund is asked for.
 *
 * @param faults  with the severity that holds at this site
 * @source none: our own measure, for putting work in order
 */
export function dongAtRisk(claim: ClaimFile, faults: readonly WeighedFault[]): DongAtRisk {
  const insurerPart = fundPart(claim, 'XML1', 0);
  const placed = faults.map((fault) => ({ fault, lines: linesAt(claim, fault) }));
  const findings = placed.map(
    ({ fault: { rule, severity, where, detail }, lines }): ClaimFinding => ({
      rule,
      severity,
      at: where,
      ...(detail === undefined ? {} : { detail }),
      atRisk: lines === 'all' ? insurerPart : sumOf(claim, new Set(lines), insurerPart),
    }),
  );
  const isWhole = placed.some(({ fault, lines }) => lines === 'all' || fault.severity === 'error');
  const touched = new Set(placed.flatMap(({ lines }) => (lines === 'all' ? [] : lines)));
  return { findings, insurerPart, atRisk: isWhole ? insurerPart : sumOf(claim, touched, insurerPart) };
}

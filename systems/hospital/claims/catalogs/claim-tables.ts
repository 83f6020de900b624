import type { ClaimField, ClaimTable } from './claim-table.ts';
import { xml1 } from './xml1-summary.ts';
import { xml2 } from './xml2-drugs.ts';
import { xml3 } from './xml3-services.ts';
import { xml4 } from './xml4-results.ts';
import { xml5 } from './xml5-course.ts';
import { xml6 } from './xml6-hiv.ts';
import { xml7 } from './xml7-discharge-paper.ts';
import { xml8 } from './xml8-record-summary.ts';
import { xml9 } from './xml9-birth-certificates.ts';
import { xml10 } from './xml10-pregnancy-leave.ts';
import { xml11 } from './xml11-sick-leave.ts';
import { xml13 } from './xml13-referral.ts';
import { xml14 } from './xml14-reexamination.ts';
import { xml15 } from './xml15-tuberculosis.ts';

/** The tables a claim file may carry, in the order they are written. XML12 is keyed in on the portal and never sent. */
export const claimTables: readonly ClaimTable[] = [
  xml1,
  xml2,
  xml3,
  xml4,
  xml5,
  xml6,
  xml7,
  xml8,
  xml9,
  xml10,
  xml11,
  xml13,
  xml14,
  xml15,
];

export const findClaimTable = (code: string): ClaimTable | undefined =>
  claimTables.find((table) => table.code === code);

/** Longest value on a day; undefined: unlimited. @param day  `yyyy-MM-dd` of discharge */
export function maxLengthOn(field: ClaimField, day: string): number | undefined {
  const { max } = field;
  if (max === undefined || typeof max === 'number') return max;
  const [first] = max;
  return (max.findLast(([from]) => from <= day) ?? first)?.[1] ?? undefined;
}

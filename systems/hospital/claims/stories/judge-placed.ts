import { toVnIso, vnMinuteOf } from '@lienmach/core';
import type { Claim, FhirResource } from 'fhir/r4';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { claimToStore, digestOfFile } from '../operations/prepare-visit-claim.ts';
import { buildClaim, claimedVisit } from '../rules/build-claim.ts';
import type { ClaimContext } from '../rules/claim-context.ts';
import type { ClaimFile } from '../rules/claim-file.ts';
import type { ClaimedVisit } from '../rules/claimed-visit.ts';
import { type DongAtRisk, dongAtRisk, type WeighedFault } from '../rules/dong-at-risk.ts';
import { judgeClaim, severityOf } from '../rules/judge-claim.ts';
import { medicineDays } from '../rules/summary-row.ts';
import { recordOfPlaced } from './placed-visit.ts';

/** A visit of the bench, judged as the operation judges one of the record. */
export interface JudgedPlaced {
  readonly claimed: ClaimedVisit;
  readonly file: ClaimFile;
  readonly faults: readonly WeighedFault[];
  readonly risk: DongAtRisk;
  /** milliseconds */
  readonly building: number;
  readonly judging: number;
  /** the envelope from ready rows, and how long that took */
  readonly xml: string;
  readonly writing: number;
}

/** Lists of a site that imported them whole, as far as the month asks. */
const lists: NonNullable<ClaimContext['lists']> = {
  icd10: Object.fromEntries(
    ['I10', 'E78.5', 'E11.9', 'J20.9', 'K29.7', 'K21.9', 'M54.5'].map((code) => [code, [{ name: code }]]),
  ),
  communes: { '99001': [{ name: 'Xã Thử' }] },
  departments: Object.fromEntries('K01 K02 K03 K11 K18 K19 K27'.split(' ').map((code) => [code, [{}]])),
  practitioners: Object.fromEntries([0, 1, 2, 3].map((at) => [`99020${at}/THU-GPHN`, [{}]])),
  facilities: { '99001': [{}] },
};

/** Builds, judges and writes one visit in memory. @param now  instant of judging */
export function judgePlaced(resources: readonly FhirResource[], now: Date): JudgedPlaced {
  const began = performance.now();
  const claimed = claimedVisit(recordOfPlaced(resources));
  const file = buildClaim(claimed);
  const built = performance.now();
  const days = medicineDays(claimed);
  const context: ClaimContext = {
    now: vnMinuteOf(now.toISOString()),
    lists,
    others: [],
    ...(days > 0 ? { medicineDays: days } : {}),
  };
  const faults = judgeClaim(file, context).map((fault) => ({ ...fault, severity: severityOf(fault) }));
  const risk = dongAtRisk(file, faults);
  const judged = performance.now();
  const xml = writeEnvelope({ facility: claimed.record.facility, made: '20261201', claims: [file] });
  const written = performance.now();
  return {
    claimed,
    file,
    faults,
    risk,
    xml,
    building: built - began,
    judging: judged - built,
    writing: written - judged,
  };
}

/** The Claim that the record keeps of a judged visit. */
export function storedClaimOf({ claimed, file, faults }: JudgedPlaced, now: Date): Claim {
  const digest = digestOfFile(claimed.record.facility, file);
  return claimToStore({ claimed, file, faults }, undefined, { digest, preparation: 'fresh', now: toVnIso(now) });
}

import { describe, expect, test } from 'vitest';
import { bundleRecord } from '../stories/bundle-record.ts';
import { claimWith } from '../stories/claim-for-tests.ts';
import { emptySite } from '../stories/empty-site-for-tests.ts';
import type { NeutralVisit } from '../stories/neutral-visit.ts';
import { neutralVisitBundle } from '../stories/neutral-visit-bundle.ts';
import { randomVisit } from '../stories/random-visit.ts';
import { buildClaim, claimedVisit } from './build-claim.ts';
import type { ClaimFile } from './claim-file.ts';
import { compareClaims } from './compare-claims.ts';
import { inOrder } from './import-visit.ts';
import { importedRecord } from './imported-record.ts';
import { planImport } from './plan-import.ts';

/** The claim that the record gives back after the file has become the record. */
function retold(claim: ClaimFile): { claim: ClaimFile; different: readonly object[] } {
  const plan = planImport(inOrder(claim), emptySite);
  const record = importedRecord(plan.visit, emptySite, '99001');
  return { claim: buildClaim(claimedVisit(record)), different: plan.different };
}

const ofVisit = (visit: NeutralVisit): ClaimFile => buildClaim(claimedVisit(bundleRecord(neutralVisitBundle(visit))));

describe('hồ sơ nhập vào rồi lập lại ra y như cũ', () => {
  test('lượt khám thường', () => {
    const claim = claimWith({ XML3: [{ MA_BENH: 'I10' }, { MA_BENH: 'I10' }] });
    const again = retold(claim);
    expect(again.different).toEqual([]);
    expect(again.claim).toEqual(claim);
  });

  test('120 lượt khám bất kỳ', () => {
    const different: string[] = [];
    for (let seed = 1; seed <= 120; seed += 1) {
      const claim = ofVisit(randomVisit(seed));
      const again = retold(claim);
      for (const one of [...again.different, ...compareClaims(claim, again.claim)])
        different.push(`r${seed} ${JSON.stringify(one)}`);
    }
    expect(different).toEqual([]);
  });
});

import { claimFieldsOf, type Extensible } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { writeCheckIn, writeEnvelope } from '../exchange/write-envelope.ts';
import { bundleRecord } from '../stories/bundle-record.ts';
import { claimWith } from '../stories/claim-for-tests.ts';
import { emptySite } from '../stories/empty-site-for-tests.ts';
import { neutralVisitBundle } from '../stories/neutral-visit-bundle.ts';
import { visitKinds, visitOfKind } from '../stories/visit-of-kind.ts';
import { buildClaim, claimedVisit } from './build-claim.ts';
import { checkInRows } from './check-in-rows.ts';
import type { ClaimFile } from './claim-file.ts';
import { inOrder } from './import-visit.ts';
import { importedRecord } from './imported-record.ts';
import { planImport } from './plan-import.ts';
import type { VisitRecord } from './visit-record.ts';

const isLong = process.env.LIENMACH_TEST_LONG !== undefined;
/** visits of each kind */
const VISITS = isLong ? 400 : 10;

/** milliseconds, for the full count on a busy machine */
const LONGEST = 900_000;

/** Check-in and envelope of a visit, as bytes. */
function written(record: VisitRecord): string {
  const claimed = claimedVisit(record);
  const envelope = writeEnvelope({ facility: '99001', made: '20261121', claims: [buildClaim(claimed)] });
  return `${writeCheckIn(checkInRows(claimed))}\n${envelope}`;
}

/** The record after the claim of another one was read into an empty site. */
function brought(claim: ClaimFile) {
  const plan = planImport(inOrder(claim), emptySite);
  const kept = plan.visit.resources.flatMap((resource: Extensible) => claimFieldsOf(resource));
  return { record: importedRecord(plan.visit, emptySite, '99001'), different: plan.different, kept };
}

describe('hồ sơ nhập vào rồi lập lại ra đúng từng byte', () => {
  test('hồ sơ viết tay', () => {
    const claim = claimWith({ XML3: [{ MA_BENH: 'I10' }, { MA_BENH: 'I10' }] });
    const { record, different } = brought(claim);
    expect(different).toEqual([]);
    expect(buildClaim(claimedVisit(record))).toEqual(claim);
  });

  test.each(visitKinds)(
    '%s',
    (kind) => {
      for (let seed = 1; seed <= VISITS; seed += 1) {
        const record = bundleRecord(neutralVisitBundle(visitOfKind(kind, seed)));
        const again = brought(buildClaim(claimedVisit(record)));
        // nothing of our own claims needs to be kept aside: every field has its place
        expect([seed, again.different, again.kept]).toEqual([seed, [], []]);
        expect(written(again.record)).toBe(written(record));
      }
    },
    LONGEST,
  );
});

import type { Organization } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLaboratory } from '../rules/referral-laboratory.ts';
import { GLUCOSE, HBV_DNA, openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { saveReferralLaboratory } from './save-referral-laboratory.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

const save = (more: object): Promise<Organization> =>
  world.hospital.as('lab-head').call(saveReferralLaboratory, undefined, {
    code: '01234',
    name: 'Trung tâm Thử',
    test: [{ code: GLUCOSE, hours: 24, usual: true }],
    ...more,
  });

test('khai báo, sửa lại: một cơ sở một dòng, danh sách xét nghiệm thay bằng danh sách mới', async () => {
  const first = await save({ phone: ' 024 1111 ', qualityLevel: '5' });
  expect(readLaboratory(first)).toMatchObject({ code: '01234', phone: '024 1111', qualityLevel: '5', isActive: true });
  const again = await save({ name: 'Trung tâm Thử 2', active: false, test: [{ code: HBV_DNA, hours: 12 }] });
  expect(again.id).toBe(first.id);
  expect(readLaboratory(again)).toMatchObject({
    name: 'Trung tâm Thử 2',
    isActive: false,
    tests: [{ code: HBV_DNA, hours: 12, isUsual: false }],
  });
});

test.each([
  ['badLaboratory', { name: ' ' }],
  ['badLaboratory', { test: [] }],
  ['badLaboratory', { test: [{ code: GLUCOSE, hours: 0 }] }],
  [
    'badLaboratory',
    {
      test: [
        { code: GLUCOSE, hours: 1 },
        { code: GLUCOSE, hours: 2 },
      ],
    },
  ],
  ['unknownTest', { test: [{ code: '99.9999.9999', hours: 1 }] }],
  ['usualTwice', { test: [{ code: VITAMIN, hours: 1, usual: true }] }],
])('từ chối: %s', async (code, more) => {
  await expect(save(more)).rejects.toMatchObject({ code: `lab-referral.${code}` });
});

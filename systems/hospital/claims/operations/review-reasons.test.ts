import { identifierSystems } from '@lienmach/core';
import type { Claim, Money } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HospitalWithGateway, openHospitalWithGateway } from '../stories/gateway-for-tests.ts';
import { importReview } from './import-review.ts';
import { reviewReasons } from './review-reasons.ts';

let house: HospitalWithGateway;
beforeAll(async () => {
  house = await openHospitalWithGateway();
});
afterAll(() => house.close());

const load = (text: string) =>
  house.hospital.as('claims-clerk').call(importReview, undefined, {
    file: { resourceType: 'Binary', contentType: 'text/csv', data: Buffer.from(text).toString('base64') },
  });
const idOf = ({ identifier = [] }: Claim) =>
  identifier.find(({ system }) => system === identifierSystems.claimId)?.value;
const store = () => house.hospital.as('tool').store;

interface Reasons {
  reason?: readonly { code?: string; text: string; count: number; amount: Money; open: number }[];
  isWhole: boolean;
}

test('lý do lặp lại được cộng lại, tốn nhất đứng đầu; việc đã giải trình không còn là đang mở', async () => {
  const rows = [(await house.sent()).claim, (await house.sent()).claim].map(
    (claim) => `${idOf(claim)},LAP,Lặp lại,900000`,
  );
  await load(['ma_lk,ma_ly_do,ly_do,so_tien_tu_choi', ...rows].join('\n'));
  const ask = (input: object = {}) => house.hospital.as('claims-clerk').call<Reasons>(reviewReasons, undefined, input);
  const all = await ask();
  expect(all.isWhole).toBe(true);
  expect(all.reason?.[0]).toMatchObject({
    code: 'LAP',
    text: 'Lặp lại',
    count: 2,
    amount: { value: 1_800_000 },
    open: 2,
  });
  const [task] = (await store().search('Task', 'status=requested')).filter(
    ({ reasonCode }) => reasonCode?.text === 'Lặp lại',
  );
  if (task === undefined) throw new TypeError('no task');
  await store().update({ ...task, status: 'completed' });
  expect((await ask({ from: '2026-11-21', to: '2026-11-21' })).reason?.[0]).toMatchObject({ count: 2, open: 1 });
  expect((await ask({ from: '2026-11-22' })).reason ?? []).toEqual([]);
  await expect(ask({ from: '2026-11-22', to: '2026-11-21' })).rejects.toMatchObject({ code: 'claims.daysTurned' });
});

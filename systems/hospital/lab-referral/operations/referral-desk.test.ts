import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { referralDesk } from './referral-desk.ts';
import { saveReferralLaboratory } from './save-referral-laboratory.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

const desk = (input: object) =>
  world.hospital.as('lab-technician').call(referralDesk, undefined, { state: 'to-send', ...input });

test('bàn gửi mẫu: cũ trước, từng trang, theo từng nơi nhận', async () => {
  const other = await world.hospital.as('lab-head').call(saveReferralLaboratory, undefined, {
    code: '01001',
    name: 'Bệnh viện Huyết học',
    test: [{ code: GLUCOSE, hours: 6, usual: true }],
  });
  const orders: string[] = [];
  for (const test of [VITAMIN, GLUCOSE, VITAMIN]) {
    const [one] = await world.ordered([test]);
    orders.push(`ServiceRequest/${one?.order.id}`);
    world.hospital.tick(1);
  }
  const first = await desk({ limit: 2 });
  expect(first.entry.map(({ order }) => order.reference)).toEqual(orders.slice(0, 2));
  expect(first).toMatchObject({
    toSend: 3,
    laboratory: [
      { name: 'Bệnh viện Huyết học', active: true, test: [{ code: GLUCOSE, hours: 6, usual: true }] },
      { name: 'Viện Vi sinh Miền Nam', qualityLevel: 'iso15189' },
    ],
  });
  const second = await desk({ limit: 2, cursor: first.next });
  expect(second.entry.map(({ order }) => order.reference)).toEqual(orders.slice(2));
  expect(second.next).toBeUndefined();
  const there = await desk({ laboratory: { reference: `Organization/${other.id}` } });
  expect(there).toMatchObject({ toSend: 1, entry: [{ order: { reference: orders[1] }, test: 'Định lượng Glucose' }] });
});

test.each([
  ['badState', { state: 'lost' }],
  ['badLimit', { limit: 0 }],
  ['badLimit', { limit: 201 }],
  ['unknownLaboratory', { laboratory: { reference: 'Organization/x' } }],
])('từ chối: %s', async (code, input) => {
  await expect(desk(input)).rejects.toMatchObject({ code: `lab-referral.${code}` });
});

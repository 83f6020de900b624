import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });

async function issued(number: string, donation: string, dates: object = {}) {
  const { order } = await world.confirmed(number);
  const bag = await world.bag(donation, 'A+', dates);
  const use = await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, number);
  return { order, bag, use };
}

test('hai người kiểm tra, mỗi người đăng nhập của mình; thẻ nói khác thì dừng; rồi mới truyền', async () => {
  const { bag, use } = await issued('BN26000001', 'HN-26-00001');
  const other = await world.bag('HN-26-00002', 'A+');
  await refused(world.start(use), 'twoChecksNeeded');
  await refused(world.check(use, bag, 'BN26000009', 'nurse'), 'wrongPatient');
  await refused(world.check(use, other, 'BN26000001', 'nurse'), 'wrongUnit');
  await refused(world.check(use, bag, 'BN26000001', 'nurse', { patientGroup: 'O' }), 'cardDisagrees');
  await refused(world.check(use, bag, 'BN26000001', 'nurse', { unitGroup: 'B' }), 'cardDisagrees');
  await refused(world.check(use, bag, 'BN26000001', 'nurse', { unitGroup: undefined }), 'cardUnread');
  await refused(world.check(use, bag, 'BN26000001', 'nurse', { patientGroup: 'X' }), 'cardUnread');
  await world.check(use, bag, 'BN26000001', 'nurse');
  await refused(world.check(use, bag, 'BN26000001', 'nurse'), 'checkedBefore');
  await refused(world.start(use), 'twoChecksNeeded');
  await world.check(use, bag, 'BN26000001', 'doctor');
  await refused(world.start(use, { temperature: undefined, pulse: undefined }), 'nothingObserved');
  await refused(world.start(use, { temperature: 368 }), 'outOfRange');
  const transfusion = await world.start(use);
  expect(transfusion).toMatchObject({
    status: 'in-progress',
    performer: [{ actor: { reference: 'Practitioner/nurse' } }],
  });
  await refused(world.start(use), 'notNow');
  const [bagOf] = await world.hospital.all('Provenance');
  expect(bagOf).toMatchObject({
    target: [{ reference: `Procedure/${transfusion.id}` }],
    entity: [{ what: { reference: `BiologicallyDerivedProduct/${bag.id}` } }],
  });
});

test('kiểm tra đã quá 30 phút phải làm lại; túi hết hạn không truyền', async () => {
  const { bag, use } = await issued('BN26000002', 'HN-26-00003');
  await world.check(use, bag, 'BN26000002', 'nurse');
  world.hospital.tick(31);
  await world.check(use, bag, 'BN26000002', 'doctor');
  await refused(world.start(use), 'twoChecksNeeded');
  await world.check(use, bag, 'BN26000002', 'nurse');
  world.hospital.tick(60 * 24 * 30);
  await refused(world.start(use), 'unitExpired');
  await refused(world.check(use, bag, 'BN26000002', 'nurse'), 'unitExpired');
});

test('phát khẩn, chưa biết nhóm: thẻ tại giường vẫn phải hợp với túi', async () => {
  const { visit } = await world.patient('BN26000003');
  const order = await world.order(visit, { urgency: 'stat', emergencyReason: 'Sốc mất máu, vỡ lách' });
  const bag = await world.bag('HN-26-00004', 'O+', { expires: '2026-04-10', collected: '2026-03-01' });
  const use = await world.issue(await world.reserve(order, bag), bag, 'BN26000003');
  await world.check(use, bag, 'BN26000003', 'nurse', { patientGroup: 'B', unitGroup: 'O' });
  const plasma = await world.bag('HN-26-00005', 'AB+', { component: 'plasma', expires: '2026-12-01' });
  const wanted = await world.order(visit, {
    component: 'plasma',
    urgency: 'stat',
    emergencyReason: 'Rối loạn đông máu',
  });
  const second = await world.issue(await world.reserve(wanted, plasma), plasma, 'BN26000003');
  const without = { patientGroup: 'B', unitGroup: undefined };
  await expect(world.check(second, plasma, 'BN26000003', 'nurse', without)).resolves.toMatchObject({
    status: 'in-progress',
  });
});

test('dự trù hủy khi túi đã lĩnh: không kiểm tra, không truyền được nữa', async () => {
  const { order, bag, use } = await issued('BN26000004', 'HN-26-00014', {
    collected: '2026-03-20',
    expires: '2026-04-20',
  });
  await world.check(use, bag, 'BN26000004', 'nurse');
  await world.check(use, bag, 'BN26000004', 'doctor');
  const reason = 'Người bệnh từ chối truyền';
  await world.press('doctor', 'ServiceRequest/$cancel-blood-order', `ServiceRequest/${order.id}`, { reason });
  await refused(world.check(use, bag, 'BN26000004', 'doctor'), 'orderCancelled');
  await refused(world.start(use), 'orderCancelled');
});

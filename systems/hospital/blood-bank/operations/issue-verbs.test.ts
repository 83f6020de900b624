import type { Observation, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitOf } from '../rules/blood-unit.ts';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });
const unit = async (id: string | undefined) =>
  unitOf(await world.hospital.as('tool').store.read('BiologicallyDerivedProduct', id ?? ''));

test('phát máu: đúng túi, đúng người, đã hòa hợp, có người lĩnh; sai một điều là dừng', async () => {
  const { order } = await world.confirmed('BN26000001');
  const [bag, other] = [await world.bag('HN-26-00001', 'A+'), await world.bag('HN-26-00002', 'A+')];
  const use = await world.reserve(order, bag);
  await refused(world.issue(use, bag, 'BN26000001'), 'noCrossmatch');
  await world.crossmatch(use);
  await refused(world.issue(use, bag, 'BN26000002'), 'wrongPatient');
  await refused(world.issue(use, other, 'BN26000001'), 'wrongUnit');
  const blank = { unit: bag.id, patient: 'BN26000001', receiver: ' ' };
  await refused(world.press('lab-technician', 'Task/$issue-unit', `Task/${use.id}`, blank), 'receiverMissing');
  const issued = await world.issue(use, bag, 'BN26000001');
  expect(issued).toMatchObject({ status: 'in-progress', businessStatus: { coding: [{ code: 'issued' }] } });
  expect((await unit(bag.id)).state).toBe('issued');
  await refused(world.issue(use, bag, 'BN26000001'), 'notNow');
});

test('hòa hợp đã hết hiệu lực thì không phát', async () => {
  const { order } = await world.confirmed('BN26000003');
  const bag = await world.bag('HN-26-00003', 'A+');
  const use = await world.crossmatch(await world.reserve(order, bag));
  world.hospital.tick(71 * 60);
  await world.sample(order, 'BN26000003');
  world.hospital.tick(60);
  expect(use.restriction?.period?.end).toBeDefined();
  await refused(world.issue(use, bag, 'BN26000003'), 'noCrossmatch');
});

test('phát khẩn: chưa xét nghiệm gì vẫn phát hồng cầu nhóm O khi bác sĩ đã ghi lý do, nhóm khác thì không', async () => {
  const { visit } = await world.patient('BN26000004');
  const order = await world.order(visit, { urgency: 'stat', emergencyReason: 'Sốc mất máu, vỡ lách' });
  const [o, a] = [await world.bag('HN-26-00004', 'O+'), await world.bag('HN-26-00005', 'A+')];
  await refused(world.reserve(order, a), 'groupNotConfirmed');
  const use = await world.reserve(order, o);
  await expect(world.issue(use, o, 'BN26000004')).resolves.toMatchObject({ status: 'in-progress' });
});

test.each([
  ['trong 30 phút, nguyên vẹn', 30, true, 'available'],
  ['quá 30 phút', 31, true, 'discarded'],
  ['trong 30 phút nhưng đã mở', 5, false, 'discarded'],
])('trả lại %s: %s phút, nguyên vẹn %s thì %s', async (name, minutes, intact, state) => {
  const number = `BN2600${name.length}${minutes}`;
  const { order } = await world.confirmed(number);
  const bag = await world.bag(`HN-26-${number}`, 'A+', { expires: '2026-03-28' });
  const use = await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, number);
  world.hospital.tick(minutes);
  const back = (reason: string) =>
    world.press('lab-technician', 'Task/$return-unit', `Task/${use.id}`, { intact, reason });
  await refused(back(''), 'reasonMissing');
  await expect(back('Hoãn mổ')).resolves.toMatchObject({ status: 'cancelled' });
  expect((await unit(bag.id)).state).toBe(state);
});

test('từng có kháng thể: lần âm tính sau không xóa; phát khẩn không hòa hợp phải có tên bác sĩ chấp nhận', async () => {
  const { visit } = await world.patient('BN26000009');
  const first = await world.order(visit);
  const sample = await world.sample(first, 'BN26000009');
  const screen = (result: string) =>
    world.press<Observation>('lab-technician', 'Specimen/$record-antibody-screen', `Specimen/${sample.id}`, { result });
  const positive = await screen('positive');
  world.hospital.tick(20);
  await screen('negative');
  const order = await world.order(visit, { urgency: 'stat', units: 3, emergencyReason: 'Sốc mất máu, vỡ lách' });
  const sheet = () =>
    world.press<Record<string, unknown>>('lab-technician', 'ServiceRequest/$blood-sheet', `ServiceRequest/${order.id}`);
  expect(await sheet()).toMatchObject({ screen: 'negative', hadAntibodies: true });
  const dates = { collected: '2026-03-05', expires: '2026-04-10' };
  const bags = [];
  for (const last of [1, 2, 3]) bags.push(await world.bag(`HN-26-0009${last}`, 'O+', dates));
  const [tested, blind, after] = bags;
  if (tested === undefined || blind === undefined || after === undefined) throw new Error('bags');
  const crossed = await world.crossmatch(await world.reserve(order, tested));
  await expect(world.issue(crossed, tested, 'BN26000009')).resolves.toMatchObject({ status: 'in-progress' });
  const use = await world.reserve(order, blind);
  await refused(world.issue(use, blind, 'BN26000009'), 'antibodiesKnown');
  const accepted = { unit: blind.id, patient: 'BN26000009', receiver: 'ĐD Thử', acceptedBy: 'BS. Thử' };
  const gone = await world.press<Task>('lab-technician', 'Task/$issue-unit', `Task/${use.id}`, accepted);
  expect(gone.input?.map(({ valueString }) => valueString)).toEqual(['ĐD Thử', 'BS. Thử']);
  // the screen was of somebody else's tube: struck, it stands in nobody's way
  await world.press('lab-doctor', 'Observation/$strike-blood-group', `Observation/${positive.id}`, {
    reason: 'Nhầm ống mẫu',
  });
  expect(await sheet()).toMatchObject({ hadAntibodies: false });
  await expect(world.issue(await world.reserve(order, after), after, 'BN26000009')).resolves.toMatchObject({
    status: 'in-progress',
  });
});

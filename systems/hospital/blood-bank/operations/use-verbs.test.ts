import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitOf } from '../rules/blood-unit.ts';
import { A_POSITIVE, type BankWorld, O_POSITIVE, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });
const stateOf = async (id: string | undefined) =>
  unitOf(await world.hospital.as('tool').store.read('BiologicallyDerivedProduct', id ?? '')).state;

test('chưa có mẫu thì không giữ; chưa xác nhận nhóm chỉ giữ nhóm O; xác nhận rồi giữ cùng nhóm', async () => {
  const { visit } = await world.patient('BN26000001');
  const order = await world.order(visit);
  const [a, o] = [await world.bag('HN-26-00001', 'A+'), await world.bag('HN-26-00002', 'O+')];
  await refused(world.reserve(order, o), 'noValidSample');
  await world.group(await world.sample(order, 'BN26000001'), A_POSITIVE);
  await refused(world.reserve(order, a), 'groupNotConfirmed');
  await expect(world.reserve(order, o)).resolves.toMatchObject({ status: 'requested' });
  world.hospital.tick(1);
  await world.group(await world.sample(order, 'BN26000001', 'doctor'), A_POSITIVE, 'lab-doctor');
  await expect(world.reserve(order, a)).resolves.toMatchObject({ status: 'requested' });
  const more = await world.bag('HN-26-00003', 'A+');
  await refused(world.reserve(order, more), 'enoughUnits');
});

test('túi không hợp nhóm, đã giữ cho người khác, hết hạn hoặc nhóm mâu thuẫn: không giữ', async () => {
  const { order } = await world.confirmed('BN26000002');
  await refused(world.reserve(order, await world.bag('HN-26-00004', 'B+')), 'notCompatible');
  const bag = await world.bag('HN-26-00005', 'A+');
  const other = await world.confirmed('BN26000003');
  const both = await Promise.allSettled([world.reserve(order, bag), world.reserve(other.order, bag)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'blood-bank.unitNotAvailable' },
  });
  world.hospital.tick(15);
  await world.group(await world.sample(other.order, 'BN26000003'), O_POSITIVE);
  await refused(world.reserve(other.order, await world.bag('HN-26-00006', 'O+')), 'groupDiscrepant');
  const short = await world.bag('HN-26-00007', 'A+', { expires: '2026-03-02T08:00:00+07:00' });
  world.hospital.tick(60);
  await refused(world.reserve(order, short), 'unitExpired');
});

test('hòa hợp: hồng cầu phải có kháng globulin; không hòa hợp thì túi về kho; bỏ giữ thì túi về kho', async () => {
  const { order } = await world.confirmed('BN26000004');
  const [first, second] = [await world.bag('HN-26-00008', 'A+'), await world.bag('HN-26-00009', 'A+')];
  const use = await world.reserve(order, first);
  await refused(world.crossmatch(use, { ahg: undefined }), 'phaseMissing');
  await refused(world.crossmatch(use, { saline: 'fine' }), 'unknownWord');
  const bad = await world.crossmatch(use, { ahg: 'incompatible' });
  expect(bad).toMatchObject({ status: 'failed', businessStatus: { coding: [{ code: 'incompatible' }] } });
  expect(await stateOf(first.id)).toBe('available');
  await refused(world.crossmatch(use), 'notNow');

  const good = await world.crossmatch(await world.reserve(order, second));
  expect(good).toMatchObject({ status: 'ready', output: [{ type: { coding: [{ code: 'crossmatch' }] } }] });
  expect(Date.parse(good.restriction?.period?.end ?? '')).toBeLessThanOrEqual(Date.parse('2026-03-05T10:00:00+07:00'));
  const at = `Task/${good.id}`;
  await refused(world.press('lab-technician', 'Task/$release-unit', at, { reason: '' }), 'reasonMissing');
  await world.press('lab-technician', 'Task/$release-unit', at, { reason: 'Hoãn mổ' });
  expect(await stateOf(second.id)).toBe('available');
  const plain = await world.hospital.as('tool').store.create({
    resourceType: 'Task' as const,
    status: 'requested' as const,
    intent: 'order' as const,
    code: { coding: [{ system: codeSystems.taskKind, code: 'other' }] },
  });
  await refused(world.crossmatch(plain), 'notAUse');
});

test('mẫu quá 72 giờ: phải lấy mẫu mới mới làm hòa hợp', async () => {
  const { order } = await world.confirmed('BN26000005');
  const use = await world.reserve(order, await world.bag('HN-26-00010', 'A+'));
  world.hospital.tick(72 * 60);
  await refused(world.crossmatch(use), 'sampleTooOld');
  await world.sample(order, 'BN26000005');
  await expect(world.crossmatch(use)).resolves.toMatchObject({ status: 'ready' });
});

test('hòa hợp: quét đúng ống và đúng túi đã làm; hạn tính theo ống đó, không theo ống mới nhất', async () => {
  const { order } = await world.confirmed('BN26000006');
  const other = await world.confirmed('BN26000007');
  const dates = { collected: '2026-03-04', expires: '2026-04-10' };
  const [bag, second] = [await world.bag('HN-26-00011', 'A+', dates), await world.bag('HN-26-00012', 'A+', dates)];
  const start = world.hospital.now();
  const numbers = async (reference: string | undefined) =>
    (await world.hospital.all('Specimen'))
      .filter(({ subject }) => subject?.reference === reference)
      .map((one) => identifierValue(one, identifierSystems.specimenNumber) ?? '');
  const [first = ''] = await numbers(order.subject.reference);
  const [foreign = ''] = await numbers(other.order.subject.reference);
  const use = await world.reserve(order, bag);
  await refused(world.crossmatch(use, { unit: second.id }), 'wrongUnit');
  for (const sample of [foreign, '000000B000000', '', 'a|b,c'])
    await refused(world.crossmatch(use, { sample }), 'wrongSample');
  world.hospital.tick(60 * 60);
  await world.sample(order, 'BN26000006');
  const done = await world.crossmatch(use, { sample: first });
  expect(Date.parse(done.restriction?.period?.end ?? '')).toBe(start.getTime() + 72 * 3_600_000);
});

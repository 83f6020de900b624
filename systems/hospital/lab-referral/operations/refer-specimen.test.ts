import type { Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stateOf } from '../rules/referral-task.ts';
import { GLUCOSE, HBV_DNA, openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { callBackReferral } from './call-back-referral.ts';
import { referSpecimen } from './refer-specimen.ts';
import { sendConsignment } from './send-consignment.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

const technician = () => world.hospital.as('lab-technician');
const refer = (number: string, more: object = {}) => technician().call(referSpecimen, undefined, { number, ...more });

test('mẫu nhận rồi thì tự vào danh sách của nơi thường gửi; xét nghiệm làm tại đây thì không; quét lại không thành hai', async () => {
  const [vitamin, glucose] = await world.ordered([VITAMIN, GLUCOSE]);
  if (vitamin === undefined || glucose === undefined) throw new Error('nothing ordered');
  const task = await world.referral(vitamin.order);
  expect(task).toMatchObject({
    status: 'requested',
    description: 'Định lượng Vitamin B12',
    owner: { reference: world.institute, display: 'Viện Vi sinh Miền Nam' },
  });
  expect(await world.referral(glucose.order)).toBeUndefined();
  const { task: again } = await refer(` ${vitamin.number} `);
  expect(again.map(({ id, meta }) => `${id} ${meta?.versionId}`)).toEqual([`${task?.id} 1`]);
});

test('mẫu chưa nhận thì chưa vào danh sách; nhận xong mới vào', async () => {
  const [one] = await world.ordered([HBV_DNA], { isReceived: false });
  if (one === undefined) throw new Error('nothing ordered');
  expect(await world.referral(one.order)).toBeUndefined();
  await expect(refer(one.number)).rejects.toMatchObject({ code: 'lab-referral.notReceived' });
  await world.hospital.as('tool').store.update({ ...one.tube, receivedTime: '2026-03-02T07:29:00+07:00' });
  await world.hospital.settled();
  expect(await world.referral(one.order)).toMatchObject({ status: 'requested' });
});

test('mẫu bị từ chối thì rút khỏi danh sách; ống lấy lại nhận xong thì vào lại', async () => {
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  const { store } = world.hospital.as('tool');
  await store.update({ ...one.tube, status: 'unsatisfactory' });
  await world.hospital.settled();
  expect(await world.referral(one.order)).toMatchObject({ status: 'cancelled' });
  const { id: _id, meta: _meta, ...tube } = one.tube;
  const again = await store.create<Specimen>({
    ...tube,
    identifier: [{ ...tube.identifier?.[0], value: '260302999999' }],
  });
  await world.hospital.settled();
  const task = await world.referral(one.order);
  expect(task).toMatchObject({
    status: 'requested',
    input: [{ valueReference: { reference: `Specimen/${again.id}` } }],
  });
  expect(task?.statusReason).toBeUndefined();
});

test('rút tay rồi thì không tự vào lại; quét lại và chọn nơi thì vào', async () => {
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  const id = `Task/${(await world.referral(one.order))?.id}`;
  await technician().call(callBackReferral, id, { reason: 'Máy tại đây chạy lại được' });
  await world.hospital.as('tool').store.update({ ...one.tube, note: [{ text: 'xem lại' }] });
  await world.hospital.settled();
  expect(await world.referral(one.order)).toMatchObject({ status: 'cancelled' });
  const { task } = await refer(one.number, { laboratory: { reference: world.institute } });
  expect(task.map(stateOf)).toEqual(['to-send']);
});

test('chỉ định bị hủy thì không gửi nữa', async () => {
  const [one] = await world.ordered([VITAMIN]);
  if (one === undefined) throw new Error('nothing ordered');
  await world.hospital.as('tool').store.update({ ...one.order, status: 'revoked' });
  await world.hospital.settled();
  expect(await world.referral(one.order)).toMatchObject({
    status: 'cancelled',
    statusReason: { text: 'Chỉ định đã hủy' },
  });
});

test('từ chối: không có mẫu, mẫu hỏng, không ai nhận làm, chưa biết gửi đâu, đã gửi, nơi nhận lạ', async () => {
  await expect(refer('')).rejects.toMatchObject({ code: 'lab-referral.unknownSpecimen' });
  await expect(refer('000000000000')).rejects.toMatchObject({ code: 'lab-referral.unknownSpecimen' });
  const [glucose] = await world.ordered([GLUCOSE]);
  const [vitamin] = await world.ordered([VITAMIN]);
  if (glucose === undefined || vitamin === undefined) throw new Error('nothing ordered');
  await expect(refer(glucose.number)).rejects.toMatchObject({ code: 'lab-referral.noUsualLaboratory' });
  await expect(refer(glucose.number, { laboratory: { reference: world.institute } })).rejects.toMatchObject({
    code: 'lab-referral.nothingToRefer',
  });
  await expect(refer(glucose.number, { laboratory: { reference: 'Organization/khong-co' } })).rejects.toMatchObject({
    code: 'lab-referral.unknownLaboratory',
  });
  await technician().call(sendConsignment, undefined, {
    laboratory: { reference: world.institute },
    task: [{ reference: `Task/${(await world.referral(vitamin.order))?.id}` }],
    temperature: 'cool',
  });
  await expect(refer(vitamin.number)).rejects.toMatchObject({ code: 'lab-referral.alreadySent' });
  await world.hospital.as('tool').store.update({ ...glucose.tube, status: 'unavailable' });
  await expect(refer(glucose.number)).rejects.toMatchObject({ code: 'lab-referral.specimenUnusable' });
});

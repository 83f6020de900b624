import { pageIn } from '@lienmach/papers';
import type { ServiceRequest, Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HBV_DNA, openReferralWorld, type ReferralWorld, VITAMIN } from '../stories/open-referral-world.ts';
import { callBackReferral } from './call-back-referral.ts';
import { printConsignment } from './print-consignment.ts';
import { referralDesk } from './referral-desk.ts';
import { sendConsignment } from './send-consignment.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await openReferralWorld();
});
afterAll(() => world.hospital.close());

const technician = () => world.hospital.as('lab-technician');
const desk = (state: string) => technician().call(referralDesk, undefined, { state });
const send = (tasks: readonly string[], more: object = {}) =>
  technician().call(sendConsignment, undefined, {
    laboratory: { reference: world.institute },
    task: tasks.map((reference) => ({ reference })),
    temperature: 'cool',
    courier: 'Anh Ba',
    ...more,
  });
async function listed(...tests: string[]): Promise<{ tasks: string[]; tube: string; order: string }> {
  const all = await world.ordered(tests);
  const tasks = await Promise.all(all.map(async ({ order }) => `Task/${(await world.referral(order))?.id}`));
  return { tasks, tube: all[0]?.tube.id ?? '', order: all[0]?.order.id ?? '' };
}

test('một chuyến: việc, chỉ định và mẫu cùng đổi, có hẹn trả; phiếu gửi mẫu in đủ, mẫu rút lại không còn trên phiếu', async () => {
  const { tasks, tube, order } = await listed(VITAMIN, HBV_DNA);
  expect(await desk('to-send')).toMatchObject({ toSend: 2, sent: 0, returned: 0 });
  const { number, task } = await send(tasks);
  expect(number).toMatch(/^G260302-[A-Z2-9]{4}$/);
  expect(task.map(({ status, restriction }) => [status, restriction?.period?.end]).toSorted()).toEqual([
    ['in-progress', '2026-03-04T07:30:00+07:00'],
    ['in-progress', '2026-03-05T07:30:00+07:00'],
  ]);
  const { store } = world.hospital.as('tool');
  const specimen: Specimen = await store.read('Specimen', tube);
  expect(specimen.processing?.at(-1)?.description).toBe(
    `Viện Vi sinh Miền Nam · chuyến ${number} · Lạnh 2–8 °C · Anh Ba`,
  );
  const sentOrder: ServiceRequest = await store.read('ServiceRequest', order);
  expect(sentOrder.performer).toEqual([{ reference: world.institute, display: 'Viện Vi sinh Miền Nam' }]);
  const out = await desk('sent');
  expect(out).toMatchObject({
    toSend: 0,
    sent: 2,
    entry: [
      { number, name: 'Trần Thị Thử', patientNumber: 'BN26000001', specimen: 'Ống đỏ', urgent: false },
      { number },
    ],
  });
  const paper = async () =>
    JSON.stringify(pageIn(await technician().call(printConsignment, tasks[1] ?? '', { as: 'page' })));
  const page = await paper();
  for (const word of [number, 'Trần Thị Thử', 'Định lượng Vitamin B12', 'HBV đo tải lượng', 'Lạnh 2–8 °C · Anh Ba'])
    expect(page).toContain(word);
  await technician().call(callBackReferral, tasks[0] ?? '', { reason: 'Bác sĩ đổi chỉ định' });
  expect(await paper()).not.toContain('Vitamin');
  const back: ServiceRequest = await store.read('ServiceRequest', order);
  expect(back.performer).toBeUndefined();
});

test('trễ hẹn thì giờ còn lại là số âm', async () => {
  const { tasks } = await listed(VITAMIN);
  const { number } = await send(tasks);
  world.hospital.tick(50 * 60);
  const { entry } = await desk('sent');
  expect(entry.find((one) => one.number === number)?.hoursLeft).toBe(-2);
});

test('từ chối: bấm hai lần, nơi khác, nhiệt độ lạ, giờ sai, không chọn gì, chỉ định đã hủy', async () => {
  const { tasks, order } = await listed(VITAMIN);
  await expect(send([])).rejects.toMatchObject({ code: 'system-kit.missingParameter' });
  await expect(send(Array.from({ length: 201 }, (_, at) => `Task/x${at}`))).rejects.toMatchObject({
    code: 'lab-referral.tooMany',
  });
  await expect(send(tasks, { temperature: 'hot' })).rejects.toMatchObject({ code: 'lab-referral.unknownTemperature' });
  await expect(send(tasks, { laboratory: { reference: 'Organization/x' } })).rejects.toMatchObject({
    code: 'lab-referral.unknownLaboratory',
  });
  for (const at of ['2026-03-02T07:00:00+07:00', '2030-01-01T00:00:00+07:00'])
    await expect(send(tasks, { at })).rejects.toMatchObject({ code: 'lab-referral.sentInFuture' });
  await send(tasks);
  await expect(send(tasks)).rejects.toMatchObject({ code: 'lab-referral.notToSend' });
  const other = await listed(VITAMIN);
  const { store } = world.hospital.as('tool');
  const read: ServiceRequest = await store.read('ServiceRequest', other.order);
  await store.update({ ...read, status: 'on-hold' });
  await expect(send(other.tasks)).rejects.toMatchObject({ code: 'lab-referral.notToSend' });
  expect(order).not.toBe('');
});

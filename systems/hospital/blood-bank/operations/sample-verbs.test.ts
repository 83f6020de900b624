import type { Observation, Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { A_POSITIVE, type BankWorld, O_POSITIVE, openBankWorld, reactions } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });

test('hai mẫu hai người mới xác nhận; lần nói khác thì chặn, bác sĩ gạch lần sai thì thông', async () => {
  const { visit } = await world.patient('BN26000001');
  const order = await world.order(visit);
  const first = await world.sample(order, 'BN26000001');
  expect(await world.group(first, A_POSITIVE)).toEqual({ state: 'single', group: 'A+' });
  expect(await world.group(first, A_POSITIVE, 'lab-doctor')).toEqual({ state: 'single', group: 'A+' });
  world.hospital.tick(1);
  const second = await world.sample(order, 'BN26000001', 'doctor');
  expect(await world.group(second, '4+ 0 4+ 4+ 4+')).toEqual({ state: 'discrepant' });
  world.hospital.tick(1);
  expect(await world.group(second, A_POSITIVE)).toEqual({ state: 'confirmed', group: 'A+' });
  world.hospital.tick(1);
  expect(await world.group(second, O_POSITIVE)).toEqual({ state: 'discrepant', group: 'O+' });

  const wrong = (await world.hospital.all('Observation')).find(
    ({ valueCodeableConcept }) => valueCodeableConcept?.coding?.[0]?.code === 'O+',
  );
  const at = `Observation/${wrong?.id}`;
  const strike = (reason: string) =>
    world.press<Observation>('lab-doctor', 'Observation/$strike-blood-group', at, { reason });
  await refused(strike('sai'), 'reasonMissing');
  expect((await strike('Nhầm ống mẫu khi làm lại')).status).toBe('entered-in-error');
  await refused(strike('Nhầm ống mẫu khi làm lại'), 'notNow');
  expect(await world.hospital.all('Provenance')).toMatchObject([{ reason: [{ text: 'Nhầm ống mẫu khi làm lại' }] }]);
  world.hospital.tick(1);
  expect(await world.group(second, A_POSITIVE)).toEqual({ state: 'confirmed', group: 'A+' });
});

test('máu người bệnh: chữ lạ, mẫu của phòng khác, mẫu quá 72 giờ đều bị từ chối', async () => {
  const { visit } = await world.patient('BN26000002');
  const sample = await world.sample(await world.order(visit), 'BN26000002');
  const at = `Specimen/${sample.id}`;
  const record = (input: object) => world.press('lab-technician', 'Specimen/$record-blood-group', at, input);
  await refused(record(reactions('5+ 0 4+')), 'unknownReaction');
  await refused(record(reactions(A_POSITIVE, 'guess')), 'unknownWord');
  const { meta: _, id: __, ...plain } = sample;
  const foreign = await world.hospital.as('tool').store.create<Specimen>(plain);
  await refused(world.group(foreign, A_POSITIVE), 'sampleNotOurs');
  const screen = (result: string) =>
    world.press<Observation>('lab-technician', 'Specimen/$record-antibody-screen', at, { result });
  await refused(screen('maybe'), 'unknownWord');
  expect(await screen('positive')).toMatchObject({ valueCodeableConcept: { text: 'Dương tính' } });
  world.hospital.tick(72 * 60);
  await refused(world.group(sample, A_POSITIVE), 'sampleTooOld');
});

test('không ai ghi nhóm máu hay sửa túi máu bằng FHIR thường', async () => {
  const written = (await world.hospital.all('Observation')).find(
    ({ meta }) => meta?.tag?.[0]?.code === 'determination',
  );
  const { id: _, meta, ...rest } = written ?? { resourceType: 'Observation', status: 'final', code: {} };
  const { store } = world.hospital.as('nurse');
  await refused(store.create({ ...rest, meta: { tag: meta?.tag ?? [] } }), 'byRoomOnly');
  await refused(store.update({ ...rest, id: written?.id ?? '' }), 'byRoomOnly');
});

test('một lần lấy không thành hai mẫu: bấm lại bị từ chối, người khác lấy hoặc sau 15 phút mới được', async () => {
  const { visit } = await world.patient('BN26000003');
  const order = await world.order(visit);
  const presses = await Promise.allSettled([world.sample(order, 'BN26000003'), world.sample(order, 'BN26000003')]);
  expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(presses.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'blood-bank.sampleTooSoon' },
  });
  world.hospital.tick(14);
  await refused(world.sample(order, 'BN26000003'), 'sampleTooSoon');
  await expect(world.sample(order, 'BN26000003', 'doctor')).resolves.toMatchObject({ status: 'available' });
  world.hospital.tick(1);
  await expect(world.sample(order, 'BN26000003')).resolves.toMatchObject({ status: 'available' });
});

test('gạch sàng lọc kháng thể ghi sai: phải có lý do, thôi tính vào phiếu, lý do và người gạch vẫn thấy', async () => {
  const { visit } = await world.patient('BN26000031');
  const order = await world.order(visit);
  const sample = await world.sample(order, 'BN26000031');
  interface Sheet {
    readonly hadAntibodies: boolean;
    readonly screen?: string;
    readonly screening?: readonly { readonly observation: { readonly reference: string }; readonly result: string }[];
    readonly struck?: readonly object[];
  }
  const sheet = () => world.press<Sheet>('lab-technician', 'ServiceRequest/$blood-sheet', `ServiceRequest/${order.id}`);
  const wrong = await world.press<Observation>(
    'lab-technician',
    'Specimen/$record-antibody-screen',
    `Specimen/${sample.id}`,
    { result: 'positive' },
  );
  const at = `Observation/${wrong.id}`;
  expect(await sheet()).toMatchObject({
    hadAntibodies: true,
    screen: 'positive',
    screening: [{ observation: { reference: at }, result: 'positive' }],
  });
  const strike = (who: 'lab-doctor' | 'lab-technician', reason: string) =>
    world.press<Observation>(who, 'Observation/$strike-blood-group', at, { reason });
  await expect(strike('lab-technician', 'Ghi nhầm ống')).rejects.toMatchObject({ status: 403 });
  await refused(strike('lab-doctor', ' '), 'reasonMissing');
  expect((await strike('lab-doctor', 'Ghi nhầm ống của người khác')).status).toBe('entered-in-error');
  const after = await sheet();
  expect([after.hadAntibodies, after.screen, after.screening ?? []]).toEqual([false, undefined, []]);
  expect(after.struck).toEqual([
    expect.objectContaining({
      observation: { reference: at },
      result: 'positive',
      reason: 'Ghi nhầm ống của người khác',
      struckBy: 'lab-doctor',
    }),
  ]);
  await refused(strike('lab-doctor', 'Ghi nhầm ống của người khác'), 'notNow');
});

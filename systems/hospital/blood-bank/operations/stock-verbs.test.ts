import type { BiologicallyDerivedProduct, Encounter, Location } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCharacter } from '../exchange/isbt128.ts';
import { unitOf } from '../rules/blood-unit.ts';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });
const scanned = { donation: undefined, group: undefined, collected: undefined, expires: undefined };
const LABEL = '=+05000=G12342665432100=%6200=<E0336V00=>026084=*026051';

test('quét ô vuông trên nhãn là đủ; quét lại thì đã nhập; túi của cùng người hiến là túi khác', async () => {
  const bag = await world.bag('', '', { ...scanned, scan: [LABEL] });
  expect(unitOf(bag)).toEqual({
    donation: 'G123426654321',
    product: 'E0336V00',
    component: 'red-cells',
    group: { abo: 'A', rhd: 'positive' },
    collected: '2026-02-20',
    expires: '2026-03-25T23:59:00+07:00',
    volume: 250,
    state: 'available',
  });
  await refused(world.bag('', '', { ...scanned, scan: [LABEL] }), 'receivedBefore');
  const plasma = LABEL.replace('E0336', 'E2534').replace('026084', '027040');
  const other = await world.bag('', '', { ...scanned, scan: [plasma], component: 'plasma' });
  expect(other.id).not.toBe(bag.id);
  const { order } = await world.confirmed('BN26000009');
  const reserve = (unit: string) =>
    world.press('lab-technician', 'ServiceRequest/$reserve-unit', `ServiceRequest/${order.id}`, { unit });
  await refused(reserve('=G12342665432100'), 'unitAmbiguous');
  await refused(reserve('=G12342665999900'), 'unitUnknown');
  await refused(reserve('???'), 'unitUnknown');
  await refused(reserve(plasma), 'wrongComponent');
  await expect(reserve('=G12342665432100 =<E0336V00')).resolves.toMatchObject({ status: 'requested' });
});

test('một túi quét rồi gõ tay, hoặc gõ tay rồi quét: vẫn là một túi', async () => {
  const DONATION = 'G123426000777';
  const typed = () => world.bag(`${DONATION}${checkCharacter(DONATION)}`, 'O+');
  const scan = [`=${DONATION}00`, '=%5100', '=<E0382V00', '=>026084', '=*026051'];
  await world.bag('', '', { ...scanned, scan });
  await refused(typed(), 'receivedBefore');
  await world.bag('HN-26-00020', 'O+');
  await refused(world.bag('HN-26-00020', 'O+', { scan: ['=<E0382V00'] }), 'receivedBefore');
  await expect(world.bag('HN-26-00020', 'O+', { component: 'plasma' })).resolves.toMatchObject({ status: 'available' });
});

test('nhãn không đọc được, thiếu, hết hạn, hạn quá xa đều không nhập', async () => {
  await refused(world.bag('', '', { ...scanned, scan: ['=+09000=G1'] }), 'labelUnreadable');
  await refused(world.bag('', '', { ...scanned, scan: ['=G12342600000100'] }), 'labelIncomplete');
  await refused(world.bag('G123426000002', 'O+'), 'donationUnreadable');
  await refused(world.bag('HN-26-1', 'O+', { expires: '2026-03-01' }), 'unitExpired');
  await refused(world.bag('HN-26-2', 'O+', { expires: '2026-05-25' }), 'expiryTooFar');
  await refused(world.bag('HN-26-3', 'O+', { component: 'water' }), 'unknownComponent');
  const check = checkCharacter('G123426000002');
  await expect(world.bag(`G1234 26 000002 ${check}`, 'O+')).resolves.toMatchObject({ status: 'available' });
});

test('chưa sàng lọc thì biệt trữ; bác sĩ cho ra; biệt trữ lại, hủy có lý do; túi đã hủy không đi đâu nữa', async () => {
  const bag = await world.bag('HN-26-00010', 'B+', { tested: false });
  expect(unitOf(bag).state).toBe('quarantine');
  const at = `BiologicallyDerivedProduct/${bag.id}`;
  const verb = (who: 'lab-technician' | 'lab-doctor', name: string, reason: string) =>
    world.press<BiologicallyDerivedProduct>(who, `BiologicallyDerivedProduct/$${name}`, at, { reason });
  await refused(verb('lab-doctor', 'clear-unit', ''), 'reasonMissing');
  expect(unitOf(await verb('lab-doctor', 'clear-unit', 'Đã có kết quả sàng lọc')).state).toBe('available');
  await refused(verb('lab-doctor', 'clear-unit', 'Đã có kết quả sàng lọc'), 'unitNotAvailable');
  const held = await world.press<{ unit: BiologicallyDerivedProduct; use?: readonly object[] }>(
    'lab-technician',
    'BiologicallyDerivedProduct/$quarantine-unit',
    at,
    { reason: 'Nơi cung cấp thu hồi' },
  );
  expect(held.use ?? []).toEqual([]);
  expect(unitOf(held.unit)).toMatchObject({ state: 'quarantine', reason: 'Nơi cung cấp thu hồi' });
  expect(unitOf(await verb('lab-technician', 'discard-unit', 'Thu hồi')).state).toBe('discarded');
  await refused(verb('lab-technician', 'quarantine-unit', 'Nơi cung cấp thu hồi'), 'unitNotAvailable');
});

test('túi hết hạn trong biệt trữ không ra được nữa', async () => {
  const bag = await world.bag('HN-26-00011', 'B+', { tested: false, expires: '2026-03-03' });
  world.hospital.tick(48 * 60);
  const at = `BiologicallyDerivedProduct/${bag.id}`;
  await refused(
    world.press('lab-doctor', 'BiologicallyDerivedProduct/$clear-unit', at, { reason: 'Đã sàng lọc' }),
    'unitExpired',
  );
});

test('thu hồi túi đang giữ: dự trù thôi giữ; túi đã lĩnh: tại giường dừng lại, trả về vẫn biệt trữ', async () => {
  const { order } = await world.confirmed('BN26000021');
  const recall = (bag: BiologicallyDerivedProduct) =>
    world.press(
      'lab-technician',
      'BiologicallyDerivedProduct/$quarantine-unit',
      `BiologicallyDerivedProduct/${bag.id}`,
      {
        reason: 'Nơi cung cấp thu hồi',
      },
    );
  const clear = (bag: BiologicallyDerivedProduct) =>
    world.press<BiologicallyDerivedProduct>(
      'lab-doctor',
      'BiologicallyDerivedProduct/$clear-unit',
      `BiologicallyDerivedProduct/${bag.id}`,
      { reason: 'Nơi cung cấp đính chính' },
    );
  const { store } = world.hospital.as('tool');
  const stateOf = async (bag: BiologicallyDerivedProduct) =>
    unitOf(await store.read('BiologicallyDerivedProduct', bag.id ?? ''));
  const later = { expires: '2026-03-30' };
  const [kept, gone] = [await world.bag('HN-26-00021', 'A+', later), await world.bag('HN-26-00022', 'A+', later)];
  const keptUse = await world.crossmatch(await world.reserve(order, kept));
  await recall(kept);
  expect((await stateOf(kept)).state).toBe('quarantine');
  expect(await store.read('Task', keptUse.id ?? '')).toMatchObject({ status: 'cancelled' });
  await refused(world.issue(keptUse, kept, 'BN26000021'), 'notNow');
  expect(unitOf(await clear(kept)).state).toBe('available');

  const use = await world.issue(await world.crossmatch(await world.reserve(order, gone)), gone, 'BN26000021');
  await world.check(use, gone, 'BN26000021', 'nurse');
  await world.check(use, gone, 'BN26000021', 'doctor');
  await recall(gone);
  await refused(world.check(use, gone, 'BN26000021', 'doctor'), 'unitHeld');
  await refused(world.start(use), 'unitHeld');
  expect(unitOf(await clear(gone)).state).toBe('issued');
  await recall(gone);
  const back = { intact: true, reason: 'Thu hồi' };
  await world.press('lab-technician', 'Task/$return-unit', `Task/${use.id}`, back);
  expect(await stateOf(gone)).toMatchObject({ state: 'quarantine', reason: 'Nơi cung cấp thu hồi; Trả lại: Thu hồi' });
});

test('thu hồi túi đang truyền: lệnh thu hồi nói đang truyền cho ai, ở đâu; dòng của khoa báo thu hồi; truyền xong vẫn còn lý do', async () => {
  const { order, visit } = await world.confirmed('BN26000023');
  const { store } = world.hospital.as('tool');
  const ward = await store.create<Location>({ resourceType: 'Location', name: 'Khoa Nội' });
  const encounter = await store.follow('Encounter', { reference: visit });
  const location = [{ location: { reference: `Location/${ward.id}`, display: 'Khoa Nội' } }];
  await store.update<Encounter>({ ...encounter, location });
  const [bag, other] = [
    await world.bag('HN-26-00024', 'A+', { expires: '2026-03-30' }),
    await world.bag('HN-26-00025', 'A+', { expires: '2026-03-30' }),
  ];
  const use = await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, 'BN26000023');
  await world.check(use, bag, 'BN26000023', 'nurse');
  await world.check(use, bag, 'BN26000023', 'doctor');
  const procedure = await world.start(use);
  await world.issue(await world.crossmatch(await world.reserve(order, other)), other, 'BN26000023');
  const recall = (one: BiologicallyDerivedProduct) =>
    world.press<{ use: readonly object[] }>(
      'lab-technician',
      'BiologicallyDerivedProduct/$quarantine-unit',
      `BiologicallyDerivedProduct/${one.id}`,
      { reason: 'Nơi cung cấp thu hồi' },
    );
  const wardUses = async () =>
    (
      await world.press<{ use: readonly { donation: string; state: string; isHeld: boolean; reason?: string }[] }>(
        'nurse',
        'Task/$ward-blood',
        undefined,
      )
    ).use
      .map(({ donation, state, isHeld, reason }) => [donation, state, isHeld, reason])
      .toSorted();
  expect(await wardUses()).toEqual([
    ['HN-26-00024', 'transfusing', false, undefined],
    ['HN-26-00025', 'issued', false, undefined],
  ]);
  expect((await recall(bag)).use).toEqual([
    expect.objectContaining({
      name: 'Người Thử BN26000023',
      patientNumber: 'BN26000023',
      task: { reference: `Task/${use.id}` },
      state: 'transfusing',
      place: 'Khoa Nội',
    }),
  ]);
  expect((await recall(other)).use).toEqual([expect.objectContaining({ state: 'issued' })]);
  expect(await wardUses()).toEqual([
    ['HN-26-00024', 'transfusing', true, 'Nơi cung cấp thu hồi'],
    ['HN-26-00025', 'issued', true, 'Nơi cung cấp thu hồi'],
  ]);
  await world.press('nurse', 'Procedure/$end-transfusion', `Procedure/${procedure.id}`, {
    volume: 80,
    reason: 'Túi máu bị thu hồi',
  });
  expect(unitOf(await store.read('BiologicallyDerivedProduct', bag.id ?? ''))).toMatchObject({
    state: 'transfused',
    reason: 'Nơi cung cấp thu hồi',
  });
  expect(await wardUses()).toHaveLength(1);
});

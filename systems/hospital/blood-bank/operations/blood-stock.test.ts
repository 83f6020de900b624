import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

test('kho máu: túi sắp hết hạn đứng trước, túi đã hủy không còn; truy vết từ túi ra người và từ người ra túi', async () => {
  const { order, patient } = await world.confirmed('BN26000001');
  const [first, second] = [
    await world.bag('HN-26-00001', 'A+'),
    await world.bag('HN-26-00002', 'A+', { expires: '2026-03-05' }),
  ];
  const gone = await world.bag('HN-26-00003', 'A+');
  await world.press(
    'lab-technician',
    'BiologicallyDerivedProduct/$discard-unit',
    `BiologicallyDerivedProduct/${gone.id}`,
    {
      reason: 'Túi rách',
    },
  );
  const use = await world.reserve(order, first);
  await world.press('lab-technician', 'Task/$release-unit', `Task/${use.id}`, { reason: 'Đổi túi khác' });
  world.hospital.tick(1);
  await world.issue(await world.crossmatch(await world.reserve(order, first)), first, 'BN26000001');

  const stock = await world.press<{ unit: { donation: string; state: string }[] }>(
    'lab-technician',
    'BiologicallyDerivedProduct/$blood-stock',
    undefined,
  );
  expect(stock.unit.map(({ donation, state }) => `${donation} ${state}`)).toEqual([
    'HN-26-00002 available',
    'HN-26-00001 issued',
  ]);
  const back = await world.press<{ way: object[] }>(
    'lab-technician',
    'BiologicallyDerivedProduct/$look-back',
    undefined,
    { unit: 'HN-26-00001' },
  );
  expect(back.way).toMatchObject([
    { patientNumber: 'BN26000001', state: 'issued' },
    { patientNumber: 'BN26000001', state: 'released' },
  ]);
  const history = await world.press<{ use: object[] }>(
    'doctor',
    'Patient/$transfusion-history',
    `Patient/${patient.id}`,
  );
  expect(history.use).toMatchObject([{ donation: 'HN-26-00001', state: 'issued' }]);
  expect(second.status).toBe('available');
});

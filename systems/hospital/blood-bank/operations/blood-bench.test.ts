import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitOf } from '../rules/blood-unit.ts';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';
import { listNewest } from './list-newest.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const bench = () =>
  world.press<{ entry: Record<string, unknown>[] }>('lab-technician', 'ServiceRequest/$blood-bench', undefined);

test('bàn phát máu: khẩn đứng trước, mỗi dự trù có nhóm máu và số túi ở từng bước', async () => {
  const { order } = await world.confirmed('BN26000001');
  const { visit } = await world.patient('BN26000002');
  await world.order(visit, { urgency: 'stat', units: 1, emergencyReason: 'Sốc mất máu, vỡ lách' });
  await world.crossmatch(await world.reserve(order, await world.bag('HN-26-00001', 'A+')));
  await world.reserve(order, await world.bag('HN-26-00002', 'O+'));
  expect((await bench()).entry).toMatchObject([
    { patientNumber: 'BN26000002', priority: 'stat', groupState: 'unknown', emergencyBy: 'doctor' },
    { patientNumber: 'BN26000001', groupState: 'confirmed', group: 'A+', reserved: 1, compatible: 1, issued: 0 },
  ]);
});

test('phiếu của một dự trù: mẫu, lần xét nghiệm, túi đã giữ, và túi nên lấy: cùng nhóm và sắp hết hạn trước', async () => {
  const { order } = await world.confirmed('BN26000003');
  await world.bag('HN-26-00010', 'A+', { expires: '2026-03-27' });
  await world.bag('HN-26-00011', 'A+', { expires: '2026-03-20' });
  await world.bag('HN-26-00012', 'O+', { expires: '2026-03-10' });
  await world.bag('HN-26-00013', 'B+');
  const sheet = await world.press<Record<string, unknown>>(
    'lab-technician',
    'ServiceRequest/$blood-sheet',
    `ServiceRequest/${order.id}`,
  );
  expect(sheet).toMatchObject({
    groupState: 'confirmed',
    group: 'A+',
    sample: [{}, {}],
    determination: [{ group: 'A+' }, { group: 'A+' }],
    use: [],
    suggestion: [
      { donation: 'HN-26-00011', fit: 'identical' },
      { donation: 'HN-26-00010', fit: 'identical' },
      { donation: 'HN-26-00012', fit: 'compatible' },
    ],
  });
});

test('dự trù không còn ai chờ tự đóng: túi đang giữ về kho, túi đã phát thì để lại cho khoa', async () => {
  const { order } = await world.confirmed('BN26000004');
  const busy = await world.confirmed('BN26000005');
  const dates = { collected: '2026-03-02', expires: '2026-04-10' };
  const [kept, gone] = [await world.bag('HN-26-00021', 'A+', dates), await world.bag('HN-26-00022', 'A+', dates)];
  await world.reserve(order, kept);
  await world.issue(await world.crossmatch(await world.reserve(busy.order, gone)), gone, 'BN26000005');
  const { store } = world.hospital.as('tool');
  const statuses = async () =>
    Promise.all([order, busy.order].map(async ({ id }) => (await store.read('ServiceRequest', id ?? '')).status));
  world.hospital.tick(7 * 24 * 60 - 1);
  await world.hospital.rounds();
  expect(await statuses()).toEqual(['active', 'active']);
  world.hospital.tick(1);
  await world.hospital.rounds();
  expect(await statuses()).toEqual(['revoked', 'active']);
  expect(unitOf(await store.read('BiologicallyDerivedProduct', kept.id ?? '')).state).toBe('available');
  expect((await bench()).entry.map(({ patientNumber }) => patientNumber)).toEqual(['BN26000005']);
});

test('danh sách dài: lấy đến mức đã định, mới nhất trước, nói là còn nữa chứ không báo lỗi', async () => {
  const { visit } = await world.patient('BN26000008');
  const made = [];
  for (let units = 1; units <= 4; units++) {
    made.push(await world.order(visit, { units, component: 'platelets' }));
    world.hospital.tick(1);
  }
  const { store } = world.hospital.as('tool');
  const query = `encounter=${visit}&_sort=-authored`;
  const ask = (most: number) =>
    listNewest((count, cursor) => store.page('ServiceRequest', `${query}&_count=${count}`, cursor), most);
  const three = await ask(3);
  expect(three.items.map(({ id }) => id)).toEqual(
    made
      .slice(1)
      .toReversed()
      .map(({ id }) => id),
  );
  expect(three.hasMore).toBe(true);
  expect(await ask(4)).toMatchObject({ hasMore: false });
  expect(await bench()).toMatchObject({ hasMore: false });
});

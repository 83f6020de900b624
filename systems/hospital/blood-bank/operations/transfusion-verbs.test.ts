import type { Observation, Procedure } from 'fhir/r4';
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

test('theo dõi, kết thúc hai túi: dự trù xong khi túi cuối truyền xong', async () => {
  const { order } = await world.confirmed('BN26000001');
  const { store } = world.hospital.as('tool');
  for (const [index, donation] of ['HN-26-00001', 'HN-26-00002'].entries()) {
    const bag = await world.bag(donation, 'A+');
    const use = await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, 'BN26000001');
    await world.check(use, bag, 'BN26000001', 'nurse');
    await world.check(use, bag, 'BN26000001', 'doctor');
    const running = await world.start(use);
    const at = `Procedure/${running.id}`;
    const observe = (input: object) => world.press<Observation>('nurse', 'Procedure/$observe-transfusion', at, input);
    await refused(observe({ note: 'ổn' }), 'nothingObserved');
    world.hospital.tick(15);
    expect(await observe({ pulse: 90, saturation: 98, note: 'Không khó chịu' })).toMatchObject({
      partOf: [{ reference: at }],
      component: [{ valueQuantity: { value: 90 } }, { valueQuantity: { value: 98 } }],
    });
    const end = (input: object) => world.press<Procedure>('nurse', 'Procedure/$end-transfusion', at, input);
    await refused(end({ reason: 'x' }), 'reasonMissing');
    const last = index === 1 ? { volume: 120, reason: 'Lệch kim, không lấy lại được ven' } : { volume: 250 };
    expect((await end(last)).status).toBe(index === 1 ? 'stopped' : 'completed');
    await refused(end({}), 'notRunning');
    expect(unitOf(await store.read('BiologicallyDerivedProduct', bag.id ?? '')).state).toBe('transfused');
    expect((await store.read('ServiceRequest', order.id ?? '')).status).toBe(index === 1 ? 'completed' : 'active');
  }
  const plain = await store.create<Procedure>({
    resourceType: 'Procedure',
    status: 'in-progress',
    subject: order.subject,
  });
  await refused(world.press('nurse', 'Procedure/$end-transfusion', `Procedure/${plain.id}`), 'notATransfusion');
});

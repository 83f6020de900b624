import type { AdverseEvent, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REACTION_CHECK } from '../catalogs/reactions.ts';
import { unitOf } from '../rules/blood-unit.ts';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `blood-bank.${code}` });

test('phản ứng: dừng truyền, ghi sự cố, sinh việc phải làm; túi sau chờ ngân hàng máu kiểm tra', async () => {
  const { order } = await world.confirmed('BN26000001');
  const [bag, next] = [await world.bag('HN-26-00001', 'A+'), await world.bag('HN-26-00002', 'A+')];
  const issue = async (one: typeof bag) => {
    const use = await world.issue(await world.crossmatch(await world.reserve(order, one)), one, 'BN26000001');
    await world.check(use, one, 'BN26000001', 'nurse');
    await world.check(use, one, 'BN26000001', 'doctor');
    return use;
  };
  const running = await world.start(await issue(bag));
  const second = await issue(next);
  const at = `Procedure/${running.id}`;
  const report = (input: object) =>
    world.press<AdverseEvent>('nurse', 'Procedure/$report-reaction', at, { sign: [], ...input });
  await refused(report({ kind: 'bad', severity: 'mild' }), 'unknownWord');
  await refused(report({ kind: 'fever', severity: 'bad' }), 'unknownWord');
  const event = await report({ kind: 'haemolytic', severity: 'severe', sign: ['Đau lưng', 'Rét run'], volume: 40 });
  expect(event).toMatchObject({
    event: { text: 'Tan máu cấp; Đau lưng; Rét run' },
    suspectEntity: [{ instance: { reference: at } }],
  });
  const { store } = world.hospital.as('tool');
  expect(await store.read('Procedure', running.id ?? '')).toMatchObject({ status: 'stopped' });
  await refused(report({ kind: 'fever', severity: 'mild' }), 'notRunning');

  const steps = (await world.hospital.all('Task')).filter(
    ({ focus }) => focus?.reference === `AdverseEvent/${event.id}`,
  );
  expect(steps).toHaveLength(5);
  await refused(world.start(second), 'reactionOpen');
  const stepOf = (code: string): string => `Task/${steps.find((one) => one.code?.coding?.[0]?.code === code)?.id}`;
  const close = (who: 'nurse' | 'lab-technician', verb: string, task: string, result: string) =>
    world.press<Task>(who, `Task/$${verb}`, task, { result });
  await refused(close('nurse', 'close-reaction-step', stepOf(REACTION_CHECK), 'Đã làm xong'), 'bankStep');
  await refused(close('nurse', 'close-reaction-step', stepOf('blood-reaction-line'), ''), 'reasonMissing');
  await close('nurse', 'close-reaction-step', stepOf('blood-reaction-line'), 'Mạch 96, huyết áp 110/70');
  await refused(close('nurse', 'close-reaction-step', stepOf('blood-reaction-line'), 'Đã làm xong'), 'stepDone');
  await refused(close('nurse', 'close-reaction-step', `Task/${second.id}`, 'Đã làm xong'), 'notAUse');
  await close('lab-technician', 'close-reaction-check', stepOf(REACTION_CHECK), 'Nhóm máu đúng, Coombs âm tính');
  await expect(world.start(second)).resolves.toMatchObject({ status: 'in-progress' });
});

test('nghi nhiễm khuẩn: các túi cùng lần hiến bị biệt trữ, túi đang giữ cho người khác thôi giữ', async () => {
  const { order } = await world.confirmed('BN26000002');
  const next = await world.confirmed('BN26000003');
  const part = (product: string, more: object = {}) =>
    world.bag('HN-26-00050', 'A+', { scan: [`=<${product}`], ...more });
  const [first, second] = [await part('E0336VA0'), await part('E0336VB0')];
  const plasma = await part('E2534V00', { component: 'plasma', expires: '2027-02-01' });
  const apart = await world.bag('HN-26-00051', 'A+');
  const kept = await world.crossmatch(await world.reserve(next.order, second));
  const use = await world.issue(await world.crossmatch(await world.reserve(order, first)), first, 'BN26000002');
  await world.check(use, first, 'BN26000002', 'nurse');
  await world.check(use, first, 'BN26000002', 'doctor');
  const running = await world.start(use);
  await world.press('nurse', 'Procedure/$report-reaction', `Procedure/${running.id}`, {
    kind: 'bacterial',
    severity: 'severe',
    sign: ['Sốt 40 °C'],
  });
  const { store } = world.hospital.as('tool');
  const states = [first, second, plasma, apart].map(async ({ id }) =>
    unitOf(await store.read('BiologicallyDerivedProduct', id ?? '')),
  );
  expect((await Promise.all(states)).map(({ state }) => state)).toEqual([
    'transfused',
    'quarantine',
    'quarantine',
    'available',
  ]);
  expect(await store.read('Task', kept.id ?? '')).toMatchObject({ businessStatus: { coding: [{ code: 'released' }] } });
  await refused(world.issue(kept, second, 'BN26000003'), 'notNow');
});

import type { Context } from '@lienmach/system-kit';
import type { AdverseEvent } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BankWorld, openBankWorld } from '../stories/open-bank-world.ts';
import { wardBlood } from './ward-blood.ts';

let world: BankWorld;
beforeAll(async () => {
  world = await openBankWorld();
});
afterAll(() => world.hospital.close());

interface Ward {
  failed: string[];
  use: Record<string, unknown>[];
  step: Record<string, unknown>[];
  waiting: Record<string, unknown>[];
}
const ward = () => world.press<Ward>('nurse', 'Task/$ward-blood', undefined);

test('khoa thấy: dự trù chưa có mẫu, túi đã lĩnh với ai đã kiểm tra, túi đang truyền, việc sau phản ứng', async () => {
  const { order, visit } = await world.confirmed('BN26000001');
  const bag = await world.bag('HN-26-00001', 'A+');
  const use = await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, 'BN26000001');
  await world.check(use, bag, 'BN26000001', 'nurse');
  const before = await ward();
  expect(before.waiting).toMatchObject([{ patientNumber: 'BN26000001', samples: 2 }]);
  expect(before.use).toMatchObject([
    { donation: 'HN-26-00001', state: 'issued', check: [{ name: 'nurse', isFresh: true }] },
  ]);
  await world.check(use, bag, 'BN26000001', 'doctor');
  const running = await world.start(use);
  expect((await ward()).use).toMatchObject([
    {
      state: 'transfusing',
      startedAt: '2026-03-02T07:30:00+07:00',
      transfusion: { reference: `Procedure/${running.id}` },
    },
  ]);
  await world.press<AdverseEvent>('nurse', 'Procedure/$report-reaction', `Procedure/${running.id}`, {
    kind: 'fever',
    severity: 'mild',
    sign: [],
  });
  const after = await ward();
  expect(after.use).toEqual([]);
  expect(after.step.filter(({ isForBank }) => isForBank)).toHaveLength(2);
  expect(after.step).toHaveLength(5);
  expect(await world.press<Record<string, unknown>>('doctor', 'Encounter/$visit-blood', visit)).toMatchObject({
    group: 'A+',
    groupState: 'confirmed',
    order: [{ transfused: 1, status: 'active' }],
  });
});

test('một phần không đọc được: phần đó nói là hỏng, túi đang ở khoa vẫn hiện', async () => {
  const { order } = await world.confirmed('BN26000002');
  const bag = await world.bag('HN-26-00002', 'A+');
  await world.issue(await world.crossmatch(await world.reserve(order, bag)), bag, 'BN26000002');
  const actor = { reference: 'Practitioner/tool', display: 'tool', roles: ['tool'], client: 'test' };
  const context = world.hospital.host.contextOf(actor);
  const store = new Proxy(context.store, {
    get: (target, name: keyof Context['store']) =>
      name === 'page'
        ? (type: 'Task', query: string) =>
            type === 'Task' ? target.page(type, query) : Promise.reject(new Error('không đọc được'))
        : target[name],
  });
  const broken = new Proxy(context, {
    get: (target, name: keyof Context) => (name === 'store' ? store : target[name]),
  });
  const shown = await wardBlood.run(broken, '', undefined);
  expect(shown).toMatchObject({ failed: ['waiting'], use: [{ donation: 'HN-26-00002' }], waiting: [] });
  expect(await ward()).toMatchObject({ failed: [] });
});

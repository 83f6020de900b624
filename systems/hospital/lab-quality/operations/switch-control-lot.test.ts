import type { Substance } from 'fhir/r4';
import { expect, test } from 'vitest';
import { targetsOf } from '../rules/control-lot.ts';
import { openControlWorld, potassium } from '../stories/open-control-world.ts';

test('lô mới chạy song song không giữ kết quả; đủ mười lần thì thành lô đang dùng với giới hạn của chính nó', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const doctor = hospital.as('lab-doctor');
  const fresh = await doctor.call<Substance>('Substance/$save-control-lot', undefined, {
    lot: '5580',
    level: '1',
    material: 'Huyết thanh chứng',
    expiry: '2027-06-30',
    target: [{ ...potassium, parallel: true }],
  });
  const change = (instrument: string = potassium.instrument) =>
    doctor.call<Substance>('Substance/$switch-control-lot', `Substance/${fresh.id}`, { instrument });
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `lab-quality.${code}` });
  await refused(change('AU-9'), 'notParallel');
  await refused(change(), 'tooFewPoints');
  for (const value of ['4,1', '4,2', '4,15', '4,12', '4,18', '4,1', '4,2', '4,15', '4,9', '4,15']) {
    expect((await world.run(value, undefined, '5580'))[0]).not.toHaveProperty('hold');
    hospital.tick(61);
  }
  expect(await hospital.all('DetectedIssue')).toHaveLength(0);

  hospital.tick(1440);
  const [target] = targetsOf(await change());
  expect(target).toMatchObject({ mode: 'in-use', from: '2026-03-03', mean: 4.225 });
  expect(target?.sd).toBeCloseTo(0.2399, 3);
  await refused(change(), 'notParallel');
  await refused(world.run('4'), 'noTarget');
  expect(await world.run('4,2', undefined, '5580')).toMatchObject([{ state: 'accepted' }]);
  await hospital.close();
});

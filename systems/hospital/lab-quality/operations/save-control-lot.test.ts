import type { Substance } from 'fhir/r4';
import { expect, test } from 'vitest';
import { targetsOf } from '../rules/control-lot.ts';
import { openControlWorld, potassium } from '../stories/open-control-world.ts';

test('khai báo lô nội kiểm: còn hạn, đích đọc được, mỗi mức một lô đang dùng; đổi đích thì đích cũ dừng hôm trước', async () => {
  const { hospital } = await openControlWorld();
  const save = (input: object) =>
    hospital.as('lab-doctor').call<Substance>('Substance/$save-control-lot', undefined, {
      lot: '5580',
      level: '1',
      material: 'Huyết thanh chứng',
      expiry: '2027-06-30',
      target: [{ ...potassium, parallel: true }],
      ...input,
    });
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `lab-quality.${code}` });
  await refused(save({ expiry: '2026-03-01' }), 'lotExpired');
  await refused(save({ target: [{ ...potassium, sd: 0 }] }), 'badTarget');
  await refused(save({ target: [potassium] }), 'lotTwice');
  expect(targetsOf(await save({}))).toMatchObject([{ mode: 'parallel', from: '2026-03-02', ucum: 'mmol/L' }]);

  hospital.tick(1440);
  const changed = await save({ lot: '4471', level: '2', target: [{ ...potassium, mean: 6.1, sd: 0.2 }] });
  expect(targetsOf(changed).map(({ mean, to }) => [mean, to])).toEqual([
    [6, '2026-03-02'],
    [6.1, undefined],
  ]);
  await hospital.close();
});

import { codeSystems, controlLineTag, identifierSystems, newestControlTag } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { MACHINE, openControlWorld, potassium } from '../stories/open-control-world.ts';
import { qualityBoard } from './quality-board.ts';

test('bảng nội kiểm: chưa chạy, đạt, hỏng và đang giữ, hôm sau lại là chưa chạy', async () => {
  const world = await openControlWorld();
  const board = () => world.hospital.as('lab-technician').call(qualityBoard, undefined, {});
  expect(await board()).toMatchObject({
    line: [{ name: 'Kali', state: 'missing', control: [{ level: '1' }, { level: '2' }] }],
    hold: [],
  });
  await world.run('4,05', '6,1');
  expect((await board()).line).toMatchObject([{ state: 'accepted', control: [{ z: 0.5 }, { z: 0.5 }] }]);
  world.hospital.tick(90);
  await world.run('4,5');
  expect(await board()).toMatchObject({
    line: [{ state: 'rejected' }],
    hold: [{ reason: 'qc-failed', instrument: MACHINE, indicator: ['K'], name: ['Kali'], action: [] }],
  });
  world.hospital.tick(2 * 1440);
  expect((await board()).line[0]?.state).toBe('missing');
  // a second machine with two indicators: pages, one machine, words of a name
  const target = ['NA', 'CL'].map((indicator) => ({
    instrument: 'AU-3',
    indicator,
    name: `Muối ${indicator}`,
    mean: 100,
    sd: 1,
    unit: 'mmol/L',
  }));
  const head = { lot: '9', level: '1', material: 'Huyết thanh chứng', expiry: '2026-12-31' };
  await world.hospital.as('lab-doctor').call('Substance/$save-control-lot', undefined, { ...head, target });
  const page = async (input: object) => {
    const { line, next, count } = await world.hospital.as('lab-technician').call(qualityBoard, undefined, input);
    return { lines: line.map(({ instrument, indicator }) => `${instrument} ${indicator}`), next, count };
  };
  expect(await page({ limit: 2 })).toEqual({ lines: [`${MACHINE} K`, 'AU-3 CL'], next: 'AU-3^CL', count: 3 });
  expect(await page({ limit: 2, cursor: 'AU-3^CL' })).toEqual({ lines: ['AU-3 NA'], next: undefined, count: 3 });
  expect((await page({ instrument: 'AU-3' })).lines).toEqual(['AU-3 CL', 'AU-3 NA']);
  expect((await page({ text: 'muoi na' })).lines).toEqual(['AU-3 NA']);
  for (const [input, code] of [
    [{ limit: 0 }, 'badLimit'],
    [{ cursor: 'AU-9^K' }, 'badCursor'],
  ] as const) {
    await expect(page(input)).rejects.toMatchObject({ code: `lab-quality.${code}` });
  }
  expect((await board()).machine).toEqual([MACHINE, 'AU-3']);
  await world.hospital.close();
});

/** as the mapping of an analyzer writes it */
const fromMachine = (id: string, value: number): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  meta: { tag: [newestControlTag({ instrument: MACHINE, indicator: 'K', lot: '4471', level: '1' })] },
  category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
  code: { coding: [{ system: codeSystems.labIndicator, code: 'K' }] },
  effectiveDateTime: '2026-03-02T07:29:00+07:00',
  device: { identifier: { system: identifierSystems.instrument, value: MACHINE } },
  specimen: { identifier: { system: identifierSystems.controlLot, value: '4471^1' } },
  valueQuantity: { value, unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' },
});

test('điểm của máy lên bảng ngay, chưa phán xét cũng thấy; phán xét xong điểm trước không còn nhãn', async () => {
  const { hospital, run } = await openControlWorld();
  const first = async () => (await hospital.as('lab-technician').call(qualityBoard, undefined, {})).line[0]?.control[0];
  await hospital.as('integration').store.update(fromMachine('may-1', 4.05));
  expect(await first()).toMatchObject({ state: 'pending' });
  await hospital.settled();
  expect(await first()).toMatchObject({ state: 'accepted', z: 0.5 });
  await run('4,1');
  expect(await first()).toMatchObject({ z: 1 });
  expect((await hospital.as('tool').store.read('Observation', 'may-1')).meta?.tag).toEqual([
    controlLineTag({ instrument: MACHINE, indicator: 'K' }),
  ]);
  await hospital.close();
});

test('bảng giữ sổ lô giữa hai lần hỏi: đổi giới hạn hay thôi dùng một lô thì thấy ngay, giới hạn của ngày mai thì mai mới có', async () => {
  const { hospital } = await openControlWorld();
  const levels = async () => {
    hospital.tick(0.1);
    const { line } = await hospital.as('lab-technician').call(qualityBoard, undefined, {});
    return line.flatMap(({ control }) => control.map(({ level, mean }) => `${level} ${mean}`));
  };
  const save = (level: string, mean: number, from: string) =>
    hospital.as('lab-doctor').call('Substance/$save-control-lot', undefined, {
      lot: '88',
      level,
      material: 'Huyết thanh chứng',
      expiry: '2026-12-31',
      target: [{ ...potassium, mean, from }],
    });
  expect(await levels()).toEqual(['1 4', '2 6']);
  await save('3', 8, '2026-03-02');
  expect(await levels()).toEqual(['1 4', '2 6', '3 8']);
  await save('3', 8.2, '2026-03-02');
  await save('4', 9, '2026-03-03');
  expect(await levels()).toEqual(['1 4', '2 6', '3 8.2']);
  const lots = await hospital.all('Substance');
  const second = lots.find(({ identifier }) => identifier?.[0]?.value === '4471^2');
  await hospital.as('lab-quality').store.update({ ...second, resourceType: 'Substance', status: 'inactive' });
  expect(await levels()).toEqual(['1 4', '3 8.2']);
  hospital.tick(1440);
  expect(await levels()).toEqual(['1 4', '3 8.2', '4 9']);
  await hospital.close();
});

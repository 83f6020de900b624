import { codeSystems } from '@lienmach/core';
import type { DetectedIssue, Device, Substance, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { MACHINE, openControlWorld } from '../stories/open-control-world.ts';
import { instrumentBoard } from './instrument-board.ts';

test('sổ máy và hóa chất: kế hoạch đến hạn, hiệu chuẩn quá hạn và lô mở quá ngày giữ kết quả, làm xong thì gỡ', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const head = hospital.as('lab-head');
  const technician = hospital.as('lab-technician');
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `lab-quality.${code}` });
  const open = async (): Promise<DetectedIssue[]> =>
    head.store.search('DetectedIssue', `_tag=${codeSystems.labHoldState}|open`);

  const calibration = {
    kind: 'calibration',
    title: 'Hiệu chuẩn ISE',
    everyDays: 1,
    last: '2026-03-02',
    indicator: ['K'],
  };
  const washing = { kind: 'maintenance', title: 'Rửa kim hút', everyDays: 7, last: '2026-03-01', indicator: [] };
  const save = (input: object) =>
    head.call<Device>('Device/$save-instrument', undefined, {
      code: MACHINE,
      name: 'Máy sinh hóa 2',
      plan: [],
      ...input,
    });
  await refused(save({ code: 'AU 2 ^' }), 'badInstrument');
  await refused(save({ plan: [{ ...washing, everyDays: 0 }] }), 'badPlan');
  await refused(save({ plan: [{ ...calibration, indicator: [] }] }), 'badPlan');
  const device = await save({ plan: [calibration, washing], model: 'AU480', serialNumber: 'SN1' });
  const work = (input: object) =>
    technician.call<Task>('Device/$record-service', `Device/${device.id}`, { passed: true, ...input });

  const reagent = {
    instrument: MACHINE,
    reagent: 'K-ISE',
    name: 'Điện cực kali',
    lot: 'E1',
    expiry: '2026-12-31',
    quantity: 100,
    unit: 'test',
    minimum: 80,
    onboardDays: 1,
    indicator: ['K'],
  };
  const receive = (input: object = {}) =>
    technician.call<Substance>('Substance/$receive-reagent', undefined, { ...reagent, ...input });
  await refused(receive({ quantity: 0 }), 'badQuantity');
  await refused(receive({ expiry: '2026-03-01' }), 'lotExpired');
  await refused(receive({ instrument: 'AU-9' }), 'unknownInstrument');
  const lot = await receive();
  const move = (act: string, quantity?: number, id = lot.id) =>
    technician.call<Substance>('Substance/$move-reagent', `Substance/${id}`, {
      act,
      ...(quantity === undefined ? {} : { quantity }),
    });
  await refused(move('use', 101), 'badQuantity');
  await refused(move('drink'), 'unknownAct');
  const control = (await hospital.all('Substance')).find(({ id }) => id !== lot.id);
  await refused(move('open', undefined, control?.id), 'notAReagent');
  await move('use', 30);
  expect(await technician.call(instrumentBoard, undefined)).toMatchObject({
    instrument: [
      {
        code: MACHINE,
        inService: true,
        plan: [
          { title: 'Hiệu chuẩn ISE', on: '2026-03-03', state: 'soon' },
          { title: 'Rửa kim hút', on: '2026-03-08', state: 'soon' },
        ],
      },
    ],
    reagent: [{ lot: 'E1', quantity: 70, opened: '2026-03-02', goodUntil: '2026-03-03', state: 'in-use', low: true }],
  });

  // two days later the daily control finds both past their day
  hospital.tick(2 * 1440);
  await world.run('4,0', '6,0');
  await world.run('4,0', '6,0');
  const held = await open();
  expect(held.map(({ code }) => code?.coding?.[0]?.code).toSorted()).toEqual(['calibration-due', 'lot-expired']);
  const due = held.find(({ code }) => code?.coding?.[0]?.code === 'calibration-due');
  const action = 'Đã gọi hãng, hẹn chiều nay';
  await refused(head.call('DetectedIssue/$close-hold', `DetectedIssue/${due?.id}`, { action }), 'causeRemains');
  await refused(move('use', 1), 'lotExpired');

  await refused(work({ plan: 'Thay đèn' }), 'unknownPlan');
  await refused(work({}), 'unknownPlan');
  expect(await work({ plan: 'Hiệu chuẩn ISE', passed: false, note: 'độ dốc thấp', inService: false })).toMatchObject({
    status: 'failed',
    owner: { display: 'lab-technician' },
    note: [{ text: 'độ dốc thấp' }],
  });
  expect(await open()).toHaveLength(2);
  await work({ work: 'Thay điện cực', inService: true });
  await work({ plan: 'Hiệu chuẩn ISE', note: 'độ dốc 54' });
  await move('discard');
  expect(await open()).toHaveLength(0);
  const closed = await head.store.search('DetectedIssue', `_tag=${codeSystems.labHoldState}|closed`);
  expect(closed.map(({ mitigation }) => mitigation?.[0]?.action.text).toSorted()).toEqual([
    'Hiệu chuẩn ISE: đã hiệu chuẩn, đạt. độ dốc 54',
    'Đã bỏ Điện cực kali, lô E1',
  ]);
  expect(await technician.call(instrumentBoard, undefined)).toMatchObject({
    instrument: [{ inService: true, plan: [{ last: '2026-03-04' }, { last: '2026-03-01' }] }],
    reagent: [],
  });
  expect(await save({ code: 'AU-5', plan: [] })).not.toHaveProperty('extension'); // refused once: an empty list is no FHIR
  const other = await hospital.as('tool').store.create<Device>({ resourceType: 'Device', status: 'active' });
  await refused(
    technician.call('Device/$record-service', `Device/${other.id}`, { passed: true, work: 'x' }),
    'unknownInstrument',
  );
  await hospital.close();
});

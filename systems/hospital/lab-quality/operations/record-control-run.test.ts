import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Observation } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlWorld, MACHINE, openControlWorld } from '../stories/open-control-world.ts';

let world: ControlWorld;
beforeAll(async () => {
  world = await openControlWorld();
});
afterAll(() => world.hospital.close());

const RUN = 'Observation/$record-control-run';
const press = (value: readonly object[], more: object = {}) =>
  world.hospital.as('lab-technician').call(RUN, undefined, { instrument: MACHINE, value, ...more });
/** what the tags say is the newest of each level */
const newest = async (): Promise<string[]> =>
  ((await world.hospital.all('Observation')) as Observation[])
    .flatMap(({ meta, valueQuantity }) =>
      (meta?.tag ?? [])
        .filter(({ system }) => system === codeSystems.controlNewest)
        .map(({ code }) => `${code} ${valueQuantity?.value}`),
    )
    .toSorted();
const typed = (value: string, more: object = {}) => ({ lot: '4471', level: '1', indicator: 'K', value, ...more });

test('ghi nội kiểm: đọc không được thì không ghi gì; nói rõ lô, đích, giờ nào sai', async () => {
  const refused = async (value: readonly object[], code: string, more: object = {}) =>
    expect(press(value, more)).rejects.toMatchObject({ code: `lab-quality.${code}` });
  await refused([], 'nothingMeasured');
  await refused([typed('4,0'), typed('cao', { level: '2' })], 'notANumber');
  await refused([typed('4,0', { lot: '9999' })], 'unknownLot');
  await refused([typed('140', { indicator: 'NA' })], 'noTarget');
  await refused([typed('4,0')], 'noTarget', { instrument: 'AU-9' });
  await refused([typed('4,0')], 'measuredInFuture', { at: '2026-03-02T07:31:00+07:00' });
  expect(await world.hospital.all('Observation')).toHaveLength(0);
});

test('hai mức đạt; ghi lại cùng lần chạy không thêm gì, giá trị khác cùng giờ bị từ chối', async () => {
  expect(await world.run('4,05', '6.1')).toEqual([
    expect.objectContaining({ level: '1', state: 'accepted', rule: [], z: 0.5 }),
    expect.objectContaining({ level: '2', state: 'accepted', rule: [], z: 0.5 }),
  ]);
  await world.run('4,05', '6.1');
  expect(await world.hospital.all('Observation')).toHaveLength(2);
  expect(await newest()).toEqual(['AU-2^K^4471^1 4.05', 'AU-2^K^4471^2 6.1']);
  await expect(press([typed('4,1')])).rejects.toMatchObject({ code: 'lab-quality.pointTaken' });
});

test('đúng 2 SD là đạt, quá 2 SD là cảnh báo và không giữ kết quả', async () => {
  world.hospital.tick(120);
  expect(await world.run('4,2')).toMatchObject([{ state: 'accepted' }]);
  world.hospital.tick(120);
  expect(await world.run('3,79')).toMatchObject([{ state: 'warning', rule: ['1-2s'] }]);
  // typed later, measured before: it is judged, and is not the newest
  await press([typed('4,0')], { at: '2026-03-02T08:00:00+07:00' });
  expect(await newest()).toEqual(['AU-2^K^4471^1 3.79', 'AU-2^K^4471^2 6.1']);
  expect(await world.hospital.all('DetectedIssue')).toHaveLength(0);
});

test('quá 3 SD: giữ kết quả kali của máy này từ lần đạt cuối; hỏng tiếp thì vẫn một lệnh giữ, thêm bằng chứng', async () => {
  world.hospital.tick(120);
  expect(await world.run('4,31')).toMatchObject([{ state: 'rejected', rule: ['1-3s'] }]);
  world.hospital.tick(5);
  expect(await world.run('4,35')).toMatchObject([{ state: 'rejected', rule: ['1-3s', '2-2s'] }]);
  const holds = await world.hospital.all('DetectedIssue');
  expect(holds).toHaveLength(1);
  expect(holds[0]).toMatchObject({
    status: 'preliminary',
    meta: { tag: [{ system: codeSystems.labHoldState, code: 'open' }] },
    code: { coding: [{ system: codeSystems.labHold, code: 'qc-failed' }] },
    implicated: [{ identifier: { system: identifierSystems.instrument, value: MACHINE } }],
    evidence: [{ code: [{ coding: [{ system: codeSystems.labIndicator, code: 'K' }] }] }],
    identifiedPeriod: { start: '2026-03-02T09:30:00+07:00' },
    detail: 'Kali, mức 1, lô 4471: 4,35 (3,5 SD) phạm luật 1-3s, 2-2s',
  });
  expect(holds[0]?.evidence?.[0]?.detail).toHaveLength(2);
});

/** as the mapping of an analyzer writes it */
const fromMachine = (id: string, value: number, unit: string, lot = '4471^2'): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
  code: { coding: [{ system: codeSystems.labIndicator, code: 'K' }] },
  effectiveDateTime: '2026-03-02T13:40:00+07:00',
  device: { identifier: { system: identifierSystems.instrument, value: 'AU-3' } },
  specimen: { identifier: { system: identifierSystems.controlLot, value: lot } },
  valueQuantity: { value, unit, system: codeSystems.ucum, code: unit },
});

test('máy gửi nội kiểm: được phán xét một lần; sai đơn vị thì giữ, lô lạ thì chỉ nói là chưa có đích', async () => {
  const { hospital } = world;
  const target = { instrument: 'AU-3', indicator: 'K', name: 'Kali', mean: 6, sd: 0.2, unit: 'mmol/L' };
  const lot = { lot: '4471', level: '2', material: 'Huyết thanh chứng', expiry: '2026-12-31' };
  await hospital.as('lab-doctor').call('Substance/$save-control-lot', undefined, { ...lot, target: [target] });
  const { store } = hospital.as('integration');
  const flagged = [{ coding: [{ system: 'urn:may', code: 'H' }] }];
  await store.update({ ...fromMachine('may-1', 6.1, 'mmol/L'), interpretation: flagged });
  await store.update({
    ...fromMachine('may-2', 6.1, 'mmol/L'),
    specimen: { identifier: { system: identifierSystems.controlLot, value: 'la^1' } },
  });
  await hospital.settled();
  const states = async (id: string) =>
    (await store.read('Observation', id)).interpretation?.[0]?.coding?.map(({ code }) => code);
  expect(await states('may-1')).toEqual(['accepted']);
  expect((await store.read('Observation', 'may-1')).interpretation?.slice(1)).toEqual(flagged);
  expect(await states('may-2')).toEqual(['no-target']);
  expect(await hospital.all('DetectedIssue')).toHaveLength(1);
  await store.update(fromMachine('may-3', 610, 'mg/dL'));
  await hospital.settled();
  expect(await states('may-3')).toEqual(['unit-differs']);
  expect((await store.read('Observation', 'may-3')).meta?.versionId).toBe('2');
  expect(await hospital.all('DetectedIssue')).toHaveLength(2);
});

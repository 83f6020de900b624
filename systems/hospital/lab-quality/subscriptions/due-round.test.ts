import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Bundle, Device, FhirResource, Substance } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InstrumentPlan, withPlans } from '../rules/instrument.ts';
import { instrumentOf } from '../rules/lab-hold.ts';
import { type ReagentLot, reagentSubstance } from '../rules/reagent-lot.ts';
import { type ControlWorld, openControlWorld } from '../stories/open-control-world.ts';

let world: ControlWorld;
beforeAll(async () => {
  world = await openControlWorld();
});
afterAll(() => world.hospital.close());

const calibration: InstrumentPlan = {
  kind: 'calibration',
  title: 'Hiệu chuẩn',
  everyDays: 1,
  last: '2026-02-01',
  indicators: ['K'],
};
const device = (code: string, plans: readonly InstrumentPlan[], status: Device['status'] = 'active'): Device =>
  withPlans(
    {
      resourceType: 'Device',
      id: `may-${code}`,
      ...(status === undefined ? {} : { status }),
      identifier: [{ system: identifierSystems.instrument, value: code }],
    },
    plans,
  );
const reagent = (instrument: string, lot: string, more: Partial<ReagentLot> = {}): Substance => ({
  ...reagentSubstance({
    instrument,
    reagent: 'K-ISE',
    name: 'Điện cực kali',
    lot,
    expiry: '2026-02-28',
    quantity: 10,
    unit: 'test',
    minimum: 0,
    indicators: ['K'],
    isDiscarded: false,
    ...more,
  }),
  id: `lo-${instrument}-${lot}`,
});

/** as an import writes them */
const bring = (resources: readonly FhirResource[]): Promise<FhirResource[]> => {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
  return world.hospital.as('tool').store.transaction(bundle);
};
const held = async (): Promise<string[]> => {
  const query = `_tag=${codeSystems.labHoldState}|open`;
  const holds = await world.hospital.as('lab-doctor').store.search('DetectedIssue', query);
  return holds.map((hold) => `${instrumentOf(hold)} ${hold.code?.coding?.[0]?.code}`).toSorted();
};

test('hơn 300 máy và hơn 1.000 lô: máy và lô cuối sổ quá hạn vẫn bị giữ; lượt sau không thêm', async () => {
  const many = Array.from({ length: 301 }, (_, at) => device(`X${at}`, []));
  const lots = Array.from({ length: 1001 }, (_, at) => reagent(`X${at % 301}`, `${at}`));
  await bring([...many, device('CUOI', [calibration])]);
  await bring([...lots, reagent('X300', 'MO', { opened: '2026-02-01' })]);
  await world.hospital.rounds();
  expect(await held()).toEqual(['CUOI calibration-due', 'X300 lot-expired']);
  await world.hospital.rounds();
  expect(await held()).toHaveLength(2);
});

test('máy ngừng dùng hay khai nhầm thì không giữ; máy không ghi trạng thái thì giữ; dùng lại thì giữ ngay', async () => {
  await bring([
    device('NGHI', [calibration], 'inactive'),
    device('NHAM', [calibration], 'entered-in-error'),
    device('KHONG-RO', [calibration], undefined),
    reagent('NGHI', 'MO', { opened: '2026-02-01' }),
  ]);
  const before = await held();
  await world.hospital.rounds();
  expect(await held()).toEqual([...before, 'KHONG-RO calibration-due'].toSorted());
  const service = { work: 'Thay đèn', passed: true, inService: true };
  await world.hospital.as('lab-technician').call('Device/$record-service', 'Device/may-NGHI', service);
  expect(await held()).toEqual(expect.arrayContaining(['NGHI calibration-due', 'NGHI lot-expired']));
});

import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Observation, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { MACHINE, openControlWorld } from '../stories/open-control-world.ts';
import { laboratoryDay } from './laboratory-day.ts';

test('ngoại kiểm từ gửi tới kết luận; số liệu một ngày của khoa: khối lượng, thời gian trả, mẫu bị từ chối, nội kiểm', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `lab-quality.${code}` });
  const send = (more: object = {}) =>
    hospital.as('lab-technician').call<Observation>('Observation/$record-external-result', undefined, {
      programme: 'Hóa sinh',
      round: '2026-01',
      sample: 'A',
      instrument: MACHINE,
      indicator: 'K',
      name: 'Kali',
      value: 4.35,
      unit: 'mmol/L',
      ...more,
    });
  const conclude = (id: string | undefined, input: object) =>
    hospital.as('lab-doctor').call<Observation>('Observation/$conclude-external-result', `Observation/${id}`, input);
  await refused(send({ sentAt: '2026-03-03T07:00:00+07:00' }), 'measuredInFuture');
  const first = await send();
  const sent = await send({ value: 4.3 });
  expect([sent.id, sent.status]).toEqual([first.id, 'registered']);
  await refused(conclude(sent.id, { assigned: 4, sd: 0 }), 'badTarget');
  await refused(conclude(sent.id, { assigned: 4, sd: 0.1 }), 'actionMissing');
  const action = 'Kiểm tra lại đường chuẩn, chạy lại mẫu A';
  expect(await conclude(sent.id, { assigned: 4, sd: 0.1, action })).toMatchObject({
    status: 'final',
    interpretation: [{ coding: [{ code: 'unsatisfactory' }] }],
    component: [{}, {}, { code: { text: 'z' }, valueQuantity: { value: 3 } }],
    note: [{ text: action }],
  });
  await refused(conclude(sent.id, { assigned: 4, sd: 0.1, action }), 'roundConcluded');
  await refused(send({ value: 4.1 }), 'roundConcluded');

  await world.run('4,0', '6,0');
  const control = (await hospital.all('Observation')).find(({ id }) => id !== sent.id);
  await refused(conclude(control?.id, { assigned: 4, sd: 0.1 }), 'notARound');
  hospital.tick(90);
  await world.run('4,5');

  const { store } = hospital.as('tool');
  const patient = await store.create<Patient>({ resourceType: 'Patient' });
  const subject = { reference: `Patient/${patient.id}` };
  const order = await store.create<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    priority: 'stat',
    authoredOn: '2026-03-02T07:00:00+07:00',
    subject,
  });
  const tube = (value: string, status: 'available' | 'unsatisfactory') =>
    store.create<Specimen>({
      resourceType: 'Specimen',
      identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/specimen-local-id', value }],
      status,
      subject,
      collection: { collectedDateTime: '2026-03-02T07:10:00+07:00' },
    });
  const good = await tube('260302000001', 'available');
  await tube('260302000002', 'unsatisfactory');
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
    code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }], text: 'Điện giải đồ' },
    subject,
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    specimen: [{ reference: `Specimen/${good.id}` }],
    issued: '2026-03-02T07:50:00.000+07:00',
  };
  await store.create(report);
  const { basedOn: _order, ...outside } = report;
  await store.create<DiagnosticReport>(outside);
  const day = (date: string) => hospital.as('lab-technician').call(laboratoryDay, undefined, { date });
  expect(await day('2026-03-02')).toEqual({
    date: '2026-03-02',
    test: [
      {
        test: '23.0058.1487',
        name: 'Điện giải đồ',
        reports: 1,
        urgent: 1,
        amended: 0,
        timed: 1,
        minutes: 40,
        longest: 40,
        within: [0, 1, 0, 0, 0],
        fromOrder: 50,
      },
    ],
    specimens: 2,
    rejectedSpecimens: 1,
    controls: 3,
    warnedControls: 0,
    rejectedControls: 1,
  });
  expect((await day('2026-03-01')).test).toEqual([]);
  await refused(day('2026-03'), 'badDay');
  await hospital.close();
});

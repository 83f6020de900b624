import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, Endpoint, FhirResource, Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageGateway } from '../index.ts';

let hospital: TestHospital;
let patient: Patient;
beforeAll(async () => {
  hospital = await openTestHospital([messageGateway]);
  await channel('his-ngoai', 'active', {
    direction: 'out',
    options: { sends: 'ADT SIU ORM ORU MDM DFT', receiver: 'HIS' },
  });
  await channel('chi-ket-qua', 'active', { direction: 'out', options: { sends: 'ORU' } });
  await channel('da-tat', 'off', { direction: 'out', options: { sends: 'ADT' } });
  // khai báo hỏng của một kênh không làm câm các kênh khác
  await hospital.as('tool').store.update<Endpoint>({
    resourceType: 'Endpoint',
    id: 'a-hong',
    status: 'active',
    connectionType: { code: 'hl7v2-mllp' },
    payloadType: [{ text: 'HL7 v2' }],
    address: 'mllp://127.0.0.1:1',
    extension: [{ url: extensions.channelDefinition, valueString: '{hỏng' }],
  });
  await channel('chieu-vao', 'active', { direction: 'in', options: { sends: 'ADT' } });
  patient = await write<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000001' }],
    name: [{ text: 'Nguyễn Văn An', family: 'Nguyễn', given: ['Văn', 'An'] }],
    gender: 'male',
    birthDate: '1980-05-09',
  });
});
afterAll(() => hospital.close());

const write = <R extends FhirResource>(resource: R): Promise<R> => hospital.as('tool').store.create(resource);

const channel = (id: string, status: Endpoint['status'], definition: object): Promise<Endpoint> =>
  hospital.as('tool').store.update<Endpoint>({
    resourceType: 'Endpoint',
    id,
    status,
    connectionType: { code: 'hl7v2-mllp' },
    payloadType: [{ text: 'HL7 v2' }],
    address: 'mllp://127.0.0.1:1',
    extension: [{ url: extensions.channelDefinition, valueString: JSON.stringify(definition) }],
  });

/** types of the messages that left since, by channel */
async function toldBy(work: () => Promise<unknown>): Promise<string[]> {
  await hospital.settled();
  const before = hospital.sent.length;
  await work();
  await hospital.settled();
  return hospital.sent.slice(before).map(({ channel: to, content }) => `${to} ${parseHl7(content).type}`);
}

const subject = () => ({ reference: `Patient/${patient.id}` });

test('lượt khám: mở, sửa, kết thúc kèm chi phí; chỉ kênh đang bật, chiều ra và có xin mới được báo', async () => {
  let visit: Encounter | undefined;
  const opened = await toldBy(async () => {
    visit = await write<Encounter>({
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { code: 'AMB' },
      subject: subject(),
      period: { start: '2026-03-02T07:00:00+07:00' },
    });
  });
  expect(opened).toEqual(['his-ngoai ADT^A04']);
  if (visit === undefined) throw new Error('no visit');
  await write({
    resourceType: 'ChargeItem',
    status: 'billable',
    code: { coding: [{ system: codeSystems.services7603, code: '02.03' }], text: 'Khám' },
    subject: subject(),
    context: { reference: `Encounter/${visit.id}` },
    quantity: { value: 1 },
    priceOverride: { value: 42_100, currency: 'VND' },
  });
  const ended = await toldBy(() =>
    hospital.as('tool').store.update<Encounter>({
      ...(visit as Encounter),
      status: 'finished',
      period: { start: '2026-03-02T07:00:00+07:00', end: '2026-03-02T08:00:00+07:00' },
    }),
  );
  expect(new Set(ended)).toEqual(new Set(['his-ngoai ADT^A04', 'his-ngoai ADT^A03', 'his-ngoai DFT^P03']));
  const charges = parseHl7(hospital.sent.findLast(({ content }) => content.includes('DFT^P03'))?.content ?? '');
  expect([charges.segment('FT1')?.get(7), charges.segment('FT1')?.get(11), charges.segment('PV1')?.get(19)]).toEqual([
    '02.03',
    '42100',
    visit.id,
  ]);
  const numbers = hospital.sent.filter(({ content }) => content.includes('ADT^A04')).map(({ controlId }) => controlId);
  expect(new Set(numbers).size).toBe(1); // the queue lets one number leave once
});

test('kết quả đã phát hành: mọi chỉ số, giá trị, đơn vị, cờ; kết quả của nơi khác không báo lại', async () => {
  const result = await write<Observation>({
    resourceType: 'Observation',
    status: 'final',
    code: {
      coding: [
        { system: codeSystems.labIndicator, code: 'K' },
        { system: codeSystems.loinc, code: '2823-3' },
      ],
      text: 'Kali',
    },
    subject: subject(),
    effectiveDateTime: '2026-03-02T07:30:00+07:00',
    valueQuantity: { value: 6.8, unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' },
    interpretation: [{ coding: [{ code: 'HH' }] }],
  });
  const report = {
    resourceType: 'DiagnosticReport' as const,
    status: 'final' as const,
    code: { text: 'Điện giải đồ' },
    subject: subject(),
    issued: '2026-03-02T08:00:00+07:00',
    result: [{ reference: `Observation/${result.id}` }],
  };
  expect((await toldBy(() => write(report))).sort()).toEqual(['chi-ket-qua ORU^R01', 'his-ngoai ORU^R01']);
  const message = parseHl7(hospital.sent.at(-1)?.content ?? '');
  const value = message.segment('OBX');
  expect([value?.get(2), value?.get(3, 4), value?.get(5), value?.get(6, 3), value?.get(8)]).toEqual([
    'NM',
    '2823-3',
    '6.8',
    'UCUM',
    'HH',
  ]);
  const outside = { ...report, meta: { tag: [{ system: codeSystems.resultOrigin, code: 'outside' }] } };
  expect(await toldBy(() => write(outside))).toEqual([]);
});

test.each<[string, () => FhirResource, string]>([
  [
    'lịch hẹn',
    () => ({
      resourceType: 'Appointment',
      status: 'booked',
      start: '2026-03-09T01:00:00Z',
      end: '2026-03-09T01:15:00Z',
      participant: [{ actor: subject(), status: 'accepted' }],
    }),
    'SIU^S12',
  ],
  [
    'chỉ định',
    () => ({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      code: { text: 'Siêu âm' },
      subject: subject(),
    }),
    'ORM^O01',
  ],
  [
    'văn bản',
    () => ({
      resourceType: 'DocumentReference',
      status: 'current',
      subject: subject(),
      type: { text: 'Tóm tắt' },
      content: [{ attachment: { contentType: 'text/plain', data: 'eGlu' } }],
    }),
    'MDM^T02',
  ],
])('%s mới thì báo', async (_, resource, type) => {
  expect(await toldBy(() => write(resource()))).toEqual([`his-ngoai ${type}`]);
});

test('điều đối tác đã kể thì không kể lại', async () => {
  const meta = { tag: [{ system: codeSystems.recordOrigin, code: 'partner-message' }] };
  expect(
    await toldBy(() =>
      write<Encounter>({
        resourceType: 'Encounter',
        meta,
        status: 'in-progress',
        class: { code: 'AMB' },
        subject: subject(),
      }),
    ),
  ).toEqual([]);
});

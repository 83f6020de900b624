import { codeSystems, identifierSystems } from '@lienmach/core';
import type {
  Appointment,
  ChargeItem,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Observation,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import {
  appointmentMessages,
  chargesMessage,
  documentMessage,
  orderMessage,
  personMessage,
  reportMessage,
  type ToldMessage,
  visitMessages,
} from '../exchange/told-messages.ts';

const at = new Date('2026-03-02T01:00:00Z');
const subject = { reference: 'Patient/an' };

const patient: Patient = {
  resourceType: 'Patient',
  id: 'an',
  meta: { versionId: '2' },
  identifier: [
    { system: identifierSystems.patientNumber, value: 'BN26000001' },
    { system: identifierSystems.personalNumber, value: '099180000901' },
  ],
  name: [{ text: 'Nguyễn Văn An', family: 'Nguyễn', given: ['Văn', 'An'] }],
  gender: 'male',
  birthDate: '1980-05-09',
  telecom: [{ system: 'phone', value: '0000000901' }],
  contact: [
    {
      name: { text: 'Nguyễn Văn Ba', family: 'Nguyễn', given: ['Văn', 'Ba'] },
      relationship: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0063', code: 'FTH', display: 'Cha' }],
          text: 'Cha',
        },
      ],
      telecom: [
        { system: 'phone', value: '0000000902' },
        { system: 'email', value: 'ba@thu.vn' },
      ],
    },
    { name: { text: 'Trần Thị Mẹ' } },
    { telecom: [{ system: 'phone', value: '0000000903' }] },
  ],
};
const visit: Encounter = {
  resourceType: 'Encounter',
  id: 'luot-1',
  meta: { versionId: '4' },
  status: 'finished',
  class: { code: 'IMP' },
  subject,
  period: { start: '2026-03-02T07:30:00+07:00', end: '2026-03-05T10:00:00+07:00' },
  location: [{ location: { display: 'Khoa Nội, giường 7' } }],
};
const appointment: Appointment = {
  resourceType: 'Appointment',
  id: 'hen-1',
  meta: { versionId: '1' },
  identifier: [{ system: identifierSystems.appointment, value: '260310-7KQM' }],
  status: 'booked',
  start: '2026-03-10T08:00:00+07:00',
  end: '2026-03-10T08:15:00+07:00',
  reasonCode: [{ text: 'Tái khám' }],
  participant: [
    { actor: subject, status: 'accepted' },
    { actor: { reference: 'Location/pk05', display: 'Phòng khám 5' }, status: 'accepted' },
  ],
};
const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'cd-1',
  identifier: [{ system: identifierSystems.orderNumber, value: '260302X000001' }],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: codeSystems.services7603, code: '18.0015.0001' }], text: 'Siêu âm ổ bụng' },
  subject,
  authoredOn: '2026-03-02T08:00:00+07:00',
};
const potassium: Observation = {
  resourceType: 'Observation',
  id: 'k-1',
  status: 'final',
  code: {
    coding: [
      { system: codeSystems.labIndicator, code: 'K' },
      { system: codeSystems.loinc, code: '2823-3' },
    ],
    text: 'Kali',
  },
  subject,
  effectiveDateTime: '2026-03-02T07:30:00+07:00',
  valueQuantity: { value: 6.8, comparator: '>', unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' },
  interpretation: [{ coding: [{ code: 'HH' }] }],
};
const culture: Observation = { ...potassium, id: 'c-1', code: { text: 'Cấy máu' }, valueString: 'Âm tính' };
delete culture.valueQuantity;
const report: DiagnosticReport = {
  resourceType: 'DiagnosticReport',
  id: 'phieu-1',
  meta: { versionId: '3' },
  identifier: [{ system: identifierSystems.orderNumber, value: '260302X000002' }],
  status: 'final',
  code: { text: 'Điện giải đồ' },
  subject,
  issued: '2026-03-02T09:00:00+07:00',
};
const document: DocumentReference = {
  resourceType: 'DocumentReference',
  id: 'vb-1',
  meta: { versionId: '1' },
  status: 'current',
  type: { text: 'Tóm tắt ra viện' },
  subject,
  date: '2026-03-05T10:00:00+07:00',
  content: [{ attachment: { contentType: 'text/plain', data: 'QuG7h25oIOG7lW4gxJHhu4tuaA==' } }],
};
const charge: ChargeItem = {
  resourceType: 'ChargeItem',
  id: 'cp-1',
  status: 'billable',
  code: { coding: [{ system: codeSystems.services7603, code: '02.0003.1904' }], text: 'Khám nội' },
  subject,
  occurrenceDateTime: '2026-03-02T07:30:00+07:00',
  quantity: { value: 1 },
  priceOverride: { value: 42_100, currency: 'VND' },
};

export interface ToldExample {
  readonly title: string;
  readonly message: ToldMessage;
}

const titled = (title: string, message: ToldMessage): ToldExample => ({ title, message });
const each = (titles: readonly string[], messages: readonly ToldMessage[]): ToldExample[] =>
  messages.map((message, turn) => titled(titles[turn] ?? '', message));

/** What channels that ask are told; tests check it, the message catalog prints it. */
export const toldExamples: readonly ToldExample[] = [
  titled('Thông tin người bệnh mới hoặc sửa', personMessage(patient, at)),
  ...each(['Mở lượt nội trú', 'Kết thúc lượt'], visitMessages(visit, patient, at)),
  ...each(['Đặt lịch hẹn'], appointmentMessages(appointment, patient, at)),
  titled('Chỉ định không phải xét nghiệm', orderMessage(order, patient, at)),
  titled('Kết quả đã phát hành', reportMessage(report, [potassium, culture], patient, at)),
  titled('Văn bản', documentMessage(document, patient, at)),
  titled('Chi phí của lượt đã kết thúc', chargesMessage(visit, [charge], patient, at)),
];

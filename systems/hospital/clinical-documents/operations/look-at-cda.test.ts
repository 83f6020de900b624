import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { outsideDocument, outsidePatient } from '../stories/outside-document-for-tests.ts';

let hospital: TestHospital;
let patient: Patient;
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments]);
  patient = await hospital.as('tool').store.create(outsidePatient);
});
afterAll(() => hospital.close());

const contentOf = (bytes: Uint8Array | string) => ({
  content: { resourceType: 'Binary', contentType: 'text/xml', data: Buffer.from(bytes).toString('base64') },
});
const look = (bytes: Uint8Array | string) =>
  hospital.as('records-clerk').call<object>('DocumentReference/$look-at-cda', undefined, contentOf(bytes));

test('xem trước: là giấy gì, của ai, chữ ký, sẽ ghi gì; chưa ghi gì vào hồ sơ', async () => {
  const seen = await look(outsideDocument());
  expect(seen).toMatchObject({
    title: 'Giấy ra viện <bản sao>',
    facility: 'Bệnh viện Đa khoa tỉnh Mẫu',
    author: 'Lê Văn Mẫu',
    time: '2026-03-01T10:01:00+07:00',
    name: 'Nguyễn Thị Hoài An',
    birthDate: '1958-03-12',
    patient: { reference: `Patient/${patient.id}`, display: 'Nguyễn Thị Hoài An' },
    signature: 'none',
    isKnown: false,
    fact: [
      { type: 'Observation', count: 2 },
      { type: 'Condition', count: 1 },
      { type: 'AllergyIntolerance', count: 1 },
      { type: 'MedicationStatement', count: 1 },
      { type: 'Immunization', count: 1 },
    ],
  });
  expect(await hospital.all('DocumentReference')).toEqual([]);
  await hospital.as('doctor').call('DocumentReference/$receive-cda', undefined, contentOf(outsideDocument()));
  expect(await look(outsideDocument())).toMatchObject({ isKnown: true });
});

test('vì sao chưa nhận được: người khác, chữ ký hỏng, tệp không phải CDA', async () => {
  const strange = await look(outsideDocument({ birth: '1958-03-13' }));
  expect(strange).toMatchObject({ name: 'Nguyễn Thị Hoài An', obstacle: expect.stringMatching(/ngày sinh/i) });
  expect(strange).not.toHaveProperty('patient');
  const signed = await hospital.host.options.signer.sign(outsideDocument().toString('utf8'), hospital.now());
  expect(await look(signed)).toMatchObject({ signature: 'valid', signer: 'Bệnh viện Thử' });
  expect(await look(signed.replace('6.80', '4.80'))).toMatchObject({
    title: 'Giấy ra viện <bản sao>',
    obstacle: 'Nội dung tài liệu khác với lúc ký: không nhận. Hỏi lại nơi gửi.',
  });
  expect(await look('không phải XML')).toMatchObject({ obstacle: expect.any(String) });
});

import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, DocumentReference, FhirResource, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import {
  documentIdOf,
  type OutsideDocument,
  outsideDocument,
  outsidePatient,
  PERSONAL_NUMBER,
} from '../stories/outside-document-for-tests.ts';
import type { ReceivedDocument } from './receive-cda.ts';

let hospital: TestHospital;
let patient: Patient;
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments]);
  patient = await hospital.as('tool').store.create(outsidePatient);
});
afterAll(() => hospital.close());

const bring = (bytes: Uint8Array, role = 'doctor') =>
  hospital.as(role).call<ReceivedDocument>('DocumentReference/$receive-cda', undefined, {
    content: { resourceType: 'Binary', contentType: 'text/xml', data: Buffer.from(bytes).toString('base64') },
  });

const isOutside = ({ meta }: FhirResource): boolean =>
  meta?.tag?.some(
    ({ system, code }) =>
      code === 'outside' && (system === codeSystems.recordOrigin || system === codeSystems.resultOrigin),
  ) ?? false;

describe('nhận tài liệu của cơ sở khác', () => {
  test('tài liệu giữ nguyên từng byte; điều đọc được vào hồ sơ, ghi rõ là của nơi khác', async () => {
    const bytes = outsideDocument();
    const received = await bring(bytes);
    expect(received).toMatchObject({
      patient: { reference: `Patient/${patient.id}` },
      title: 'Giấy ra viện <bản sao>',
      facility: 'Bệnh viện Đa khoa tỉnh Mẫu',
    });
    const { store } = hospital.as('doctor');
    const document = await store.follow('DocumentReference', received.document);
    const binary = await store.follow('Binary', { reference: document.content[0]?.attachment.url ?? '' });
    expect(Buffer.from(binary.data ?? '', 'base64').equals(bytes)).toBe(true);

    const [condition] = await hospital.all('Condition');
    expect(condition).toMatchObject({ code: { text: 'Tăng huyết áp & đái tháo đường' }, onsetDateTime: '2020' });
    const [allergy] = await hospital.all('AllergyIntolerance');
    expect(allergy).toMatchObject({
      code: { text: 'Penicilin' },
      reaction: [{ manifestation: [{ text: 'Nổi mày đay' }] }],
    });
    expect(await hospital.all('MedicationStatement')).toMatchObject([
      { status: 'active', medicationCodeableConcept: { text: 'Amlodipin 5 mg' } },
    ]);
    expect(await hospital.all('Immunization')).toMatchObject([
      { occurrenceDateTime: '2025-10-02', lotNumber: 'L1', vaccineCode: { text: 'Cúm mùa' } },
    ]);
    const observations = await hospital.all('Observation');
    expect(observations.map(({ code, valueQuantity }) => [code.text, valueQuantity?.value]).sort()).toEqual([
      ['Kali máu', 6.8],
      ['Mạch', 82],
    ]);
    expect([condition, allergy, ...observations].every((one) => one !== undefined && isOutside(one))).toBe(true);
    const sources = await hospital.all('Provenance');
    expect(sources).toHaveLength(2);
    for (const { entity } of sources) expect(entity).toMatchObject([{ role: 'source', what: received.document }]);
  });

  test('cùng tài liệu lần nữa không thêm gì, dù ai mang tới', async () => {
    const before = (await hospital.all('Observation')).map(({ meta }) => meta?.versionId);
    expect(await bring(outsideDocument(), 'records-clerk')).toMatchObject({ written: 0 });
    expect((await hospital.all('Observation')).map(({ meta }) => meta?.versionId)).toEqual(before);
    expect(await hospital.all('DocumentReference')).toHaveLength(1);
  });

  test('cùng số mà nội dung khác thì hỏi lại nơi gửi', async () => {
    await expect(bring(outsideDocument({ potassium: '4.1' }))).rejects.toMatchObject({
      code: 'clinical-documents.sameNumberOtherContent',
      status: 409,
    });
  });

  test('bản thay thế: bản cũ hết hiệu lực, giá trị sửa đè đúng chỗ, điều không còn kể thì rút lại', async () => {
    await bring(outsideDocument({ version: 2, potassium: '4.10', without: ['Chẩn đoán'] }));
    const documents = await hospital.all('DocumentReference');
    const statusOf = (version: number) =>
      documents.find(({ masterIdentifier }) => masterIdentifier?.value === documentIdOf(version).root)?.status;
    expect([statusOf(1), statusOf(2)]).toEqual(['superseded', 'current']);
    const potassium = (await hospital.all('Observation')).filter(({ code }) => code.text === 'Kali máu');
    expect(potassium.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([4.1]);
    const [condition] = await hospital.all('Condition');
    expect(condition?.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
    expect(await hospital.all('AllergyIntolerance')).toHaveLength(1);
  });

  test('bản cũ hơn đến muộn được giữ mà không kể gì thêm', async () => {
    const late = outsideDocument({ change: { id: documentIdOf(9), version: 1 }, potassium: '9.9' });
    await bring(late);
    const documents = await hospital.all('DocumentReference');
    expect(documents.filter(({ status }) => status === 'current')).toHaveLength(1);
    expect((await hospital.all('Observation')).some(({ valueQuantity }) => valueQuantity?.value === 9.9)).toBe(false);
  });
});

describe('không chắc là của ai thì không nhận', () => {
  test.each<[string, OutsideDocument, string]>([
    ['ngày sinh khác', { birth: '1958-03-13' }, 'outside-results.marksDisagree'],
    ['không ngày sinh', { birth: '' }, 'outside-results.secondMarkMissing'],
    ['số không ai có', { personalNumber: '099058000009' }, 'clinical-documents.patientUnknown'],
    [
      'không rõ nơi giữ',
      { change: { organization: { ids: [], name: 'Nơi nào đó' } } },
      'clinical-documents.noFacility',
    ],
  ])('%s', async (_, wanted, code) => {
    const fresh = { id: documentIdOf(20), setId: documentIdOf(21), version: 1 };
    await expect(bring(outsideDocument({ ...wanted, change: { ...fresh, ...wanted.change } }))).rejects.toMatchObject({
      code,
    });
  });

  test('hai số trong tài liệu thuộc hai người', async () => {
    await hospital.as('tool').store.create<Patient>({
      ...outsidePatient,
      identifier: [{ system: outsidePatient.identifier?.[1]?.system ?? '', value: 'BN26000002' }],
    });
    const text = outsideDocument({ change: { id: documentIdOf(30), setId: documentIdOf(31) } }).toString('utf8');
    const root = /root="([0-9a-f-]+)" extension="099058000001"/.exec(text)?.[1] ?? '';
    expect(root).not.toBe('');
    const { rootOf } = await import('@lienmach/cda');
    const other = `<id root="${rootOf(outsidePatient.identifier?.[1]?.system ?? '')}" extension="BN26000002"/>`;
    const both = text.replace(`<id root="${root}" extension="${PERSONAL_NUMBER}"/>`, (own) => `${own}${other}`);
    await expect(bring(Buffer.from(both))).rejects.toMatchObject({ code: 'clinical-documents.patientAmbiguous' });
  });

  test('mảnh, tệp rỗng, tệp khai báo DOCTYPE', async () => {
    await expect(bring(Buffer.from('<section xmlns="urn:hl7-org:v3"/>'))).rejects.toMatchObject({
      code: 'cda.fragment',
    });
    const empty: Binary = { resourceType: 'Binary', contentType: 'text/xml' };
    await expect(
      hospital.as('doctor').call('DocumentReference/$receive-cda', undefined, { content: empty }),
    ).rejects.toMatchObject({ code: 'clinical-documents.noContent' });
    const evil = outsideDocument().toString('utf8').replace('<ClinicalDocument', '<!DOCTYPE x><ClinicalDocument');
    await expect(bring(Buffer.from(evil))).rejects.toMatchObject({ code: 'cda.doctype', status: 403 });
  });
});

describe('qua một kênh', () => {
  const channel = { id: 'cda-mau', partner: 'bv-mau', codec: 'cda' as const, options: { 'quality-level': '4' } };
  const answerOf = (bytes: Uint8Array) =>
    JSON.parse(Buffer.from(bytes).toString('utf8')) as { issue: { severity: string }[] };

  test('ghi xong mới trả lời; mức chất lượng của phòng xét nghiệm theo kênh; mảnh thì đậu lại với lý do', async () => {
    const set = { id: documentIdOf(40), setId: documentIdOf(41), time: '2026-03-01T11:00:00+07:00' };
    const answer = await hospital.inbound.receive(outsideDocument({ change: set }), 'bv-mau', channel);
    expect(answerOf(answer).issue[0]?.severity).toBe('information');
    const documents: DocumentReference[] = await hospital.all('DocumentReference');
    expect(documents.some(({ masterIdentifier }) => masterIdentifier?.value === documentIdOf(40).root)).toBe(true);
    const [report] = await hospital.all('DiagnosticReport');
    expect(report?.extension).toMatchObject([{ valueCoding: { code: '4' } }]);

    await hospital.inbound.receive(Buffer.from('<recordTarget xmlns="urn:hl7-org:v3"/>'), 'bv-mau', channel);
    const [parked] = await hospital.inbound.log.list('parked');
    expect(parked?.reason?.issue[0]?.details?.coding?.[0]?.code).toBe('cda.fragment');
  });
});

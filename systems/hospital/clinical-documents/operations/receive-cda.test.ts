import { X509Certificate } from 'node:crypto';
import { codeSystems } from '@lienmach/core';
import { type KeyAndCertificate, makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
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

describe('chữ ký của nơi gửi', () => {
  let stranger: KeyAndCertificate;
  const at = (place: number): OutsideDocument => ({
    change: { id: documentIdOf(place), setId: documentIdOf(place + 1), sections: [] },
  });
  const signedBy = async (key: KeyAndCertificate, place: number): Promise<string> =>
    softwareSigner(key).sign(outsideDocument(at(place)).toString('utf8'), hospital.now());
  beforeAll(async () => {
    stranger = await makeSelfSignedCertificate('Bệnh viện Mẫu', hospital.now(), 5);
  });

  test('chữ ký của cơ sở quen, của người lạ, không chữ ký: nhận và ghi rõ; nội dung sửa sau khi ký thì không nhận', async () => {
    const own = await hospital.host.options.signer.sign(outsideDocument(at(60)).toString('utf8'), hospital.now());
    const received = await bring(Buffer.from(own));
    expect(received).toMatchObject({ signature: 'valid' });
    expect(await hospital.as('doctor').store.follow('DocumentReference', received.document)).toMatchObject({
      authenticator: { display: 'Bệnh viện Thử' },
    });
    expect(await bring(Buffer.from(await signedBy(stranger, 62)))).toMatchObject({ signature: 'unknown-signer' });
    expect((await bring(outsideDocument(at(64)))).signature).toBeUndefined();
    const changed = (await signedBy(stranger, 66)).replace('Giấy ra viện', 'Giấy vào viện');
    await expect(bring(Buffer.from(changed))).rejects.toMatchObject({ code: 'clinical-documents.brokenSignature' });
  });

  test('qua kênh: đối tác khai dấu vân tay chứng thư thì chữ ký hợp lệ; chữ ký hỏng thì bản tin đậu lại', async () => {
    const { fingerprint256 } = new X509Certificate(stranger.certificate);
    const channel = {
      id: 'cda-ky',
      partner: 'bv-mau',
      codec: 'cda' as const,
      options: { signers: fingerprint256 },
    };
    const good = await signedBy(stranger, 70);
    await hospital.inbound.receive(Buffer.from(good), 'bv-mau', channel);
    const documents: DocumentReference[] = await hospital.all('DocumentReference');
    const filed = documents.find(({ masterIdentifier }) => masterIdentifier?.value === documentIdOf(70).root);
    expect(filed?.meta?.tag?.map(({ code }) => code)).toContain('valid');
    const changed = (await signedBy(stranger, 72)).replace('Giấy ra viện', 'Giấy vào viện');
    await hospital.inbound.receive(Buffer.from(changed), 'bv-mau', channel);
    const parked = await hospital.inbound.log.list('parked');
    expect(parked.map(({ reason }) => reason?.issue[0]?.details?.coding?.[0]?.code)).toContain(
      'clinical-documents.brokenSignature',
    );
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
    const parked = await hospital.inbound.log.list('parked');
    expect(parked.map(({ reason }) => reason?.issue[0]?.details?.coding?.[0]?.code)).toContain('cda.fragment');
  });
});

describe('bản thay thế thôi kể một kết quả', () => {
  const LAB = 'Kết quả xét nghiệm';
  /** a version in a set of its own; its laboratory report carries that number, or none */
  const bringVersion = (place: number, version: number, number: string, without: readonly string[] = []) => {
    const before = version > 1 ? { replaces: { id: documentIdOf(place + version - 1), version: version - 1 } } : {};
    const change = { id: documentIdOf(place + version), setId: documentIdOf(place), ...before };
    const text = outsideDocument({ version, without, change }).toString('utf8');
    const own = /<id root="[0-9a-f-]+" extension="XN-0001"\/>/.exec(text)?.[0] ?? '';
    expect(without.length > 0 || own !== '').toBe(true);
    return bring(Buffer.from(text.replace(own, number === '' ? '' : own.replace('XN-0001', number))));
  };
  const statesOf = async (number: string) => {
    const reports = (await hospital.all('DiagnosticReport')).filter(({ identifier }) =>
      identifier?.some(({ value }) => value?.endsWith(number)),
    );
    const ids = reports.flatMap(({ result = [] }) => result.map(({ reference }) => reference));
    const results = (await hospital.all('Observation')).filter(({ id }) => ids.includes(`Observation/${id}`));
    return [...reports, ...results].map(({ status }) => status);
  };

  test('kết quả và phiếu chỉ tài liệu ấy kể thì rút lại', async () => {
    await bringVersion(100, 1, 'XN-0100');
    expect(await statesOf('/XN-0100')).toEqual(['final', 'final']);
    await bringVersion(100, 2, 'XN-0100', [LAB]);
    expect(await statesOf('/XN-0100')).toEqual(['entered-in-error', 'entered-in-error']);
  });

  test('phiếu không số: các bản cùng một bộ kể cùng một phiếu', async () => {
    await bringVersion(110, 1, '');
    await bringVersion(110, 2, '');
    const number = `${documentIdOf(110).root}#0`;
    expect(await statesOf(number)).toEqual(['final', 'final']);
    await bringVersion(110, 3, '', [LAB]);
    expect(await statesOf(number)).toEqual(['entered-in-error', 'entered-in-error']);
  });

  test('tài liệu thay thế mở một bộ khác: điều và kết quả của tài liệu bị thay cũng rút lại, điều kể lại thì đứng', async () => {
    const change = { id: documentIdOf(140), setId: documentIdOf(149), version: 3 };
    const numbered = (document: OutsideDocument, number: string) =>
      Buffer.from(outsideDocument(document).toString('utf8').replace('XN-0001', number));
    await bring(numbered({ change }, 'XN-0140'));
    expect(await statesOf('/XN-0140')).toEqual(['final', 'final']);
    const replacing: OutsideDocument = {
      without: ['Dị ứng'],
      change: { id: documentIdOf(141), setId: documentIdOf(148), version: 1 },
    };
    // relatedDocument names the document alone, not its set
    const related = `<relatedDocument typeCode="RPLC"><parentDocument><id root="${documentIdOf(140).root}"/></parentDocument></relatedDocument>`;
    const bytes = numbered(replacing, 'XN-0141').toString('utf8');
    const received = await bring(Buffer.from(bytes.replace('<component>', `${related}<component>`)));
    const documents = await hospital.all('DocumentReference');
    const statusOf = (place: number) =>
      documents.find(({ masterIdentifier }) => masterIdentifier?.value === documentIdOf(place).root)?.status;
    expect([statusOf(140), statusOf(141)]).toEqual(['superseded', 'current']);
    expect([await statesOf('/XN-0140'), await statesOf('/XN-0141')]).toEqual([
      ['entered-in-error', 'entered-in-error'],
      ['final', 'final'],
    ]);
    const of = (place: number) => (one: FhirResource) =>
      'identifier' in one && JSON.stringify(one.identifier).includes(documentIdOf(place).root);
    const allergies = await hospital.all('AllergyIntolerance');
    const stateOf = (place: number) =>
      allergies.filter(of(place)).map(({ verificationStatus }) => verificationStatus?.coding?.[0]?.code);
    expect([stateOf(149), stateOf(148)]).toEqual([['entered-in-error'], []]);
    expect(received.written).toBeGreaterThan(0);
  });

  test('nơi khác cũng kể kết quả ấy thì kết quả đứng nguyên', async () => {
    await bringVersion(120, 1, 'XN-0120');
    await bringVersion(130, 1, 'XN-0120');
    await bringVersion(130, 2, 'XN-0120', [LAB]);
    expect(await statesOf('/XN-0120')).toEqual(['final', 'final']);
  });
});

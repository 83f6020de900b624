import { type CdaDocument, problemsOf, readCda, resultsOf, vitalSignsOf } from '@lienmach/cda';
import { codeSystems } from '@lienmach/core';
import { verifyDocument } from '@lienmach/documents';
import { hasSchema, openTestHospital, schemaFaults, type TestHospital } from '@lienmach/testing';
import type { Condition, Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clinicalDocuments } from '../index.ts';
import { oddVisit } from '../stories/odd-visit.ts';
import type { MadeDocument } from './make-cda.ts';
import type { ReceivedDocument } from './receive-cda.ts';

if (!hasSchema) console.log('skipped: no CDA schema of ../shared beside this checkout');

let hospital: TestHospital;
let visit: string;
let stay: string;
let newborn: string;
/** every document that was made, for the schema */
const made: string[] = [];
beforeAll(async () => {
  hospital = await openTestHospital([clinicalDocuments]);
  visit = await oddVisit(hospital);
  stay = await oddVisit(hospital, { kind: 'IMP', hasEnd: false });
  newborn = await oddVisit(hospital, { isNewborn: true, hasEnd: false });
});
afterAll(() => hospital.close());

async function make(at: string, kind: string): Promise<MadeDocument> {
  const document = await hospital.as('doctor').call<MadeDocument>('Encounter/$cda', at, { kind });
  made.push(document.content);
  return document;
}

const read = (document: MadeDocument): CdaDocument => readCda(Buffer.from(document.content, 'utf8'));

describe('tài liệu của lượt khám', () => {
  test('tóm tắt lượt khám nói đủ các mục, chữ & và < giữ nguyên, kết quả chưa duyệt không ra ngoài', async () => {
    const document = await make(visit, 'visit-summary');
    const told = read(document);
    expect(told).toMatchObject({
      version: 1,
      language: 'vi-VN',
      patient: { name: 'Nguyễn Thị Hoài An', family: 'Nguyễn', birthDate: '1958-03-12', gender: 'female' },
      custodian: { name: 'Bệnh viện Đa khoa Thử' },
      encounter: { start: '2026-03-02T07:00:00+07:00', end: '2026-03-02T09:30:00+07:00' },
    });
    const words = told.sections.map(({ title, text }) => `${title}: ${text}`).join('\n');
    for (const word of [
      'Mệt <mới>, phù & khó thở',
      'Kali | 6,8 mmol/L',
      'Tôm < cua',
      'Sáng 1 viên, trưa 1/2 viên',
      'CRP | < 5 mg/L',
      'Bạch cầu | 12,6 G/L | ≤ 10 (người lớn)',
    ])
      expect(words).toContain(word);
    expect(document.content).not.toContain('không được gửi đi');
    expect(problemsOf(told).map(({ concept }) => concept.text)).toContain('Suy thận mạn độ 3 & tăng kali');
    expect(vitalSignsOf(told).map(({ concept }) => concept.text)).toEqual(['Tâm thu', 'Tâm trương']);
  });

  test('không đổi gì thì vẫn là bản ấy; có thay đổi thì bản mới thay bản cũ', async () => {
    const first = await make(visit, 'visit-summary');
    expect(first).toMatchObject({ version: 1, isNew: false });
    hospital.tick(10);
    const { subject } = await hospital.as('tool').store.follow('Encounter', { reference: visit });
    await hospital.as('tool').store.create<Condition>({
      resourceType: 'Condition',
      subject: subject ?? {},
      encounter: { reference: visit },
      code: { text: 'Thêm một bệnh' },
    });
    const second = await make(visit, 'visit-summary');
    expect(second).toMatchObject({ version: 2, isNew: true });
    expect(read(second).replaces).toEqual([read(first).id]);
    expect(read(second).setId).toEqual(read(first).setId);
    const { store } = hospital.as('doctor');
    expect(await store.follow('DocumentReference', first.document)).toMatchObject({ status: 'superseded' });
    const current = await store.follow('DocumentReference', second.document);
    expect(current).toMatchObject({ status: 'current', relatesTo: [{ code: 'replaces', target: first.document }] });
    const binary = await store.follow('Binary', second.binary);
    expect(Buffer.from(binary.data ?? '', 'base64').toString('utf8')).toBe(second.signed);
    const trusted = [hospital.host.options.signer.certificate];
    const verdict = verifyDocument(second.signed, { trusted, now: hospital.now() });
    expect(verdict).toMatchObject({ valid: true, content: second.content });
    expect(verifyDocument(second.signed.replace('Thêm', 'Bớt'), { trusted, now: hospital.now() }).valid).toBe(false);
    const [told] = await store.search('Provenance', `target=DocumentReference/${current.id}`);
    expect(told?.signature).toMatchObject([{ who: { display: 'Bệnh viện Đa khoa Thử' } }]);
  });

  test('ra viện chưa có giờ ra, chuyển cơ sở, phiếu xét nghiệm có người ký', async () => {
    expect(read(await make(stay, 'discharge-summary')).encounter?.end).toBeUndefined();
    const referral = read(await make(visit, 'referral'));
    expect(referral.sections[0]).toMatchObject({ text: expect.stringContaining('Bệnh viện tỉnh <Mẫu>') });
    expect(referral.legalAuthenticator?.time).toBe('2026-03-02T09:00:00+07:00');
    const [battery] = resultsOf(read(await make(visit, 'laboratory-report')));
    expect(battery?.ids).toMatchObject([{ extension: '260302X000001' }]);
    expect(battery?.observations).toHaveLength(7);
  });

  test('trẻ sơ sinh chưa tên, chưa số: ghi là chưa rõ', async () => {
    const told = read(await make(newborn, 'visit-summary'));
    expect(told.patient.name).toBeUndefined();
    expect(told.patient).toMatchObject({ ids: [], birthDate: '2026-03-02' });
  });

  test.skipIf(!hasSchema)('mọi tài liệu trên đều hợp lược đồ CDA R2; tài liệu hỏng thì lược đồ nói', async () => {
    expect(made.length).toBeGreaterThan(5);
    expect(await schemaFaults(made)).toEqual([]);
    const [good = ''] = made;
    expect(await schemaFaults([good.replace('<languageCode', '<colour')])).not.toEqual([]);
  });
});

describe('chưa lập được', () => {
  test.each<[string, () => string | Promise<string>, string, string]>([
    ['loại lạ', () => visit, 'ccd', 'clinical-documents.unknownKind'],
    ['ngoại trú không có tóm tắt ra viện', () => visit, 'discharge-summary', 'clinical-documents.notAStay'],
    ['không có phiếu chuyển', () => newborn, 'referral', 'clinical-documents.noReferral'],
    ['không có kết quả', () => newborn, 'laboratory-report', 'clinical-documents.noResults'],
    [
      'chưa kết thúc khám',
      () => oddVisit(hospital, { isNewborn: true, status: 'in-progress' }),
      'visit-summary',
      'clinical-documents.notFinished',
    ],
  ])('%s', async (_, at, kind, code) => {
    await expect(hospital.as('doctor').call('Encounter/$cda', await at(), { kind })).rejects.toMatchObject({ code });
  });
});

test('phiếu xét nghiệm của ta đọc vào một cơ sở khác cho đúng những giá trị ấy; đưa lại cho ta thì không thêm gì', async () => {
  const { content } = await make(visit, 'laboratory-report');
  const bring = (where: TestHospital) =>
    where.as('doctor').call<ReceivedDocument>('DocumentReference/$receive-cda', undefined, {
      content: { resourceType: 'Binary', contentType: 'text/xml', data: Buffer.from(content).toString('base64') },
    });
  const other = await openTestHospital([clinicalDocuments], {
    site: {
      facility: {
        ...hospital.site.facility,
        code: '99003',
        name: 'Bệnh viện Khác',
        organization: 'Organization/99003',
      },
    },
  });
  try {
    const { identifier, birthDate, name } = await hospital
      .as('tool')
      .store.follow('Patient', (await hospital.as('tool').store.follow('Encounter', { reference: visit })).subject);
    const [personal] = identifier ?? [];
    await other.as('tool').store.create<Patient>({
      resourceType: 'Patient',
      identifier: [personal ?? {}],
      birthDate: birthDate ?? '',
      name: name ?? [],
    });
    await bring(other);
    const told = ({ code, valueQuantity, valueString, valueCodeableConcept, status }: Observation) => [
      code.text,
      code.coding?.find(({ system }) => system === codeSystems.loinc)?.code,
      valueQuantity?.comparator,
      valueQuantity?.value,
      valueQuantity?.unit,
      valueQuantity?.code,
      valueString ?? valueCodeableConcept?.text,
      status,
    ];
    const sent = (await hospital.all('Observation')).filter(
      ({ category, status, encounter }) =>
        encounter?.reference === visit && status !== 'preliminary' && category?.[0]?.coding?.[0]?.code === 'laboratory',
    );
    const got = await other.all('Observation');
    const byName = (all: Observation[]) => all.map(told).toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
    expect(byName(got)).toEqual(byName(sent));
    expect(got.every(({ performer }) => performer?.[0]?.identifier?.value === '99001')).toBe(true);
    expect(await bring(hospital)).toMatchObject({ written: 0 });
  } finally {
    await other.close();
  }
});

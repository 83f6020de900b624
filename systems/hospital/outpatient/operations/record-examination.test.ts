import {
  chargeItem,
  codeSystems,
  extensions,
  extensionValue,
  identifierSystems,
  LM,
  parseQuantity3,
  parseUnitPrice,
  readCharge,
} from '@lienmach/core';
import type { Concept } from '@lienmach/terminology';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outpatient } from '../index.ts';
import type { ExaminationRecorded } from './record-examination.ts';

const icd = (code: string, display: string, properties: Concept['properties'] = {}, validTo?: string): Concept => ({
  system: codeSystems.icd10,
  code,
  display,
  properties,
  ...(validTo === undefined ? {} : { validTo }),
});
const concepts = [
  icd('I10', 'Bệnh tăng huyết áp vô căn (nguyên phát)'),
  icd('E78.5', 'Tăng lipid máu, không xác định'),
  icd('R51', 'Đau đầu', { discouragedPrimary: true }),
  icd('Z37.0', 'Một con sống', { notPrimary: true, femaleOnly: true }),
  icd('A90', 'Mã cũ', {}, '2026-03-01'),
];

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openTestHospital([outpatient], { concepts });
  const desk = hospital.as('registrar').store;
  await desk.update({ resourceType: 'Patient', id: 'an', gender: 'male', birthDate: '1990-09-05' });
  await desk.update<Encounter>({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/an' },
    period: { start: '2026-03-02T07:00:00+07:00' },
  });
});
afterEach(() => hospital.close());

const record = (input: object, at = 'Encounter/e1') =>
  hospital.as('doctor').call<ExaminationRecorded>('Encounter/$record-examination', at, input);
const refusal = (code: string) => expect.objectContaining({ code: `outpatient.${code}` });
const full = {
  history: 'Đau đầu ba ngày',
  pastHistory: 'Khỏe mạnh',
  examination: 'Tim đều',
  conclusion: 'Tăng huyết áp',
  treatment: 'Điều trị nội khoa',
  arrivalDiagnosis: 'Theo dõi tăng huyết áp',
  main: { code: 'I10', text: 'Tăng huyết áp độ 1' },
  secondary: [{ code: 'E78.5' }],
};

describe('ghi khám bệnh', () => {
  test('bệnh sử, khám, kết luận, bệnh chính, bệnh kèm đúng chỗ', async () => {
    const { encounter, note, outcome } = await record(full);
    expect(outcome).toBeUndefined();
    expect(encounter.status).toBe('in-progress');
    expect(encounter.diagnosis?.map(({ use, rank }) => [use?.coding?.[0]?.code, rank])).toEqual([
      ['AD', undefined],
      ['DD', 1],
      ['DD', 2],
    ]);
    expect(extensionValue(encounter, extensions.treatment, 'valueString')).toBe('Điều trị nội khoa');
    expect(encounter.participant?.[0]?.individual?.reference).toBe('Practitioner/doctor');
    expect(note.summary).toBe('Bệnh sử: Đau đầu ba ngày\nTiền sử: Khỏe mạnh\nKhám: Tim đều\nKết luận: Tăng huyết áp');
    expect(note.investigation?.[0]?.item).toHaveLength(3);
    const conditions = await hospital.all('Condition');
    const main = conditions.find(({ id }) => encounter.diagnosis?.[1]?.condition.reference === `Condition/${id}`);
    expect(main?.code).toMatchObject({
      coding: [{ system: codeSystems.icd10, code: 'I10' }],
      text: 'Tăng huyết áp độ 1',
    });
  });

  test('chỉ chọn bệnh chính, chưa viết gì: ghi được, phiếu khám chưa có nội dung', async () => {
    const { condition, note } = await record({ main: { code: 'I10' } });
    expect(condition).toHaveLength(1);
    expect(note.summary).toBeUndefined();
  });

  test('ghi tiếp lần sau: điều không nhắc lại vẫn giữ, không sinh bản trùng', async () => {
    await record(full);
    const { encounter, note } = await record({ conclusion: 'Tăng huyết áp, rối loạn lipid' });
    expect(encounter.diagnosis).toHaveLength(3);
    expect(note.summary).toContain('Bệnh sử: Đau đầu ba ngày');
    expect(note.summary).toContain('Kết luận: Tăng huyết áp, rối loạn lipid');
    expect(await hospital.all('ClinicalImpression')).toHaveLength(1);
    await record({ examination: 'Tim đều, phổi trong' });
    expect(await hospital.all('Observation')).toHaveLength(3);
  });

  test('đổi chẩn đoán: mã giữ lại vẫn là bản cũ, mã bỏ đi ghi là nhầm', async () => {
    const before = await record(full);
    const { encounter } = await record({ main: { code: 'E78.5' } });
    expect(encounter.diagnosis?.filter(({ use }) => use?.coding?.[0]?.code === 'DD')).toHaveLength(1);
    const old = before.encounter.diagnosis?.[2]?.condition.reference;
    expect(encounter.diagnosis?.find(({ rank }) => rank === 1)?.condition.reference).toBe(old);
    const dropped = (await hospital.all('Condition')).find(({ code }) => code?.coding?.[0]?.code === 'I10');
    expect(dropped?.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
  });

  test('bác sĩ khám đứng tên trong tiền khám; người chờ ra khỏi danh sách', async () => {
    const store = hospital.as('registrar').store;
    await store.create(
      chargeItem({
        kind: 'service',
        code: '02.1896',
        name: 'Khám Nội',
        quantity: parseQuantity3('1'),
        unit: 'Lần',
        scope: '1',
        hospitalUnitPrice: parseUnitPrice('50600'),
        costGroup: '13',
        orderedBy: [],
        performedBy: [],
        orderedAt: '2026-03-02T07:00:00+07:00',
        department: 'K01',
        patient: { reference: 'Patient/an' },
        encounter: { reference: 'Encounter/e1' },
        identifier: { system: identifierSystems.charge, value: 'kham-1' },
      }),
    );
    await store.create({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: codeSystems.taskKind, code: 'waiting-for-exam' }] },
      focus: { reference: 'Encounter/e1' },
    });
    await record(full);
    const [item] = await hospital.all('ChargeItem');
    expect(item && readCharge(item)).toMatchObject({
      performedBy: [{ reference: 'Practitioner/doctor' }],
      orderedBy: [{ reference: 'Practitioner/doctor' }],
      performedAt: '2026-03-02T07:30:00+07:00',
      orderedAt: '2026-03-02T07:00:00+07:00',
    });
    expect((await hospital.all('Task'))[0]?.status).toBe('completed');
    await record({ conclusion: 'Ghi thêm' });
    expect(await hospital.all('ChargeItem')).toHaveLength(1);
  });
});

describe('cờ của danh mục ICD-10', () => {
  test('nhắc thì vẫn ghi', async () => {
    const { outcome } = await record({ ...full, main: { code: 'R51' } });
    expect(outcome?.issue).toMatchObject([{ severity: 'warning', expression: ['main.code'] }]);
  });

  test.each([
    ['mã hết hiệu lực hôm qua', { main: { code: 'A90' } }, 'codeNotInForce'],
    ['mã không có', { main: { code: 'I10' }, secondary: [{ code: 'X00.00' }] }, 'codeNotInForce'],
    ['không được làm bệnh chính', { main: { code: 'Z37.0' } }, 'notPrimary'],
    ['một mã hai lần', { main: { code: 'I10' }, secondary: [{ code: 'I10' }] }, 'diagnosisTwice'],
    ['có bệnh kèm mà thiếu bệnh chính', { secondary: [{ code: 'I10' }] }, 'mainRequired'],
    ['không ghi gì', { history: '   ' }, 'nothingRecorded'],
  ])('%s: dừng, không ghi dở', async (_, input, code) => {
    await expect(record(input)).rejects.toEqual(refusal(code));
    expect(await hospital.all('Condition')).toHaveLength(0);
    expect(await hospital.all('ClinicalImpression')).toHaveLength(0);
  });

  test('lượt khám đã đóng hoặc không có', async () => {
    const store = hospital.as('doctor').store;
    await store.update({ ...(await store.read('Encounter', 'e1')), status: 'cancelled' });
    await expect(record(full)).rejects.toEqual(refusal('visitClosed'));
    await expect(record(full, 'Encounter/khong-co')).rejects.toMatchObject({ status: 404 });
  });
});

describe('phiếu khám theo cơ quan', () => {
  const url = 'https://lienmach.vn/fhir/Questionnaire/kham-noi';
  const organ = (linkId: string, text: string) => ({
    linkId,
    item: [{ linkId: `${linkId}-mo-ta`, answer: [{ valueString: text }] }],
  });
  const filled = (
    more: Partial<QuestionnaireResponse> = {},
    kham: QuestionnaireResponseItem[] = [],
  ): QuestionnaireResponse => ({
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: url,
    item: [
      { linkId: 'hoi-benh', item: [{ linkId: 'qua-trinh', answer: [{ valueString: 'Đau đầu ba ngày' }] }] },
      ...(kham.length > 0 ? [{ linkId: 'kham', item: kham }] : []),
    ],
    ...more,
  });
  const coma = [
    {
      linkId: 'toan-than',
      item: [
        { linkId: 'y-thuc', answer: [{ valueCoding: { system: `${LM}/CodeSystem/exam-finding`, code: 'lo-mo' } }] },
        {
          linkId: 'glasgow',
          item: ['gcs-mat:e3', 'gcs-loi:v4', 'gcs-van-dong:m6'].map((one) => {
            const [linkId = '', code = ''] = one.split(':');
            return { linkId, answer: [{ valueCoding: { system: `${LM}/CodeSystem/exam-finding`, code } }] };
          }),
        },
      ],
    },
  ];

  test('câu trả lời vào phiếu, lời văn vào hồ sơ, điểm Glasgow thành chỉ số', async () => {
    const { response, note } = await record({
      response: filled({}, [...coma, organ('tuan-hoan', 'Tim đều'), organ('ho-hap', 'Phổi trong')]),
      conclusion: 'Theo dõi',
    });
    expect(response).toMatchObject({
      status: 'in-progress',
      questionnaire: `${url}|1.0.0`,
      encounter: { reference: 'Encounter/e1' },
      author: { reference: 'Practitioner/doctor' },
    });
    expect(note.summary).toBe(
      'Bệnh sử: Đau đầu ba ngày.\nKhám: Toàn thân: Ý thức: Lơ mơ. Điểm Glasgow: Mở mắt: 3 Khi gọi. Lời nói: 4 Lẫn lộn. Vận động: 6 Theo lệnh. Tổng Glasgow: 13 điểm. Tuần hoàn: Tim đều. Hô hấp: Phổi trong.\nKết luận: Theo dõi',
    );
    const observations = await hospital.all('Observation');
    expect(observations.find(({ code }) => code.coding?.[0]?.code === '9269-2')).toMatchObject({
      valueQuantity: { value: 13 },
      derivedFrom: [{ reference: `QuestionnaireResponse/${response?.id}` }],
    });
  });

  test('sửa rồi lưu lại: một phiếu, một chỉ số; điều bỏ đi không còn trong hồ sơ', async () => {
    const first = await record({ response: filled({}, coma) });
    const known = { id: first.response?.id ?? '', meta: first.response?.meta ?? {} };
    const { note } = await record({ response: filled(known, [organ('tuan-hoan', 'Tim đều')]) });
    expect(await hospital.all('QuestionnaireResponse')).toHaveLength(1);
    const glasgow = (await hospital.all('Observation')).filter(({ code }) => code.coding?.[0]?.code === '9269-2');
    expect(glasgow.map(({ status }) => status)).toEqual(['entered-in-error']);
    expect(note.summary).not.toContain('Glasgow');
    const again = await hospital.as('doctor').store.read('QuestionnaireResponse', known.id);
    const { note: cleared } = await record({
      response: { ...again, item: filled({}, []).item?.slice(1) ?? [] },
      conclusion: 'Ổn',
    });
    expect(cleared.summary).toBe('Kết luận: Ổn');
  });

  test('người khác đã ghi phiếu ấy: không ghi đè', async () => {
    const first = await record({ response: filled() });
    await expect(record({ response: filled() })).rejects.toEqual(refusal('formChanged'));
    const old = { id: first.response?.id ?? '', meta: first.response?.meta ?? {} };
    await record({ response: filled(old) });
    await expect(record({ response: filled(old) })).rejects.toMatchObject({ status: 412 });
  });

  test.each([
    ['biểu mẫu lạ', { questionnaire: 'https://lienmach.vn/fhir/Questionnaire/khong-co' }, 'outpatient.formUnknown'],
    [
      'câu đang ẩn',
      { item: [{ linkId: 'tien-su', item: [{ linkId: 'dd-ruou-thang', answer: [{ valueInteger: 12 }] }] }] },
      'forms.hiddenAnswered',
    ],
    ['câu không có', { item: [{ linkId: 'la' }] }, 'forms.unknownItem'],
  ])('%s: dừng, không ghi dở', async (_, change, code) => {
    await expect(record({ response: filled(change) })).rejects.toEqual(expect.objectContaining({ code }));
    expect(await hospital.all('ClinicalImpression')).toHaveLength(0);
  });

  test('phiếu trống: như không ghi gì', async () => {
    await expect(record({ response: filled({ item: [] }) })).rejects.toEqual(refusal('nothingRecorded'));
  });
});

import { codeSystems, identifierSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Encounter, OperationOutcome, QuestionnaireResponseItemAnswer } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { rowsOf, textOf } from '../rules/claim-file.ts';
import { paperForm } from '../rules/form-rows.ts';
import { finishedVisit } from '../stories/visit-for-tests.ts';
import { bhytClaim } from './bhyt-claim.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

type Answers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;
const said = (valueString: string): QuestionnaireResponseItemAnswer => ({ valueString });

const referral: Answers = {
  SO_HOSO: said('HS-1'),
  SO_CHUYENTUYEN: said('CT-1'),
  GIAY_CHUYEN_TUYEN: said('1/GCT'),
  MA_CSKCB_DEN: said('99002'),
  DAU_HIEU_LS: said('Đau ngực'),
  QT_BENHLY: said('Đau từ sáng'),
  TINH_TRANG_CT: said('Tỉnh, huyết áp 120/70'),
  MA_LYDO_CT: { valueCoding: { code: '1' } },
  HUONG_DIEU_TRI: said('Chụp mạch vành'),
  PHUONGTIEN_VC: said('Xe cứu thương'),
};

/** A form of the visit, finished by its doctor. */
async function fill(
  encounter: Encounter,
  table: string,
  answers: Answers,
  status: 'completed' | 'in-progress' = 'completed',
): Promise<void> {
  const { store } = hospital.as('tool');
  const [doctor] = await store.search('Practitioner', 'identifier=990101/THU-GPHN');
  await store.create({
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${paperForm(table)}|1.0.0`,
    status,
    ...(encounter.subject ? { subject: encounter.subject } : {}),
    encounter: { reference: `Encounter/${encounter.id}` },
    authored: '2026-09-07T11:00:00+07:00',
    author: { reference: `Practitioner/${doctor?.id}` },
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  });
}

/** A paper as the doctor issues it for the patient. */
async function issue(
  encounter: Encounter,
  kind: string,
  parts: Readonly<Record<string, string>>,
  status: 'final' | 'entered-in-error' = 'final',
): Promise<void> {
  const { store } = hospital.as('tool');
  const [doctor] = await store.search('Practitioner', 'identifier=990101/THU-GPHN');
  await store.create({
    resourceType: 'Composition',
    identifier: { system: identifierSystems.referralPaper, value: `HS/${kind}` },
    status,
    type: { coding: [{ system: codeSystems.visitPaper, code: kind }] },
    ...(encounter.subject ? { subject: encounter.subject } : {}),
    encounter: { reference: `Encounter/${encounter.id}` },
    date: '2026-09-07T10:50:00+07:00',
    author: [{ reference: `Practitioner/${doctor?.id}` }],
    title: 'Giấy thử',
    event: [{ period: { start: '2026-09-07', end: '2026-09-09' } }],
    section: Object.entries(parts).map(([code, words]) => ({
      code: { coding: [{ system: codeSystems.paperSection, code }] },
      text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${words}</p></div>` },
    })),
  });
}

async function claimOf(encounter: Encounter) {
  const { outcome, xml } = await hospital
    .as('claims-clerk')
    .call<{ outcome: OperationOutcome; xml: Binary }>(bhytClaim, `Encounter/${encounter.id}`);
  const { claims: files, faults } = readEnvelope(Buffer.from(xml.data ?? '', 'base64'));
  const rules = outcome.issue.flatMap(({ details }) => details?.coding?.flatMap(({ code }) => code ?? []) ?? []);
  return { file: files[0] ?? new Map(), faults, rules };
}

const fieldsOf = (file: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>, table: string, names: string) =>
  names.split(' ').map((name) => textOf(rowsOf(file, table)[0], name));

describe('giấy tờ ghi bằng biểu mẫu vào bảng của hồ sơ', () => {
  test('phiếu chuyển cơ sở: điền phần chuyên môn, phần người bệnh lấy từ hồ sơ, không còn lỗi nào', async () => {
    const encounter = await finishedVisit(hospital, (visit) => ({ ...visit, visit: { ...visit.visit, leaving: 2 } }));
    expect((await claimOf(encounter)).rules).toEqual(['STR-04', 'EP-25', 'CT13-01']);
    await fill(encounter, 'XML13', referral);
    const { file, faults, rules } = await claimOf(encounter);
    expect([...faults, ...rules]).toEqual([]);
    expect(fieldsOf(file, 'XML13', 'HO_TEN MA_CSKCB_DEN HUONG_DIEU_TRI MA_LYDO_CT MA_BAC_SI NGAY_RA')).toEqual([
      'Trần Đình Thử',
      '99002',
      'Chụp mạch vành',
      '1',
      '990101/THU-GPHN',
      '202609071100',
    ]);
    expect(fieldsOf(file, 'XML1', 'MA_NOI_DEN')).toEqual(['99002']);
  });

  test('phiếu chuyển và giấy nghỉ việc đã cấp cho người bệnh; tờ đã thu hồi thì không', async () => {
    const encounter = await finishedVisit(hospital, (visit) => ({ ...visit, visit: { ...visit.visit, leaving: 2 } }));
    await issue(encounter, 'referral', {
      to: '99002',
      'reason-code': '2',
      signs: 'Đau ngực',
      course: 'Đau từ sáng',
      condition: 'Tỉnh',
      plan: 'Chụp mạch vành',
      transport: 'Xe cứu thương',
    });
    const leave = { employer: 'Công ty Thử', 'social-number': '9900000001', treatment: 'Nghỉ ngơi', days: '3' };
    await issue(encounter, 'sick-leave', { ...leave, days: '9' }, 'entered-in-error');
    await issue(encounter, 'sick-leave', leave);
    const { file, faults, rules } = await claimOf(encounter);
    expect([...faults, ...rules]).toEqual([]);
    expect(fieldsOf(file, 'XML13', 'MA_CSKCB_DEN MA_LYDO_CT HUONG_DIEU_TRI SO_HOSO')).toEqual([
      '99002',
      '2',
      'Chụp mạch vành',
      'HS/referral',
    ]);
    expect(fieldsOf(file, 'XML11', 'SO_NGAY_NGHI TU_NGAY DEN_NGAY MAU_SO MA_BS')).toEqual([
      '3',
      '20260907',
      '20260909',
      'CT07',
      '990101/THU-GPHN',
    ]);
  });

  test('phiếu hẹn, giấy nghỉ việc: hẹn vào cả XML1; biểu mẫu còn dở thì chưa vào hồ sơ', async () => {
    const encounter = await finishedVisit(hospital);
    await fill(
      encounter,
      'XML14',
      { SO_GIAYHEN_KL: said('9'), NGAY_HEN_KL: { valueDate: '2026-09-01' } },
      'in-progress',
    );
    await fill(encounter, 'XML14', { SO_GIAYHEN_KL: said('7'), NGAY_HEN_KL: { valueDate: '2026-09-21' } });
    await fill(encounter, 'XML11', {
      SO_CT: said('1'),
      SO_SERI: said('1'),
      SO_KCB: said('1'),
      DON_VI: said('Công ty Thử'),
      MA_BHXH: said('9900000001'),
      PP_DIEUTRI: said('Nghỉ ngơi'),
      SO_NGAY_NGHI: { valueInteger: 3 },
      TU_NGAY: { valueDate: '2026-09-07' },
      DEN_NGAY: { valueDate: '2026-09-09' },
    });
    const { file, faults, rules } = await claimOf(encounter);
    expect([...faults, ...rules]).toEqual([]);
    expect(fieldsOf(file, 'XML1', 'NGAY_TAI_KHAM')).toEqual(['20260921']);
    expect(fieldsOf(file, 'XML14', 'SO_GIAYHEN_KL NGAY_HEN_KL NGAY_CT')).toEqual(['7', '20260921', '20260907']);
    expect(fieldsOf(file, 'XML11', 'SO_NGAY_NGHI DEN_NGAY MA_BS')).toEqual(['3', '20260909', '990101/THU-GPHN']);
  });

  test('giấy chứng sinh sinh đôi: mỗi con một dòng, cân nặng vào XML1, mẹ lấy từ hồ sơ', async () => {
    const encounter = await finishedVisit(hospital, (visit) => ({
      ...visit,
      patient: { ...visit.patient, sex: 2, personalNumber: '099186990101' },
      visit: { ...visit.visit, icdMain: 'O84.0' },
    }));
    for (const grams of [2400, 2600]) {
      await fill(encounter, 'XML9', {
        NGAYCAP_CCCD_NND: { valueDate: '2022-01-01' },
        NOICAP_CCCD_NND: said('Tỉnh Thử'),
        MA_THE_TAM: said(`TE199990000${grams}`),
        GIOI_TINH_CON: { valueCoding: { code: '2' } },
        SO_CON: { valueInteger: 2 },
        LAN_SINH: { valueInteger: 1 },
        SO_CON_SONG: { valueInteger: 2 },
        CAN_NANG_CON: { valueInteger: grams },
        NGAY_SINH_CON: { valueDateTime: '2026-09-07T09:00:00+07:00' },
        NOI_SINH_CON: said('Bệnh viện Thử'),
        TINH_TRANG_CON: said('Khỏe'),
        SINHCON_PHAUTHUAT: { valueCoding: { code: '0' } },
        SINHCON_DUOI32TUAN: { valueCoding: { code: '0' } },
        NGUOI_DO_DE: said('Nữ hộ sinh Thử'),
        NGUOI_GHI_PHIEU: said('Nữ hộ sinh Thử'),
        SO: said('1'),
        QUYEN_SO: said('1'),
      });
    }
    const { file, faults, rules } = await claimOf(encounter);
    expect([...faults, ...rules]).toEqual([]);
    expect(
      rowsOf(file, 'XML9')
        .map((row) => textOf(row, 'CAN_NANG_CON'))
        .toSorted(),
    ).toEqual(['2400', '2600']);
    expect(fieldsOf(file, 'XML9', 'HO_TEN_NND NGAYSINH_NND NGAY_SINH_CON')).toEqual([
      'Trần Đình Thử',
      '19860305',
      '202609070900',
    ]);
    expect(fieldsOf(file, 'XML1', 'CAN_NANG_CON')[0]?.split(';').toSorted()).toEqual(['2400', '2600']);
  });
});

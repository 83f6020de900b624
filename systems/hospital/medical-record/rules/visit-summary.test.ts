import { codeSystems, extensions } from '@lienmach/core';
import type { Composition } from 'fhir/r4';
import { expect, test } from 'vitest';
import { summaryXml } from '../exchange/summary-xml.ts';
import { type VisitRecord, valueText, visitSummary } from './visit-summary.ts';

const now = new Date('2026-03-02T02:00:00Z');
const patient = { reference: 'Patient/p' };
const visit: VisitRecord = {
  facility: { code: '99001', name: 'Bệnh viện Thử', reference: 'Organization/99001' },
  patient: {
    resourceType: 'Patient',
    id: 'p',
    name: [{ text: 'Nguyễn Thị <Hoài> An' }],
    birthDate: '1958-03-12',
    gender: 'female',
  },
  signer: { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Trần Minh Khôi' }] },
  encounter: {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    class: { code: 'AMB' },
    period: { start: '2026-03-02T08:00:00+07:00', end: '2026-03-02T09:00:00+07:00' },
    reasonCode: [{ text: 'Đau đầu & chóng mặt' }],
    extension: [
      { url: extensions.treatment, valueString: 'Điều trị nội khoa' },
      { url: extensions.treatmentOutcome, valueCodeableConcept: { coding: [{ code: '2', display: 'Đỡ' }] } },
    ],
    diagnosis: [
      { condition: { reference: 'Condition/c2' }, use: { coding: [{ code: 'DD' }] }, rank: 2 },
      { condition: { reference: 'Condition/c1' }, use: { coding: [{ code: 'DD' }] }, rank: 1 },
      { condition: { reference: 'Condition/c0' }, use: { coding: [{ code: 'AD' }] } },
    ],
  },
  conditions: [
    { resourceType: 'Condition', id: 'c0', code: { text: 'Theo dõi' }, subject: patient },
    {
      resourceType: 'Condition',
      id: 'c1',
      code: { coding: [{ system: codeSystems.icd10, code: 'I10' }], text: 'Tăng huyết áp' },
      subject: patient,
    },
    {
      resourceType: 'Condition',
      id: 'c2',
      code: { coding: [{ system: codeSystems.icd10, code: 'E11.9', display: 'Đái tháo đường' }] },
      subject: patient,
    },
  ],
  observations: [
    {
      resourceType: 'Observation',
      id: 'bp',
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { text: 'Huyết áp' },
      effectiveDateTime: '2026-03-02T08:05:00+07:00',
      component: [
        { code: { text: 'tâm thu' }, valueQuantity: { value: 152, unit: 'mmHg' } },
        { code: { text: 'tâm trương' }, valueQuantity: { value: 88, unit: 'mmHg' } },
      ],
    },
    {
      resourceType: 'Observation',
      id: 'k',
      status: 'final',
      code: { text: 'Kali' },
      valueQuantity: { value: 6.8, unit: 'mmol/L' },
      interpretation: [{ coding: [{ code: 'HH' }] }],
    },
  ],
  reports: [
    {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: { text: 'Điện giải đồ' },
      issued: '2026-03-02T08:40:00+07:00',
      result: [{ reference: 'Observation/k' }],
      conclusion: 'Tăng kali máu',
    },
    { resourceType: 'DiagnosticReport', id: 'r2', status: 'preliminary', code: { text: 'Chưa duyệt' } },
  ],
  notes: [
    {
      resourceType: 'ClinicalImpression',
      id: 'n',
      status: 'completed',
      subject: patient,
      effectiveDateTime: '2026-03-02T08:10:00+07:00',
      summary: 'Tỉnh, tim đều\nKhông phù',
      finding: [{ itemCodeableConcept: { text: 'Cần theo dõi kali' } }],
    },
  ],
  prescriptions: [
    {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      intent: 'order',
      subject: patient,
      medicationCodeableConcept: { text: 'Amlodipin 5 mg' },
      dosageInstruction: [{ patientInstruction: 'Sáng 1 viên' }],
      dispenseRequest: { quantity: { value: 28, unit: 'Viên' } },
    },
  ],
};

const lines = (composition: Composition, code: string): string[] =>
  [
    ...(composition.section?.find((one) => one.code?.coding?.[0]?.code === code)?.text?.div ?? '').matchAll(
      /<p>(.*?)<\/p>/g,
    ),
  ].map(([, line]) => line ?? '');

test('bản tóm tắt có đủ mục theo thứ tự của mẫu và nói đúng điều trong hồ sơ', () => {
  const summary = visitSummary(visit, now);
  expect(summary.section?.map((one) => one.title)).toEqual([
    'Lý do đến khám',
    'Quá trình bệnh lý và diễn biến lâm sàng',
    'Dấu hiệu sinh tồn',
    'Chẩn đoán',
    'Tóm tắt kết quả cận lâm sàng',
    'Phương pháp điều trị',
    'Kết luận',
  ]);
  expect(lines(summary, 'ly-do')).toEqual(['Đau đầu &amp; chóng mặt']);
  expect(lines(summary, 'qt-benhly')).toEqual(['08:10 02/03/2026: Tỉnh, tim đều', 'Không phù']);
  expect(lines(summary, 'sinh-hieu')).toEqual(['08:05 02/03/2026: Huyết áp: tâm thu 152 mmHg, tâm trương 88 mmHg']);
  expect(lines(summary, 'chan-doan')).toEqual([
    'Bệnh chính: Tăng huyết áp (I10)',
    'Bệnh kèm theo: Đái tháo đường (E11.9)',
  ]);
  expect(lines(summary, 'tomtat-kq')).toEqual([
    '08:40 02/03/2026: Điện giải đồ',
    'Kali: 6,8 mmol/L (HH)',
    'Kết luận: Tăng kali máu',
  ]);
  expect(lines(summary, 'pp-dieutri')).toEqual(['Điều trị nội khoa', 'Amlodipin 5 mg, 28 Viên. Sáng 1 viên']);
  expect(lines(summary, 'ket-luan')).toEqual(['Cần theo dõi kali', 'Kết quả điều trị: Đỡ']);
});

test('lượt khám không có gì thì mỗi mục ghi rõ là không có', () => {
  const empty = {
    ...visit,
    observations: [],
    reports: [],
    notes: [],
    prescriptions: [],
    encounter: { ...visit.encounter, extension: [] },
  };
  const summary = visitSummary(empty, now);
  expect(['qt-benhly', 'sinh-hieu', 'tomtat-kq', 'pp-dieutri', 'ket-luan'].map((code) => lines(summary, code))).toEqual(
    Array.from({ length: 5 }, () => ['Không có.']),
  );
});

test('XML chứa người bệnh, chẩn đoán, mọi mục; ký tự đặc biệt không phá thẻ', () => {
  const xml = summaryXml(visitSummary(visit, now), visit);
  expect(xml).toContain('<HoTen>Nguyễn Thị &lt;Hoài&gt; An</HoTen>');
  expect(xml).toContain('<Benh loai="chinh" icd10="I10">Tăng huyết áp</Benh>');
  expect(xml).toContain(
    '<Muc ma="tomtat-kq" ten="Tóm tắt kết quả cận lâm sàng"><div xmlns="http://www.w3.org/1999/xhtml">',
  );
  expect(xml).not.toContain('undefined');
});

test.each<[Parameters<typeof valueText>[0], string]>([
  [{ valueQuantity: { value: 1.5, unit: 'G/L' } }, '1,5 G/L'],
  [{ valueQuantity: { value: 2, code: 'mg' } }, '2 mg'],
  [{ valueQuantity: { value: 5, comparator: '<', unit: 'G/L' } }, '< 5 G/L'],
  [{ valueQuantity: { value: 1000, comparator: '>=', unit: 'U/L' } }, '≥ 1000 U/L'],
  [{ dataAbsentReason: { text: 'Máy không đo được' } }, 'Máy không đo được'],
  [{ valueString: 'Âm tính' }, 'Âm tính'],
  [{ valueCodeableConcept: { coding: [{ display: 'Dương tính' }] } }, 'Dương tính'],
  [{}, ''],
])('kết quả %o đọc là «%s»', (value, text) => {
  expect(valueText(value)).toBe(text);
});

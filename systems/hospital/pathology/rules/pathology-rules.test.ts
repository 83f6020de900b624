import { describe, expect, test } from 'vitest';
import { stainOf } from '../catalogs/stains.ts';
import { synopticForms } from '../forms/synoptic-forms.ts';
import { benchObstacles } from './bench-obstacles.ts';
import { caseGuard } from './case-guard.ts';
import { caseNumber, containerLabel, seriesOf } from './case-number.ts';
import type { CaseSheet, Slide } from './case-sheet.ts';
import { caseState, minutesLeft } from './case-state.ts';
import { categoryTableOn } from './category-table.ts';
import { fixationRemarks } from './fixation.ts';
import { holdsDiagnosis, isUnexpected } from './pathology-call.ts';
import { readingObstacles } from './reading-obstacles.ts';
import { discardFrom } from './retention.ts';
import { isMalignant } from './second-reading.ts';

const sheet: CaseSheet = {
  order: 'o',
  report: 'r',
  number: 'GPB26-00001',
  kind: 'histology',
  service: '25.0030.1751',
  receivedAt: '2026-03-02T07:30:00+07:00',
  isSuspected: false,
  clinical: '',
  containers: [{ label: 'A', specimen: 's', number: '1', site: '', what: 'x' }],
  gross: 'x',
  blocks: [],
  slides: [],
  microscopy: '',
  diagnosis: '',
  codes: [],
  adequacy: '',
  category: '',
  frozen: '',
  releases: [],
  isChanged: false,
};
const slide: Slide = { block: 'A1', number: 1, stain: 'HE', marker: '', orderedBy: 'x' };
const codesOf = (thrown: readonly { readonly code: string | undefined }[]): string[] =>
  thrown.map(({ code = '' }) => code.replace('pathology.', ''));

describe('số ca bệnh', () => {
  test('mỗi năm mỗi loại một dãy, năm chữ số', () => {
    expect(caseNumber(seriesOf('histology', '2026-12-31'), 7)).toBe('GPB26-00007');
    expect(caseNumber(seriesOf('frozen', '2027-01-01'), 1)).toBe('GPB27-00001');
    expect(caseNumber(seriesOf('cytology', '2026-03-02'), 12345)).toBe('TBH26-12345');
    expect([0, 1, 19].map(containerLabel)).toEqual(['A', 'B', 'T']);
  });
});

describe('cố định mô', () => {
  const at = (hour: number, minute = 0): string => new Date(Date.UTC(2026, 2, 2, hour, minute)).toISOString();
  test.each([
    ['không rõ giờ', at(0), undefined, undefined, ['unknown']],
    ['đúng 1 giờ', at(0), at(1), undefined, []],
    ['quá 1 giờ', at(0), at(1, 1), undefined, ['late']],
    ['chưa tới 6 giờ', at(0), at(0, 30), at(6, 29), ['short']],
    ['đúng 6 giờ', at(0), at(0, 30), at(6, 30), []],
    ['đúng 72 giờ', at(0), at(1), at(73), []],
    ['quá 72 giờ', at(0), at(1), at(73, 1), ['long']],
    ['chưa phẫu tích', at(0), at(0, 30), undefined, []],
  ])('%s', (_name, collectedAt, fixedAt, grossedAt, expected) => {
    expect(fixationRemarks({ collectedAt, fixedAt, grossedAt })).toEqual(expected);
  });
});

test('giữ: mô thừa 14 ngày, khối và lam 10 năm sau kết quả chính thức', () => {
  expect(discardFrom('container', '2026-03-02', '2026-03-02')).toBe('2026-03-16');
  expect(discardFrom('block', '2026-03-02', '2026-03-02')).toBe('2036-03-02');
  expect(discardFrom('slide', '2026-03-02', '2026-03-02')).toBe('2036-03-02');
});

describe('bảng Bethesda theo ngày', () => {
  test.each([
    ['thyroid', '2017-12-31', undefined],
    ['thyroid', '2018-01-01', 'Bethesda tuyến giáp 2017'],
    ['thyroid', '2023-12-31', 'Bethesda tuyến giáp 2017'],
    ['thyroid', '2024-01-01', 'Bethesda tuyến giáp 2023'],
    ['cervical', '2026-03-02', 'Bethesda cổ tử cung 2014'],
  ] as const)('%s ngày %s', (scheme, day, name) => {
    expect(categoryTableOn(scheme, day)?.name).toBe(name);
  });
});

describe('ca bệnh đang ở đâu', () => {
  const ready = { ...slide, readyAt: '2026-03-02T08:00:00+07:00' };
  const read = { ...sheet, blocks: [{ label: 'A1', what: '' }], slides: [ready], diagnosis: 'x' };
  const second = { by: {}, at: '', agrees: true, remark: '' };
  const final = [{ stage: 'final' as const, at: '', by: '', text: '' }];
  test.each<[string, Partial<CaseSheet>]>([
    ['to-gross', {}],
    ['to-stain', { blocks: [{ label: 'A1', what: '' }] }],
    ['to-stain', { ...read, diagnosis: '', slides: [slide] }],
    ['to-read', { ...read, diagnosis: '' }],
    ['to-release', read],
    ['to-review', { ...read, codes: ['squamous'] }],
    ['to-release', { ...read, codes: ['squamous'], secondReading: second }],
    ['released', { ...read, releases: final }],
    ['to-release', { ...read, releases: final, isChanged: true }],
    ['to-stain', { kind: 'cytology', slides: [slide] }],
  ])('%s', (state, more) => {
    expect(caseState({ ...sheet, ...more })).toBe(state);
  });

  test('đồng hồ đếm từ lúc nhận: tức thì 20 phút', () => {
    const now = new Date('2026-03-02T00:50:00Z');
    expect(minutesLeft('25.0090.1757', sheet.receivedAt, now)).toBe(0);
    expect(minutesLeft('x', sheet.receivedAt, now)).toBeUndefined();
  });
});

describe('ác tính', () => {
  test.each([
    [['squamous'], '', true],
    [['metastasis'], '', true],
    [['dcis'], '', false],
    [['adenoma', 'hp-gastritis'], '', false],
    [[], 'SCC', true],
    [[], 'HSIL', false],
  ] as const)('%s %s: %s', (codes, category, expected) => {
    expect(isMalignant({ ...sheet, service: '25.0074.1736', codes, category })).toBe(expected);
  });

  test('gọi báo chỉ khi không ai nghĩ tới, và không vì câu trả lời tức thì', () => {
    const malignant = { ...sheet, codes: ['squamous'] };
    expect(isUnexpected(malignant, 'provisional')).toBe(true);
    expect(isUnexpected(malignant, 'frozen')).toBe(false);
    expect(isUnexpected({ ...malignant, isSuspected: true }, 'final')).toBe(false);
    expect(isUnexpected({ ...malignant, isSuspected: true }, 'amended')).toBe(true);
  });

  test('đọc lại phải có bốn chữ đầu của chẩn đoán, không cần dấu', () => {
    expect(holdsDiagnosis('dạ, ung thu bieu mo vảy', 'Ung thư biểu mô vảy sừng hóa')).toBe(true);
    expect(holdsDiagnosis('ung thư', 'Ung thư biểu mô vảy')).toBe(false);
    expect(holdsDiagnosis('gì cũng được', '')).toBe(false);
  });
});

describe('khối và lam', () => {
  const block = { label: 'A1', what: '' };
  test.each<[string, Partial<CaseSheet>, readonly string[]]>([
    ['khối của lọ không có', { blocks: [{ label: 'B1', what: '' }] }, ['badBlock']],
    ['mã khối không đọc được', { blocks: [{ label: 'A0', what: '' }] }, ['badBlock']],
    ['khối hai lần', { blocks: [block, block] }, ['blockTwice']],
    ['chưa có đại thể', { gross: '', blocks: [block] }, ['grossMissing']],
    ['lam không có khối', { slides: [slide] }, ['slideWithoutBlock']],
    ['lam của mô không cắt thẳng từ lọ', { slides: [{ ...slide, block: 'A' }] }, ['slideWithoutBlock']],
    ['lam tức thì cắt thẳng từ lọ', { kind: 'frozen', slides: [{ ...slide, block: 'A' }] }, []],
    ['lam hai lần', { blocks: [block], slides: [slide, slide] }, ['slideTwice']],
    ['cách nhuộm lạ', { blocks: [block], slides: [{ ...slide, stain: 'X' }] }, ['unknownStain']],
    ['hóa mô thiếu dấu ấn', { blocks: [block], slides: [{ ...slide, stain: 'IHC' }] }, ['markerMissing']],
    ['đúng', { blocks: [block], slides: [slide] }, []],
  ])('%s', (_name, more, expected) => {
    expect(codesOf(benchObstacles(sheet, { ...sheet, ...more }))).toEqual(expected);
  });
  test('nhuộm đặc biệt nào cũng có dịch vụ, nhuộm thường quy thì không', () => {
    expect(stainOf('IHC')?.service).toBe('25.0061.1746');
    expect(stainOf('HE')?.service).toBeUndefined();
  });
});

test('chất lượng phiến đồ và phân loại phải có trong bảng của ngày nhận', () => {
  const smear = { ...sheet, kind: 'cytology' as const, service: '25.0074.1736' };
  expect(codesOf(readingObstacles({ ...smear, adequacy: 'adequate', category: 'NILM' }))).toEqual([]);
  expect(codesOf(readingObstacles({ ...smear, adequacy: 'x', category: 'VI' }))).toEqual([
    'unknownCategory',
    'unknownCategory',
  ]);
});

describe('không ai ghi thẳng vào phiếu giải phẫu bệnh', () => {
  const report = {
    resourceType: 'DiagnosticReport' as const,
    status: 'registered' as const,
    code: {},
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'SP' }] }],
  };
  const by = (activity?: string, role = 'lab-doctor') => ({
    who: 'Practitioner/x',
    roles: [role],
    ...(activity === undefined ? {} : { activity }),
  });
  const check = (who: ReturnType<typeof by>) => () => caseGuard.check(report, report, who);
  test('FHIR thường và việc của phòng xét nghiệm bị từ chối; việc của nhà, công cụ thì không', () => {
    expect(check(by())).toThrow(expect.objectContaining({ code: 'pathology.byVerbOnly' }));
    expect(check(by('DiagnosticReport$verify'))).toThrow(expect.objectContaining({ code: 'pathology.byVerbOnly' }));
    expect(check(by('Patient$merge'))).not.toThrow();
    expect(check(by(undefined, 'tool'))).not.toThrow();
    const { category: _category, ...other } = report;
    expect(() => caseGuard.check(other, other, by())).not.toThrow();
  });
});

test('biểu mẫu tổng hợp nào cũng có mã riêng và câu bắt buộc', () => {
  for (const { item = [], url } of synopticForms) {
    expect(url).toMatch(/Questionnaire\/gpb-/);
    expect(new Set(item.map(({ linkId }) => linkId)).size).toBe(item.length);
    expect(item.some(({ required }) => required)).toBe(true);
  }
});

import { codeSystems } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { messageContext } from '@lienmach/testing';
import type { DiagnosticReport, FhirResource, Observation, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { csvResults, jsonResults, xmlResults } from './table-results.ts';
import { tableTime } from './table-time.ts';

const patient: Patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1990-05-09' };
const specimen: Specimen = { resourceType: 'Specimen', id: 's1', meta: { versionId: '1' } };
const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'e',
  identifier: [{ system: 'https://lienmach.vn/fhir/sid/so-chi-dinh', value: 'CD1' }],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
  subject: { reference: 'Patient/p1' },
  specimen: [{ reference: 'Specimen/s1' }],
};
const report: DiagnosticReport = {
  resourceType: 'DiagnosticReport',
  id: 're',
  meta: { versionId: '1' },
  basedOn: [{ reference: 'ServiceRequest/e' }],
  status: 'registered',
  code: { text: 'Điện giải đồ' },
};
const now = new Date('2026-03-02T01:00:00Z');
const found: Record<string, FhirResource> = { 'patient.1': patient, 'specimen.1': specimen };

const long = {
  'column.tube': 'Tube',
  'column.code': 'Test',
  'column.value': 'Result',
  'column.unit': 'Unit',
  'column.time': 'Done',
  'column.flags': 'Flag',
  'column.note': 'Note',
  'column.device': 'Unit no',
};
const world = (options: Record<string, string>) =>
  messageContext({
    channel: { id: 'may-csv', partner: 'may-csv', options },
    lists: { 'orders.1': [order], 'reports.1': [report] },
    translate: (code) => ({ Kalium: 'K', Natrium: 'NA' })[code],
  });
type Rows = readonly Record<string, string>[];
const map = (rows: Rows, options: Record<string, string> = long) =>
  (csvResults.map(rows, found, now, world(options)).entry ?? []).map(({ resource }) => resource);
const observations = (rows: Rows, options?: Record<string, string>) =>
  map(rows, options).filter((one): one is Observation => one?.resourceType === 'Observation');
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (isFhirError(error)) return [error.code, error.outcome.issue[0]?.expression?.[0]];
    throw error;
  }
  return undefined;
};
const row = (more: Record<string, string>) => ({ Tube: 'T1', Test: 'Kalium', Result: '4.20', Unit: 'mmol/L', ...more });

test('mỗi dòng một kết quả: mã của máy đổi theo kênh, chữ số như tệp, giờ kiểu Việt Nam, máy, ghi chú', () => {
  const [k] = observations([
    row({ Done: '02/03/2026 07:50', Note: 'mẫu hơi vàng', 'Unit no': 'M7' }),
    row({ Test: 'Natrium', Result: '140' }),
  ]);
  expect(JSON.stringify(k)).toContain('"value":4.20');
  expect(k).toMatchObject({
    id: 'e.K',
    status: 'preliminary',
    effectiveDateTime: '2026-03-02T07:50:00+07:00',
    device: { identifier: { value: 'M7' } },
    note: [{ text: 'mẫu hơi vàng' }],
  });
  expect(map([row({})]).find((one) => one?.resourceType === 'DiagnosticReport')).toMatchObject({ status: 'partial' });
});

test('mỗi dòng một ống, mỗi cột một xét nghiệm; ô trống là không đo; dấu phẩy thập phân', () => {
  const wide = { 'column.tube': 'Tube', 'column.values': 'Kalium=mmol/L, Natrium=mmol/L', decimal: 'comma' };
  const told = observations([{ Tube: 'T1', Kalium: '4,20', Natrium: '' }], wide);
  expect(told.map(({ id }) => id)).toEqual(['e.K']);
  expect(JSON.stringify(told)).toContain('"value":4.20');
});

test('XML và JSON đi cùng một đường', () => {
  const options = {
    rows: 'Sample/Result',
    'column.tube': '../@id',
    'column.code': '@code',
    'column.value': '#text',
    'column.unit': '@unit',
  };
  const tree = { Sample: [{ '@id': 'T1', Result: [{ '@code': 'K', '@unit': 'mmol/L', '#text': '6.8' }] }] };
  for (const mapping of [xmlResults, jsonResults]) {
    expect(Object.keys(mapping.needs(tree, world(options)))).toEqual([
      'specimen.1',
      'orders.1',
      'reports.1',
      'results.1',
      'patient.1',
    ]);
    const entry = mapping.map(tree, found, now, world(options)).entry ?? [];
    expect(entry[0]?.resource).toMatchObject({ id: 'e.K', valueQuantity: { value: 6.8 } });
  }
});

test('mẫu chứng thành điểm nội kiểm, không thành kết quả của ai', () => {
  const options = { ...long, 'column.lot': 'Lot', 'column.level': 'Level' };
  const [point] = observations([row({ Lot: 'L9', Level: '2', Done: '2026-03-02T07:00:00', Tube: '' })], options);
  expect(point).toMatchObject({ specimen: { identifier: { value: 'L9^2' } }, valueQuantity: { code: 'mmol/L' } });
});

test.each<[string, Rows, Record<string, string>, (string | undefined)[]]>([
  ['thiếu số ống', [row({ Tube: '' })], long, ['laboratory.specimenNumberMissing', 'Tube']],
  ['thiếu mã', [row({ Test: '' })], long, ['laboratory.columnEmpty', 'Test']],
  ['mã lạ', [row({ Test: 'XYZ' })], long, ['exchange.unknownCode', 'Test']],
  ['giá trị không đọc được', [row({ Result: '4,20' })], long, ['laboratory.unreadableValue', 'Result']],
  [
    'dấu chấm nơi dấu phẩy là thập phân',
    [row({ Result: '1.200' })],
    { ...long, decimal: 'comma' },
    ['laboratory.unreadableValue', 'Result'],
  ],
  ['khác đơn vị', [row({ Unit: 'mg/L' })], long, ['laboratory.unitMismatch', 'Unit']],
  ['giờ không có thật', [row({ Done: '31/02/2026' })], long, ['exchange.invalidTime', 'Done']],
  ['kênh không khai cột mã', [row({})], { 'column.tube': 'Tube' }, ['laboratory.columnEmpty', 'code']],
  ['không có dòng nào', [], long, ['laboratory.noResult', 'file']],
])('nằm chờ, chỉ đúng cột: %s', (_name, rows, options, expected) => {
  expect(refusal(() => map(rows, options))).toEqual(expected);
});

test('tệp của hơn 100 ống: chia nhỏ', () => {
  const rows = Array.from({ length: 101 }, (_, at) => row({ Tube: `T${at}` }));
  expect(refusal(() => csvResults.needs(rows, world(long)))).toEqual(['laboratory.tableTooLong', 'file']);
});

test.each([
  ['2026-03-02 07:50', undefined, '2026-03-02T07:50:00+07:00'],
  ['2026-03-02T00:50:30.123Z', undefined, '2026-03-02T00:50:30+00:00'],
  ['2/3/2026 7:05:09', undefined, '2026-03-02T07:05:09+07:00'],
  ['02.03.2026', undefined, '2026-03-02'],
  ['03-02-2026 07:50', 'mdy', '2026-03-02T07:50:00+07:00'],
  ['20260302075000+0900', undefined, '2026-03-02T07:50:00+09:00'],
  ['', undefined, undefined],
])('giờ trong bảng: %s', (text, order, expected) => {
  expect(tableTime(text, 'Done', order)).toBe(expected);
});

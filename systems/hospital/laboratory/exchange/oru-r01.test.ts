import { codeSystems, identifierSystems } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import { isFhirError } from '@lienmach/outcome';
import { messageContext } from '@lienmach/testing';
import type { DiagnosticReport, FhirResource, Observation, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { oruR01 } from './oru-r01.ts';

const patient: Patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1990-05-09' };
const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'o1',
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
  subject: { reference: 'Patient/p1' },
  encounter: { reference: 'Encounter/e1' },
  specimen: [{ reference: 'Specimen/s1' }],
};
const report: DiagnosticReport = {
  resourceType: 'DiagnosticReport',
  id: 'r1',
  meta: { versionId: '3' },
  status: 'registered',
  code: { text: 'Điện giải đồ' },
};
const specimen: Specimen = { resourceType: 'Specimen', id: 's1', meta: { versionId: '1' } };
const found = { patient, 'order.1': order, 'report.1': report, 'specimen.1': specimen };
const now = new Date('2026-03-02T01:00:00Z');

const lines = {
  pid: 'PID|1||BN000001||TRẦN^THỊ THỬ||19900509|F',
  obr: 'OBR|1|260302X000001||23.0058.1487^Điện giải^L|||20260302074000+0700|||||||||||260302000042|||||||F',
  k: 'OBX|1|NM|K^Kali^L||6.8|mmol/L|||||F|||20260302075000||||XN.1.MAY01',
  na: 'OBX|2|NM|2951-2^Sodium^LN||140|mmol/L|||||F',
};
const message = (...body: string[]) => parseHl7(`MSH|^~\\&|MAY||||20260302||ORU^R01|M1|P|2.5.1\r${body.join('\r')}`);
const map = (body: string[], extra: Record<string, FhirResource> = {}) =>
  oruR01.map(message(...body), { ...found, ...extra }, now, messageContext()).entry ?? [];
const isObservation = (one: object | undefined): one is Observation =>
  one !== undefined && 'resourceType' in one && one.resourceType === 'Observation';
const observations = (body: string[], extra: Record<string, FhirResource> = {}): Observation[] =>
  map(body, extra)
    .map(({ resource }) => resource)
    .filter(isObservation);
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (isFhirError(error)) return error.code?.replace('laboratory.', '');
    throw error;
  }
  return undefined;
};

test('những gì phải có trong hồ sơ trước: người bệnh, chỉ định, phiếu, mẫu', () => {
  const needs = oruR01.needs(message(lines.pid, lines.obr, lines.k), messageContext());
  expect(Object.keys(needs)).toEqual(['patient', 'order.1', 'report.1', 'results.1', 'specimen.1']);
  expect(new URLSearchParams(String(needs['specimen.1']).split('?')[1]).get('identifier')).toBe(
    `${identifierSystems.specimenNumber}|260302000042`,
  );
});

test('kết quả thành Observation sơ bộ: LOINC, UCUM, khoảng tham chiếu, cờ, máy, mẫu; phiếu gắn kết quả', () => {
  const [k, na] = observations([lines.pid, lines.obr, lines.k, lines.na]);
  expect(k).toMatchObject({
    id: 'o1.K',
    status: 'preliminary',
    identifier: [{ value: '260302X000001/K' }],
    basedOn: [{ reference: 'ServiceRequest/o1' }],
    subject: { reference: 'Patient/p1' },
    encounter: { reference: 'Encounter/e1' },
    specimen: { reference: 'Specimen/s1' },
    effectiveDateTime: '2026-03-02T07:40:00+07:00',
    valueQuantity: { value: 6.8, system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }],
    interpretation: [{ coding: [{ code: 'HH' }] }],
    device: { identifier: { value: 'XN.1.MAY01' } },
  });
  expect(k?.code.coding?.map(({ code }) => code)).toEqual(['K', '2823-3']);
  expect(na?.interpretation?.[0]?.coding?.[0]?.code).toBe('N');
  const filled = map([lines.pid, lines.obr, lines.k, lines.na]).find(
    ({ resource }) => resource?.resourceType === 'DiagnosticReport',
  );
  expect(filled?.request).toEqual({ method: 'PUT', url: 'DiagnosticReport/r1', ifMatch: 'W/"3"' });
  expect(filled?.resource).toMatchObject({
    status: 'preliminary',
    result: [{ reference: 'Observation/o1.K' }, { reference: 'Observation/o1.NA' }],
  });
});

test('máy báo giờ lấy mẫu mà hồ sơ chưa có: ghi vào mẫu; đã có thì giữ', () => {
  const drawn = { ...specimen, collection: { collectedDateTime: '2026-03-02T07:35:00+07:00' } };
  const specimenOf = (entries: ReturnType<typeof map>) =>
    entries.find(({ resource }) => resource?.resourceType === 'Specimen')?.resource;
  expect(specimenOf(map([lines.pid, lines.obr, lines.k]))).toMatchObject({
    collection: { collectedDateTime: '2026-03-02T07:40:00+07:00' },
  });
  expect(specimenOf(map([lines.pid, lines.obr, lines.k], { 'specimen.1': drawn }))).toBeUndefined();
});

test('trả từng phần: phiếu dở dang giữ kết quả trước, đủ rồi mới chờ duyệt', () => {
  const first: DiagnosticReport = { ...report, status: 'partial', result: [{ reference: 'Observation/o1.NA' }] };
  const reportOf = (obr: string) =>
    map([lines.pid, obr, lines.k], { 'report.1': first }).find(
      ({ resource }) => resource?.resourceType === 'DiagnosticReport',
    )?.resource;
  expect(reportOf(lines.obr.replace(/F$/, 'P'))).toMatchObject({ status: 'partial' });
  expect(reportOf(`${lines.obr}\r${lines.na.replace(/F$/, 'P')}`)).toMatchObject({ status: 'partial' });
  expect(reportOf(`${lines.obr}\rOBX|2|NM|NA^Natri^L||||||||I`)).toMatchObject({ status: 'partial' });
  expect(reportOf(lines.obr)).toMatchObject({
    status: 'preliminary',
    result: [{ reference: 'Observation/o1.NA' }, { reference: 'Observation/o1.K' }],
  });
});

test('người bệnh dưới 18 tuổi: không gắn cờ theo khoảng của người lớn, vẫn báo động', () => {
  const child = { ...patient, birthDate: '2015-01-01' };
  const pid = lines.pid.replace('19900509', '20150101');
  const [na, k] = observations([pid, lines.obr, lines.na, lines.k], { patient: child });
  expect([na?.referenceRange, na?.interpretation]).toEqual([undefined, undefined]);
  expect(k?.interpretation?.[0]?.coding?.[0]?.code).toBe('HH');
});

test.each([
  ['NM', '<0.5', { value: 0.5, comparator: '<' }],
  ['SN', '>^9', { value: 9, comparator: '>' }],
  ['SN', '^4.2', { value: 4.2 }],
])('giá trị %s %s đọc đúng', (type, value, expected) => {
  const obx = `OBX|1|${type}|K^Kali^L||${value}|mmol/L|||||F`;
  expect(observations([lines.pid, lines.obr, obx])[0]?.valueQuantity).toMatchObject(expected);
});

test('số không cuối của máy được giữ: 4.20 không thành 4.2', () => {
  const [k] = observations([lines.pid, lines.obr, 'OBX|1|NM|K^Kali^L||4.20|mmol/L|||||F']);
  expect(JSON.stringify(k?.valueQuantity)).toContain('"value":4.20,');
});

test('máy không đo được: kết quả hủy, nói rõ là không có giá trị', () => {
  const [k] = observations([lines.pid, lines.obr, 'OBX|1|NM|K^Kali^L||||||||X']);
  expect(k).toMatchObject({ status: 'cancelled', dataAbsentReason: { text: 'Máy không đo được' } });
  expect(k?.valueQuantity).toBeUndefined();
});

test('chỉ số đang chạy (OBX-11 là I) chưa thành kết quả', () => {
  expect(observations([lines.pid, lines.obr, lines.na, 'OBX|2|NM|K^Kali^L||||||||I'])).toHaveLength(1);
});

const another: ServiceRequest = { ...order, subject: { reference: 'Patient/p2' } };
const strange: ServiceRequest = { ...order, code: { text: 'lạ' } };

test.each<[string, string, string[], Record<string, FhirResource>]>([
  ['người bệnh khác', 'patientMismatch', [lines.pid, lines.obr, lines.k], { 'order.1': another }],
  ['ngày sinh khác', 'birthDateMismatch', [lines.pid.replace('1990', '1991'), lines.obr, lines.k], {}],
  [
    'mẫu của chỉ định khác',
    'specimenMismatch',
    [lines.pid, lines.obr, lines.k],
    { 'specimen.1': { ...specimen, id: 's9' } },
  ],
  ['mã máy lạ', 'exchange.unknownCode', [lines.pid, lines.obr, lines.k.replace('K^Kali^L', 'KALI^Kali^L')], {}],
  ['LOINC lạ', 'exchange.unknownCode', [lines.pid, lines.obr, lines.na.replace('2951-2', '9999-9')], {}],
  ['chỉ số không được chỉ định', 'indicatorNotOrdered', [lines.pid, lines.obr, lines.k.replace('K^', 'GLU^')], {}],
  ['khác đơn vị', 'unitMismatch', [lines.pid, lines.obr, lines.k.replace('mmol/L', 'mg/dL')], {}],
  ['không đơn vị', 'unitMismatch', [lines.pid, lines.obr, lines.k.replace('mmol/L', '')], {}],
  ['giá trị là chữ', 'unreadableValue', [lines.pid, lines.obr, lines.k.replace('6.8', 'cao')], {}],
  ['dấu phẩy thập phân', 'unreadableValue', [lines.pid, lines.obr, lines.k.replace('6.8', '6,8')], {}],
  ['hai giá trị', 'unreadableValue', [lines.pid, lines.obr, lines.k.replace('6.8', '6.8~7')], {}],
  ['kiểu lạ', 'unreadableValue', [lines.pid, lines.obr, lines.k.replace('NM', 'DT').replace('6.8', '20260302^')], {}],
  ['trạng thái lạ', 'unknownResultStatus', [lines.pid, lines.obr, lines.k.replace('|F|||', '|D|||')], {}],
  ['một chỉ số hai lần', 'indicatorTwice', [lines.pid, lines.obr, lines.k, lines.k], {}],
  [
    'phiếu đã duyệt',
    'alreadyVerified',
    [lines.pid, lines.obr, lines.k],
    { 'report.1': { ...report, status: 'final' } },
  ],
  [
    'chỉ định đã hủy',
    'orderNotActive',
    [lines.pid, lines.obr, lines.k],
    { 'order.1': { ...order, status: 'revoked' } },
  ],
  ['không kết quả nào', 'noResult', [lines.pid, lines.obr], {}],
  ['xét nghiệm ngoài danh mục', 'unknownTest', [lines.pid, lines.obr, lines.k], { 'order.1': strange }],
])('dừng lại, không đoán: %s', (_, code, body, extra) => {
  expect(refusal(() => map(body, extra))).toBe(code);
});

test.each([
  ['thiếu mã người bệnh', 'patientMissing', ['PID|1', lines.obr]],
  ['thiếu số chỉ định', 'orderNumberMissing', [lines.pid, 'OBR|1||']],
  ['không có OBR', 'noOrderGroup', [lines.pid]],
])('bản tin thiếu phần chính: %s', (_, code, body) => {
  expect(refusal(() => oruR01.needs(message(...body), messageContext()))).toBe(code);
});

test('giờ sai trong bản tin bị từ chối', () => {
  expect(refusal(() => map([lines.pid, lines.obr.replace('20260302074000+0700', '20260230'), lines.k]))).toBe(
    'exchange.invalidTime',
  );
});

test('số chỉ định có thể nằm ở ORC khi OBR để trống', () => {
  const needs = oruR01.needs(message(lines.pid, 'ORC|RE|260302X000007', 'OBR|1|||23.0058.1487'), messageContext());
  expect(needs['order.1']).toContain('260302X000007');
});

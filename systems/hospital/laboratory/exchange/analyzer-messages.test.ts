import { codeSystems } from '@lienmach/core';
import { parseAstm, parseHl7 } from '@lienmach/exchange';
import { isFhirError } from '@lienmach/outcome';
import { messageContext } from '@lienmach/testing';
import type {
  BundleEntry,
  DiagnosticReport,
  FhirResource,
  Observation,
  Patient,
  ServiceRequest,
  Specimen,
} from 'fhir/r4';
import { expect, test } from 'vitest';
import { astmQuery } from './astm-query.ts';
import { astmResult } from './astm-result.ts';
import { hl7Query } from './hl7-query.ts';
import { oruR01 } from './oru-r01.ts';
import { oulR22 } from './oul-r22.ts';

const patient: Patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/mrn', value: 'BN1' }],
  name: [{ family: 'Trần', given: ['Thị', 'Đào'] }],
  gender: 'female',
  birthDate: '1990-05-09',
};
const order = (id: string, code: string): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id,
  identifier: [{ system: 'https://lienmach.vn/fhir/sid/so-chi-dinh', value: `26030${id}` }],
  status: 'active',
  intent: 'order',
  priority: 'stat',
  code: { coding: [{ system: codeSystems.services7603, code }] },
  subject: { reference: 'Patient/p1' },
  specimen: [{ reference: 'Specimen/s1' }],
  authoredOn: '2026-03-02T07:30:00+07:00',
});
const report = (id: string, more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id: `r${id}`,
  meta: { versionId: '1' },
  basedOn: [{ reference: `ServiceRequest/${id}` }],
  status: 'registered',
  code: { text: 'x' },
  ...more,
});
const specimen: Specimen = {
  resourceType: 'Specimen',
  id: 's1',
  meta: { versionId: '1' },
  type: { coding: [{ code: 'SER' }] },
};
const [GLU, ELECTROLYTES, CBC] = ['23.0075.1494', '23.0058.1487', '22.0120.1370'];
const now = new Date('2026-03-02T01:00:00Z');

interface World {
  found?: Record<string, FhirResource>;
  orders?: readonly ServiceRequest[];
  reports?: readonly DiagnosticReport[];
  options?: Record<string, string>;
  codes?: Record<string, string>;
  /** name of the group's needs: results count from 1, tubes of a query from 0 */
  at?: string;
}
function world({
  orders = [order('g', GLU), order('e', ELECTROLYTES)],
  reports,
  options = {},
  codes = {},
  at = '1',
}: World) {
  return messageContext({
    channel: { id: 'may-1', partner: 'may-1', options },
    lists: { [`orders.${at}`]: orders, [`reports.${at}`]: reports ?? orders.map(({ id = '' }) => report(id)) },
    translate: (code) => codes[code],
  });
}
const known = (at = '1') => ({ patient, [`patient.${at}`]: patient, [`specimen.${at}`]: specimen });

const astm = (...records: string[]) =>
  parseAstm(
    [
      'H|\\^&|||AU^X',
      'P|1||BN1|||| 19900509'.replace('|||| ', '||||'),
      'O|1|T1||^^^ALL|||20260302074000',
      ...records,
      'L|1|N',
    ].join('\r'),
  );
const R = (turn: number, code: string, value: string, unit: string, more = '') =>
  `R|${turn}|^^^${code}|${value}|${unit}||N||F||||20260302075000${more}`;

const resources = (entries: BundleEntry[] | undefined) => (entries ?? []).flatMap(({ resource }) => resource ?? []);
const isObservation = (one: object): one is Observation => 'resourceType' in one && one.resourceType === 'Observation';
const results = (records: string[], parts: World = {}): Observation[] =>
  resources(astmResult.map(astm(...records), { ...known(), ...parts.found }, now, world(parts)).entry).filter(
    isObservation,
  );
const reports = (records: string[], parts: World = {}) =>
  resources(astmResult.map(astm(...records), { ...known(), ...parts.found }, now, world(parts)).entry).filter(
    (one) => one.resourceType === 'DiagnosticReport',
  );
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (isFhirError(error)) return error.code;
    throw error;
  }
  return undefined;
};

test('ống mẫu là chìa khóa: cần mẫu, chỉ định và phiếu của ống; người bệnh theo mã hoặc theo ống', () => {
  const needs = astmResult.needs(astm(R(1, 'GLU', '5.4', 'mmol/L')), world({}));
  expect(Object.keys(needs)).toEqual(['patient', 'specimen.1', 'orders.1', 'reports.1', 'results.1']);
  const ignoring = astmResult.needs(astm(R(1, 'GLU', '5.4', 'mmol/L')), world({ options: { patient: 'ignore' } }));
  expect(Object.keys(ignoring)).toEqual(['specimen.1', 'orders.1', 'reports.1', 'results.1', 'patient.1']);
  expect(ignoring['patient.1']).toMatchObject({ of: 'specimen.1', search: 'Patient?_id' });
});

test('kết quả ASTM thành Observation và phiếu như ORU: mỗi chỉ số về đúng chỉ định của ống', () => {
  const [glu, k] = results([R(1, 'GLU', '5.40', 'mmol/L'), R(2, 'K', '6.8', 'mmol/L')]);
  expect(glu).toMatchObject({
    id: 'g.GLU',
    status: 'preliminary',
    identifier: [{ value: '26030g/GLU' }],
    effectiveDateTime: '2026-03-02T07:40:00+07:00',
    device: { identifier: { system: 'https://lienmach.vn/fhir/sid/instrument', value: 'AU' } },
  });
  expect(JSON.stringify(glu?.valueQuantity)).toContain('"value":5.40,');
  expect([k?.id, k?.interpretation?.[0]?.coding?.[0]?.code]).toEqual(['e.K', 'HH']);
  const told = reports([R(1, 'GLU', '5.4', 'mmol/L'), R(2, 'K', '4', 'mmol/L')]);
  expect(told.map((one) => [one.id, 'status' in one ? one.status : ''])).toEqual([
    ['rg', 'preliminary'],
    ['re', 'partial'], // sodium and chloride are still missing
  ]);
});

test('nhiều bản ghi O của một ống là một nhóm; hai người bệnh trong một bản tin về đúng hồ sơ', () => {
  const message = parseAstm(
    [
      'H|\\^&',
      'P|1||BN1',
      'O|1|T1',
      'R|1|^^^GLU|5|mmol/L',
      'O|2|T1',
      'R|1|^^^K|4|mmol/L',
      'P|2||BN2',
      'O|1|T2',
      'R|1|^^^GLU|9|mmol/L',
      'L|1',
    ].join('\r'),
  );
  const other = { ...order('h', GLU), subject: { reference: 'Patient/p2' }, specimen: [{ reference: 'Specimen/s2' }] };
  const context = world({});
  const lists = { ...context.lists, 'orders.2': [other], 'reports.2': [report('h')] };
  expect(Object.keys(astmResult.needs(message, context))).toContain('patient.2');
  const found = { ...known(), 'patient.2': { ...patient, id: 'p2' }, 'specimen.2': { ...specimen, id: 's2' } };
  const written = resources(astmResult.map(message, found, now, { ...context, lists }).entry).filter(isObservation);
  expect(written.map(({ id, subject }) => [id, subject?.reference])).toEqual([
    ['g.GLU', 'Patient/p1'],
    ['e.K', 'Patient/p1'],
    ['h.GLU', 'Patient/p2'],
  ]);
  const swapped = { ...found, 'patient.2': patient };
  expect(refusal(() => astmResult.map(message, swapped, now, { ...context, lists }))).toBe(
    'laboratory.patientMismatch',
  );
});

test('mã máy theo bảng mã của kênh; dấu - là không trả; mã lạ và mã chưa chỉ định thì dừng', () => {
  const codes = { '717': 'GLU', MPV: '-', KK: '2823-3' };
  expect(
    results([R(1, '717', '5', 'mmol/L'), R(2, 'MPV', '9', 'fL'), R(3, 'KK', '4', 'mmol/L')], { codes }).map(
      (one) => one.id,
    ),
  ).toEqual(['g.GLU', 'e.K']);
  expect(refusal(() => results([R(1, '718', '5', 'mmol/L')], { codes }))).toBe('exchange.unknownCode');
  expect(refusal(() => results([R(1, 'CREA', '70', 'umol/L')]))).toBe('laboratory.indicatorNotOrdered');
  const options = { unordered: 'leave-out' };
  expect(results([R(1, 'GLU', '5', 'mmol/L'), R(2, 'CREA', '70', 'umol/L')], { options })).toHaveLength(1);
  expect(refusal(() => results([R(1, 'CREA', '70', 'umol/L')], { options }))).toBe('laboratory.noResult');
  expect(results(['R|1|2823-3|4|mmol/L||N||F']).map((one) => one.id)).toEqual(['e.K']);
});

const blood = { orders: [order('c', CBC)] };
test.each<[string, string, string, World, string | number]>([
  ['cách viết khác của cùng đơn vị', 'WBC', '5.80|10^3/µL', {}, 5.8],
  ['khác đơn vị, kênh không cho đổi', 'HGB', '14.8|g/dL', {}, 'laboratory.unitMismatch'],
  ['khác đơn vị, kênh cho đổi theo UCUM', 'HGB', '14.8|g/dL', { options: { units: 'ucum' } }, 148],
  ['phần trăm ra tỷ lệ', 'HCT', '43.2|%', { options: { units: 'ucum' } }, 0.432],
  ['tên đơn vị theo bảng mã của kênh', 'WBC', '5.8|K/mm3', { codes: { 'K/mm3': '10*9/L' } }, 5.8],
  ['đơn vị không so được', 'HGB', '14.8|mmol/L', { options: { units: 'ucum' } }, 'laboratory.unitMismatch'],
  ['giá trị là chữ', 'HGB', 'POSITIVE|g/L', {}, 'laboratory.unreadableValue'],
  ['dấu phẩy thập phân', 'HGB', '148,0|g/L', {}, 'laboratory.unreadableValue'],
])('đơn vị và giá trị: %s', (_, code, told, parts, expected) => {
  const [value = '', unit = ''] = told.split('|');
  const work = () => results([R(1, code, value, unit)], { ...blood, ...parts })[0]?.valueQuantity?.value;
  if (typeof expected === 'string') expect(refusal(work)).toBe(expected);
  else expect(Number(String(JSON.parse(JSON.stringify(work()))))).toBe(expected);
});

test('đương lượng không tự thành mol: mEq/L của canxi không phải mmol/L', () => {
  const options = { units: 'ucum' };
  expect(refusal(() => results([R(1, 'K', '4', 'meq/L')], { options }))).toBe('laboratory.unitMismatch');
  expect(results([R(1, 'K', '4', 'mEq/L')], { codes: { 'mEq/L': 'mmol/L' } })).toHaveLength(1);
});

test('cờ của máy, pha loãng, ghi chú, dưới ngưỡng đo được giữ lại bên kết quả', () => {
  const [glu] = results(['R|1|^^^GLU^10|0.5|mmol/L||<\\A\\*||F||||20260302075000', 'C|1|I|mẫu tán huyết|I']);
  expect(glu?.valueQuantity?.comparator).toBe('<');
  expect(glu?.interpretation?.map((one) => one.coding?.[0]?.code)).toEqual(expect.arrayContaining(['<', '*']));
  expect(glu?.note?.map(({ text }) => text)).toEqual(['Máy đo trên mẫu pha loãng 10 lần', 'mẫu tán huyết']);
});

test('chạy lại trong một bản tin: dừng, trừ khi kênh khai lần sau là lần được tính', () => {
  const twice = [R(1, 'GLU', '5', 'mmol/L'), R(2, 'GLU', '6', 'mmol/L')];
  expect(refusal(() => results(twice))).toBe('laboratory.indicatorTwice');
  const [glu] = results(twice, { options: { repeats: 'last' } });
  expect(String(glu?.valueQuantity?.value ?? '')).toMatch(/6|object/);
  expect(glu?.note?.at(-1)?.text).toBe('Máy chạy lại; lần trước: 5');
});

test('phiếu đã duyệt, chỉ định đã hủy, ống không có chỉ định, sai người bệnh: dừng cả bản tin', () => {
  const one = [R(1, 'GLU', '5', 'mmol/L')];
  const orders = [order('g', GLU)];
  expect(refusal(() => results(one, { orders, reports: [report('g', { status: 'final' })] }))).toBe(
    'laboratory.alreadyVerified',
  );
  expect(refusal(() => results(one, { orders: [{ ...order('g', GLU), status: 'revoked' }] }))).toBe(
    'laboratory.orderNotActive',
  );
  expect(refusal(() => results(one, { orders: [] }))).toBe('laboratory.orderNotActive');
  expect(
    refusal(() =>
      results(one, {
        found: {
          patient: { ...patient, birthDate: '1991-05-09' },
          'patient.1': { ...patient, birthDate: '1991-05-09' },
        },
      }),
    ),
  ).toBe('laboratory.birthDateMismatch');
  expect(
    refusal(() =>
      results(one, {
        found: { 'specimen.1': specimen, patient: { ...patient, id: 'p9' }, 'patient.1': { ...patient, id: 'p9' } },
      }),
    ),
  ).toBe('laboratory.patientMismatch');
  expect(refusal(() => results(['R|1|^^^GLU|5|mmol/L||N||W']))).toBe('laboratory.unknownResultStatus');
  expect(refusal(() => astmResult.needs(parseAstm('H|\\^&\rP|1\rO|1|\rR|1|^^^GLU|5\rL|1'), world({})))).toBe(
    'laboratory.specimenNumberMissing',
  );
});

test('nội kiểm thành điểm kiểm tra của máy, lô, mức; không vào hồ sơ ai; kể lại thì vẫn là một điểm', () => {
  const control = parseAstm(
    ['H|\\^&|||AU', 'P|1', 'O|1|LO1^NORMAL||^^^GLU|||||||Q', R(1, 'GLU', '5.1', 'mmol/L'), 'L|1']
      .join('\r')
      .replace('|||||||Q', '|||||||Q'),
  );
  const context = world({});
  const [need = ''] = Object.keys(astmResult.needs(control, context));
  const [point] = resources(astmResult.map(control, {}, now, context).entry).filter(isObservation);
  expect(need).toBe(`control.${point?.id}`);
  expect(point).toMatchObject({
    status: 'final',
    category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
    device: { identifier: { value: 'AU' } },
    specimen: { identifier: { value: 'LO1^NORMAL' } },
    effectiveDateTime: '2026-03-02T07:50:00+07:00',
    meta: {
      tag: [
        { system: codeSystems.controlLine, code: 'AU^GLU' },
        { system: codeSystems.controlNewest, code: 'AU^GLU^LO1^NORMAL' },
      ],
    },
  });
  expect(point?.subject).toBeUndefined();
  expect(astmResult.map(control, { [need]: { ...specimen } }, now, context).entry).toEqual([]);
  const bare = parseAstm(
    'H|\\^&|||AU\rQ|1|GLU^LO1^NORMAL|5.1|mmol/L|20260302060000|N\rQ|2|GLU^LO2^LOW|POSITIVE||20260302060000|N\rL|1',
  );
  const barePoints = resources(astmResult.map(bare, {}, now, context).entry);
  expect(barePoints).toMatchObject([
    { specimen: { identifier: { value: 'LO1^NORMAL' } } },
    { valueString: 'POSITIVE' },
  ]);
  expect(barePoints[1]?.meta).toBeUndefined();
  const unnamed = parseAstm('H|\\^&\rP|1\rO|1|LO1||^^^GLU|||||||Q\rR|1|^^^GLU|5|mmol/L\rL|1');
  expect(refusal(() => astmResult.needs(unnamed, context))).toBe('laboratory.controlUnnamed');
});

test('hai lần chạy chứng trong một giây là hai điểm; bản tin gửi lại không thêm điểm nào', () => {
  const run = (id: string, ...values: string[]) => {
    const records = values.map((value, place) => `Q|${place + 1}|GLU^LO1^NORMAL|${value}|mmol/L|20260302060000|N`);
    const message = parseAstm([`H|\\^&|${id}||AU`, ...records, 'L|1'].join('\r'));
    return resources(astmResult.map(message, {}, now, world({})).entry).flatMap(({ id: own }) => own ?? []);
  };
  const first = run('M1', '5.6', '5.02', '5.02');
  expect(new Set(first).size).toBe(3);
  expect(run('M1', '5.6', '5.02', '5.02')).toEqual(first);
  expect(first).not.toContain(run('M2', '5.02')[0]);
  expect(new Set([run('', '5.6')[0], run('', '5.02')[0]]).size).toBe(2);
});

const hl7 = (...segments: string[]) =>
  parseHl7(['MSH|^~\\&|MAY||||20260302||OUL^R22|M1|P|2.5.1', ...segments].join('\r'));

test('OUL^R22: mẫu trước chỉ định, ORC sau OBR, nội kiểm theo SPM-11, hình bị bỏ có ghi chú', () => {
  const message = hl7(
    'PID|1||BN1||||19900509',
    'SPM|1|T1||SER',
    'SAC|||T1||||||||||||||||||||||||||^1^:^5',
    'OBR|1|||GLU',
    'ORC|SC',
    'OBX|1|NM|GLU^^L||5.4|mmol/L||*|||F|||20260302075000||||AU5',
    'NTE|1||mẫu đục',
    'OBX|2|ED|HINH||^IM^PNG^Base64^AAAA||||||F',
    'SPM|2|LO1||SER|||||||Q|||LOW',
    'OBR|2|||GLU',
    'OBX|1|NM|GLU^^L||3.1|mmol/L|||||F|||20260302060000||||AU5',
  );
  const context = world({});
  expect(Object.keys(oulR22.needs(message, context)).slice(0, 4)).toEqual([
    'patient',
    'specimen.1',
    'orders.1',
    'reports.1',
  ]);
  const [glu, point] = resources(oulR22.map(message, known(), now, context).entry).filter(isObservation);
  expect(glu).toMatchObject({ id: 'g.GLU', device: { identifier: { value: 'AU5' } } });
  expect(glu?.note?.map(({ text }) => text)).toEqual([
    'Máy đo trên mẫu pha loãng 5 lần',
    'mẫu đục',
    'Máy gửi kèm 1 hình, không lưu ở đây',
  ]);
  expect(point).toMatchObject({ status: 'final', specimen: { identifier: { value: 'LO1^LOW' } } });
});

test('hiệu giá viết theo SN (1:128) không bị đọc thành số 1', () => {
  const message = hl7('PID|1||BN1', 'OBR|1|260302X1', 'OBX|1|SN|GLU^^L||^1^:^128|mmol/L|||||F');
  const found = { patient, 'order.1': order('g', GLU), 'report.1': report('g') };
  expect(refusal(() => oruR01.map({ ...message, type: 'ORU^R01' }, found, now, world({})))).toBe(
    'laboratory.unreadableValue',
  );
});

test('máy hỏi bằng ASTM: trả việc còn thiếu của ống bằng mã của máy; ống lạ thì nói không biết', () => {
  const ask = parseAstm('H|\\^&|||AU\rQ|1|^T1||^^^ALL||||||||O\rL|1');
  const context = world({ at: '0' });
  expect(Object.keys(astmQuery.needs(ask, context))).toEqual([
    'specimen.0',
    'patient.0',
    'orders.0',
    'reports.0',
    'codes',
  ]);
  expect(astmQuery.map(ask, {}, now, context).entry).toEqual([]);
  const answer = (found: Record<string, FhirResource>, parts: World = {}) =>
    parseAstm(String(astmQuery.reply?.(ask, found, now, world({ at: '0', ...parts }))));
  const { records, type } = answer(known('0'));
  expect([type, records.map(({ name }) => name).join('')]).toEqual(['ASTM^O', 'HPOL']);
  expect(records[1]?.get(6)).toBe('Tran');
  expect(records[2]?.get(3)).toBe('T1');
  expect(records[2]?.repeats(5).map((one) => one[3])).toEqual(['GLU', 'NA', 'K', 'CL']);
  expect([records[2]?.get(6), records[2]?.get(26), records[3]?.get(3)]).toEqual(['S', 'Q', 'F']);
  const map = {
    resourceType: 'ConceptMap' as const,
    status: 'active' as const,
    group: [
      {
        element: [
          { code: '717', target: [{ code: 'GLU', equivalence: 'equal' as const }] },
          { code: 'MPV', target: [{ code: '-', equivalence: 'equal' as const }] },
        ],
      },
    ],
  };
  expect(
    answer({ ...known('0'), codes: map })
      .records[2]?.repeats(5)
      .map((one) => one[3]),
  ).toEqual(['717']);
  const done = [report('g', { result: [{ reference: 'Observation/g.GLU' }] }), report('e', { status: 'final' })];
  expect(
    answer(known('0'), { reports: done })
      .records.map(({ name }) => name)
      .join(''),
  ).toBe('HL');
  expect(answer({}).records.at(-1)?.get(3)).toBe('I');
  const sysmex = parseAstm('H|\\^&\rQ|1|2^1^  T1^B||^^^^WBC|0|20260302060000\rL|1');
  expect(JSON.stringify(astmQuery.needs(sysmex, world({ options: { 'query-part': '3' } })))).toContain('%7CT1');
  const many = parseAstm(`H|\\^&\rQ|1|${Array.from({ length: 21 }, (_, at) => `^T${at}`).join('\\')}\rL|1`);
  expect(refusal(() => astmQuery.needs(many, context))).toBe('laboratory.tooManyTubes');
});

test('máy hỏi bằng HL7 QBP^Q11: RSP^K11 có kết luận và việc phải làm', () => {
  const ask = parseHl7(
    'MSH|^~\\&|MAY||||20260302||QBP^Q11^QBP_Q11|Q1|P|2.5.1\rQPD|WOS^Work Order Step^IHE_LABTF|TAG1|T1\rRCP|I',
  );
  const reply = (found: Record<string, FhirResource>) =>
    parseHl7(String(hl7Query.reply?.(ask, found, now, world({ at: '0' }))));
  expect(Object.keys(hl7Query.needs(ask, world({ at: '0' })))).toContain('orders.0');
  expect(hl7Query.map(ask, {}, now, world({})).entry).toEqual([]);
  const told = reply(known('0'));
  expect([told.type, told.segment('MSA')?.get(2), told.segment('QAK')?.get(2)]).toEqual(['RSP^K11', 'Q1', 'OK']);
  expect(told.all('OBR').map((one) => [one.get(2), one.get(4)])).toEqual([
    ['26030g', 'GLU'],
    ['26030e', 'NA'],
    ['26030e', 'K'],
    ['26030e', 'CL'],
  ]);
  expect(reply({}).segment('QAK')?.get(2)).toBe('NF');
  const empty = parseHl7('MSH|^~\\&|MAY||||20260302||QBP^Q11|Q1|P|2.5.1\rQPD|WOS|TAG1');
  expect(refusal(() => hl7Query.needs(empty, world({})))).toBe('laboratory.specimenNumberMissing');
});

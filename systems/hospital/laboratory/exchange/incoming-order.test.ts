import { identifierSystems, partnerSystem } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import { isFhirError } from '@lienmach/outcome';
import { messageContext } from '@lienmach/testing';
import type { FhirResource, Patient, Specimen } from 'fhir/r4';
import { expect, test } from 'vitest';
import { incomingOrder } from './incoming-order.ts';

const TEST = '22.0120.1370';
const patient: Patient = {
  resourceType: 'Patient',
  id: 'an',
  identifier: [{ system: partnerSystem('his', 'patient'), value: 'BN0001' }],
  birthDate: '1980-05-09',
};
const visit: FhirResource = {
  resourceType: 'Encounter',
  id: 'luot',
  status: 'in-progress',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/an' },
};
const now = new Date('2026-03-02T01:00:00Z');
const lines = {
  head: 'MSH|^~\\&|HIS|BV MAU|LIENMACH||20260302080000+0700||OML^O21^OML_O21|XN1|P|2.5.1',
  person: 'PID|1||BN0001^^^BVM^MR||NGUYỄN^AN^VĂN||19800509|M',
  visit: `PV1|1|O|PK05${'|'.repeat(16)}LK0001`,
  order: 'ORC|NW|CD01|||||||20260302075500',
  request: `OBR|1|CD01||CTM^Công thức máu^HIS`,
  specimen: 'SPM|1|260302000042||WB^Máu^HL70487|||||||||||||20260302075800',
};

const context = (
  codes: Readonly<Record<string, string>> = { CTM: TEST },
  persons: readonly FhirResource[] = [patient],
) =>
  messageContext({
    channel: { id: 'his', partner: 'his', options: { 'authority.BVM': 'partner' } },
    lists: { persons },
    translate: (code) => codes[code],
  });
const message = (change: Partial<typeof lines> = {}) =>
  parseHl7(
    Object.values({ ...lines, ...change })
      .filter(Boolean)
      .join('\r'),
  );

function written(change: Partial<typeof lines> = {}, found: Record<string, FhirResource> = {}, by = context()) {
  const told = message(change);
  incomingOrder.needs(told, by);
  const { entry = [] } = incomingOrder.map(told, { visit, ...found }, now, by);
  return entry.map(({ resource }) => resource);
}
const refusal = (...parts: Parameters<typeof written>): string | undefined => {
  try {
    written(...parts);
    return undefined;
  } catch (error) {
    return isFhirError(error) ? error.code : String(error);
  }
};

test('chỉ định của HIS ngoài: chỉ định, ống và phiếu rỗng; số của mình cạnh số của nơi gửi; trả lời ORL', () => {
  const [order, report, specimen] = written();
  expect(order).toMatchObject({
    resourceType: 'ServiceRequest',
    status: 'active',
    identifier: [
      { system: identifierSystems.orderNumber, value: 'his-CD01' },
      { system: partnerSystem('his', 'order'), value: 'CD01' },
    ],
    encounter: { reference: 'Encounter/luot' },
    authoredOn: '2026-03-02T07:55:00+07:00',
  });
  expect(specimen).toMatchObject({
    identifier: [{ value: '260302000042' }],
    collection: { collectedDateTime: '2026-03-02T07:58:00+07:00' },
  });
  expect(report).toMatchObject({ resourceType: 'DiagnosticReport', status: 'registered' });
  const answer = parseHl7(String(incomingOrder.reply?.(message(), {}, now, context())));
  const common = answer.segment('ORC');
  expect([answer.type, answer.segment('MSA')?.get(2), common?.get(1), common?.get(3)]).toEqual([
    'ORL^O22',
    'XN1',
    'OK',
    'his-CD01',
  ]);
});

test('gửi lại không thêm gì; hủy trước khi đo thì thu hồi chỉ định và phiếu', () => {
  const [order, report] = written();
  if (order === undefined || report === undefined) throw new Error('nothing written');
  const found = { 'order.0': order as FhirResource, 'report.0': report as FhirResource };
  expect(written({}, found)).toEqual([]);
  expect(written({ order: 'ORC|CA|CD01' }, found)).toMatchObject([{ status: 'revoked' }, { status: 'cancelled' }]);
  const measured = { ...found, 'report.0': { ...found['report.0'], status: 'preliminary' } as FhirResource };
  expect(refusal({ order: 'ORC|CA|CD01' }, measured)).toBe('laboratory.orderNotActive');
});

test.each<[string, Parameters<typeof written>, string]>([
  ['mã chưa dịch', [{}, {}, context({})], 'exchange.unknownCode'],
  ['người bệnh chưa có', [{}, {}, context({ CTM: TEST }, [])], 'laboratory.patientMismatch'],
  ['ngày sinh khác', [{ person: lines.person.replace('1980', '1981') }], 'laboratory.patientMismatch'],
  [
    'lượt khám của người khác',
    [{}, { visit: { ...visit, subject: { reference: 'Patient/khac' } } as FhirResource }],
    'laboratory.patientMismatch',
  ],
  ['không có số lượt khám', [{ visit: '' }], 'laboratory.visitNumberMissing'],
  ['một số cho hai xét nghiệm', [{ specimen: 'OBR|2|CD01||CTM' }], 'laboratory.orderNumberTwice'],
  ['không có số chỉ định', [{ order: '', request: 'OBR|1|||CTM' }], 'laboratory.orderNumberMissing'],
])('%s thì để riêng', (_, parts, code) => {
  expect(refusal(...parts)).toBe(code);
});

test('hai chỉ định chung một ống: một ống, ghi đủ chỉ định; ống người khác hoặc đã bị từ chối thì để riêng', () => {
  const two = { request: [lines.request, lines.specimen, 'ORC|NW|CD02', 'OBR|2|CD02||CTM'].join('\r') };
  const [order, , second, , specimen, ...more] = written(two);
  expect(more).toEqual([]);
  expect(specimen).toMatchObject({
    resourceType: 'Specimen',
    request: [{ reference: `ServiceRequest/${order?.id}` }, { reference: `ServiceRequest/${second?.id}` }],
  });
  const tube = specimen as Specimen;
  expect(written({}, { 'tube.0': { ...tube, id: 'da-co', meta: { versionId: '3' } } }).at(-1)).toMatchObject({
    id: 'da-co',
  });
  const other = { ...tube, subject: { reference: 'Patient/khac' } };
  expect(refusal({}, { 'tube.0': other })).toBe('laboratory.specimenMismatch');
  expect(refusal({}, { 'tube.0': { ...tube, status: 'unsatisfactory' } })).toBe('laboratory.specimenUnusable');
  expect(refusal({}, { 'tube.0': { ...tube, type: { text: 'Nước tiểu' } } })).toBe('laboratory.tubesDiffer');
});

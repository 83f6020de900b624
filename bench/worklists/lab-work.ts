import { codeSystems, identifierSystems } from '@lienmach/core';
import type { FhirResource, Patient } from 'fhir/r4';
import { patientOf } from '../people.ts';

/** tests of different corners, machines and targets: code, name, tube, indicators, corner */
const tests = [
  ['22.0120.1370', 'Tổng phân tích tế bào máu ngoại vi (bằng máy đếm tổng trở)', 'nắp tím', 16, 'haematology'],
  ['23.0058.1487', 'Điện giải đồ (Na, K, Cl) [Máu]', 'nắp đỏ', 3, 'chemistry'],
  ['23.0075.1494', 'Định lượng Glucose [Máu]', 'nắp đỏ', 1, 'chemistry'],
  ['22.0143.1303', 'Máu lắng (bằng máy tự động)', 'nắp tím', 1, 'haematology'],
  ['22.0001.1352', 'Thời gian prothrombin (PT, TQ, tỷ lệ prothrombin) bằng máy tự động', 'nắp xanh', 3, 'coagulation'],
  ['23.0206.1596', 'Tổng phân tích nước tiểu (bằng máy tự động)', 'lọ nước tiểu', 10, 'urine'],
] as const;

/** where a report stands: half of all wait for a doctor */
const states = [
  'to-verify',
  'to-collect',
  'to-verify',
  'to-enter',
  'to-verify',
  'to-receive',
  'to-verify',
  'to-enter',
  'to-verify',
  'to-release',
] as const;
type State = (typeof states)[number];

const ORDERS_A_PERSON = 4;
/** what is late, what is not: the oldest order is of six hours ago, the youngest of now, one after the other */
const SPREAD = 6 * 3_600_000;

export const personId = (n: number): string => `wl-p-${n}`;
const digits = (n: number, length: number): string => String(n).padStart(length, '0');

export function person(n: number): Patient {
  const patient = patientOf(11, n);
  const number = { system: identifierSystems.patientNumber, value: `BN28${digits(n, 6)}` };
  return { ...patient, id: personId(n), identifier: [...(patient.identifier ?? []), number] };
}

export const orderNumber = (n: number): string => `281122X${digits(n, 6)}`;
export const tubeNumber = (n: number): string => `2811${digits(n, 8)}`;

interface Sheet {
  readonly n: number;
  readonly state: State;
  readonly at: string;
}

const idOf = (kind: string, n: number): string => `wl-${kind}-${digits(n, 6)}`;

const subjectOf = (n: number) => ({ reference: `Patient/${personId(Math.floor(n / ORDERS_A_PERSON))}` });
const testOf = (n: number) => tests[n % tests.length] ?? tests[0];
const isUrgent = (n: number): boolean => n % 12 === 0;
const partOf = (n: number): string => (isUrgent(n) ? 'urgent' : 'routine');
/** when it was written, as the record keeps it: no two at the same time */
const written = ({ at }: Sheet) => ({ versionId: '1', lastUpdated: at });

function codeOf(n: number) {
  const [code, name] = testOf(n);
  return { coding: [{ system: codeSystems.services7603, code, display: name }], text: name };
}

const order = (sheet: Sheet): FhirResource => ({
  resourceType: 'ServiceRequest',
  id: idOf('o', sheet.n),
  meta: written(sheet),
  identifier: [{ system: identifierSystems.orderNumber, value: orderNumber(sheet.n) }],
  status: 'active',
  intent: 'order',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
  ],
  priority: isUrgent(sheet.n) ? 'stat' : 'routine',
  code: codeOf(sheet.n),
  subject: subjectOf(sheet.n),
  authoredOn: sheet.at,
  requester: { display: 'BS. Đo Thử' },
  specimen: [{ reference: `Specimen/${idOf('s', sheet.n)}` }],
});

function specimen(sheet: Sheet): FhirResource {
  const { n, state } = sheet;
  return {
    resourceType: 'Specimen',
    id: idOf('s', n),
    meta: written(sheet),
    identifier: [{ system: identifierSystems.specimenNumber, value: tubeNumber(n) }],
    status: 'available',
    subject: subjectOf(n),
    request: [{ reference: `ServiceRequest/${idOf('o', n)}` }],
    container: [{ description: `Ống nghiệm ${testOf(n)[2]}` }],
    ...(state === 'to-collect' ? {} : { collection: { collectedDateTime: sheet.at } }),
    ...(state === 'to-collect' || state === 'to-receive' ? {} : { receivedTime: sheet.at }),
  };
}

function report(sheet: Sheet): FhirResource {
  const { n, state } = sheet;
  const isDone = state === 'to-verify' || state === 'to-release';
  return {
    resourceType: 'DiagnosticReport',
    id: idOf('r', n),
    meta: {
      ...written(sheet),
      tag: [
        { system: codeSystems.labBench, code: state },
        { system: codeSystems.labPriority, code: partOf(n) },
        ...['', `.s:${testOf(n)[4]}`, `.w:noi-${n % 5}`, `.w:noi-${n % 5}+s:${testOf(n)[4]}`].map((corner) => ({
          system: codeSystems.labQueue,
          code: `${state}.${partOf(n)}${corner}`,
        })),
      ],
    },
    identifier: [{ system: identifierSystems.orderNumber, value: orderNumber(n) }],
    basedOn: [{ reference: `ServiceRequest/${idOf('o', n)}` }],
    status: isDone ? 'preliminary' : 'registered',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
    code: codeOf(n),
    subject: subjectOf(n),
    ...(state === 'to-collect' ? {} : { effectiveDateTime: sheet.at }),
    specimen: [{ reference: `Specimen/${idOf('s', n)}` }],
    ...(isDone
      ? { result: Array.from({ length: testOf(n)[3] }, (_, at) => ({ reference: `Observation/wl-v-${n}-${at}` })) }
      : {}),
  };
}

/** Open reports of the laboratory with orders, tubes and people. @param now  milliseconds: the youngest order is of now */
export function labWork(now: number, first: number, last: number, all: number): FhirResource[] {
  const sheets = Array.from({ length: last - first }, (_, place): Sheet => {
    const n = first + place;
    const at = new Date(now - SPREAD + Math.floor((SPREAD * n) / all)).toISOString();
    return { n, state: states[n % states.length] ?? 'to-enter', at };
  });
  const people = sheets.filter(({ n }) => n % ORDERS_A_PERSON === 0).map(({ n }) => person(n / ORDERS_A_PERSON));
  return [...people, ...sheets.map(order), ...sheets.map(specimen), ...sheets.map(report)];
}

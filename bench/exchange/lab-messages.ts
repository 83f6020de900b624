import { codeSystems, identifierSystems } from '@lienmach/core';
import type { BundleEntry, FhirResource } from 'fhir/r4';

/** code, unit and a value of the reference range of a made-up person */
const bloodCount: readonly (readonly [string, string, string])[] = [
  ['WBC', '10*9/L', '6.5'],
  ['RBC', '10*12/L', '4.6'],
  ['HGB', 'g/L', '135'],
  ['HCT', 'L/L', '0.41'],
  ['MCV', 'fL', '89'],
  ['MCH', 'pg', '29'],
  ['MCHC', 'g/L', '330'],
  ['RDW', '%', '13'],
  ['PLT', '10*9/L', '250'],
  ['NEU#', '10*9/L', '3.9'],
  ['NEU%', '%', '60'],
  ['LYM#', '10*9/L', '2'],
  ['LYM%', '%', '30'],
  ['MONO#', '10*9/L', '0.4'],
  ['EOS#', '10*9/L', '0.2'],
  ['BASO#', '10*9/L', '0.03'],
];
const electrolytes: typeof bloodCount = [
  ['NA', 'mmol/L', '140'],
  ['K', 'mmol/L', '4.1'],
  ['CL', 'mmol/L', '102'],
];
const glucose: typeof bloodCount = [['GLU', 'mmol/L', '5.2']];

/** twenty results on three orders of one person, the last two on one tube */
const groups = [
  { code: '22.0120.1370', results: bloodCount, tube: 0 },
  { code: '23.0058.1487', results: electrolytes, tube: 1 },
  { code: '23.0075.1494', results: glucose, tube: 1 },
];
const TUBES = 2;

const orderNumber = (run: string, index: number, group: number): string => `${run}O${index}-${group}`;

/** ORU^R01 with twenty results. @param index  of the person, who has orders of their own */
export function resultMessage(run: string, index: number): Buffer {
  const lines = groups.flatMap(({ code, results }, group) => [
    `OBR|${group + 1}|${orderNumber(run, index, group)}||${code}|||20261122074000+0700||||||||||||||||||F`,
    ...results.map(([indicator, unit, value], at) => `OBX|${at + 1}|NM|${indicator}^^L||${value}|${unit}|||||F`),
  ]);
  const header = `MSH|^~\\&|BENCH||||20261122080000+0700||ORU^R01^ORU_R01|${run}M${index}|P|2.5.1||||||UNICODE UTF-8`;
  return Buffer.from([header, `PID|1||${run}P${index}`, ...lines].map((line) => `${line}\r`).join(''));
}

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

/** What a result message needs in the record: a person, two tubes, three orders, three reports. */
export function groundOf(run: string, index: number): BundleEntry[] {
  const person = `${run}p${index}`;
  const subject = { reference: `Patient/${person}` };
  const patient: FhirResource = {
    resourceType: 'Patient',
    id: person,
    identifier: [{ system: identifierSystems.patientNumber, value: `${run}P${index}` }],
    gender: index % 2 === 0 ? 'female' : 'male',
    birthDate: `${1940 + (index % 60)}-05-14`,
  };
  const tubes = Array.from(
    { length: TUBES },
    (_, tube): FhirResource => ({
      resourceType: 'Specimen',
      id: `${run}t${index}-${tube}`,
      identifier: [{ system: identifierSystems.specimenNumber, value: `${run}T${index}-${tube}` }],
      status: 'available',
      subject,
      collection: { collectedDateTime: '2026-11-22T07:30:00+07:00' },
    }),
  );
  const sheets = groups.flatMap(({ code, tube }, group): FhirResource[] => {
    const identifier = [{ system: identifierSystems.orderNumber, value: orderNumber(run, index, group) }];
    const id = `${run}o${index}-${group}`;
    const text = { text: `Phiếu thử ${group}` };
    const specimen = [{ reference: `Specimen/${run}t${index}-${tube}` }];
    const order = { coding: [{ system: codeSystems.services7603, code }] };
    return [
      {
        resourceType: 'ServiceRequest',
        id,
        status: 'active',
        intent: 'order',
        identifier,
        code: order,
        subject,
        specimen,
      },
      {
        resourceType: 'DiagnosticReport',
        id,
        status: 'registered',
        identifier,
        code: text,
        subject,
        specimen,
        basedOn: [{ reference: `ServiceRequest/${id}` }],
      },
    ];
  });
  return [patient, ...tubes, ...sheets].map(put);
}

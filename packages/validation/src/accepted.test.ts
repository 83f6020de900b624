import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseJson } from '@lienmach/fhir-store';
import { FhirError } from '@lienmach/outcome';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openValidator } from './open-validator.ts';

const validator = openValidator();
const raw = (text: string) => (JSON as JSON & { rawJSON(text: string): unknown }).rawJSON(text);
const VN = 'http://fhir.hl7.org.vn/core/StructureDefinition';
const LM = 'https://lienmach.vn/fhir/StructureDefinition';

const charge = {
  resourceType: 'ChargeItem',
  status: 'billable',
  code: {
    coding: [{ system: 'https://lienmach.vn/fhir/CodeSystem/ingredient', code: '40.30.501' }],
    text: 'Thuốc thử',
  },
  subject: { reference: 'urn:uuid:0199f000-0000-7000-8000-000000000001' },
  context: { reference: 'Encounter/e1' },
  account: [{ reference: 'Account?identifier=a%7Cb' }],
  occurrenceDateTime: '2026-07-02T08:15:00+07:00',
  quantity: { value: raw('10.000'), unit: 'viên' },
  factorOverride: raw('1.00'),
  priceOverride: { value: raw('12500.500'), currency: 'VND' },
  performingOrganization: {
    type: 'Organization',
    identifier: { system: 'https://lienmach.vn/fhir/sid/ma-khoa', value: 'K01' },
  },
  performer: [{ function: { coding: [{ code: 'ordering' }] }, actor: { reference: 'Practitioner/bs' } }],
  extension: [
    { url: `${VN}/vn-ext-order-date`, valueDateTime: '2026-07-02T08:00:00+07:00' },
    {
      url: `${LM}/bhyt-charge`,
      extension: [
        { url: 'hospitalUnitPrice', valueDecimal: raw('1250.050') },
        { url: 'costGroup', valueCode: '4' },
        { url: 'otherFundState', valueMoney: { value: 0, currency: 'VND' } },
      ],
    },
  ],
};

const patient = { reference: 'Patient/an' };
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const facility = {
  type: 'Organization',
  identifier: { system: 'http://fhir.hl7.org.vn/core/sid/ma-cskcb', value: '99001' },
};

/** What a claim is made from, each with the places that are easily refused by mistake. */
const visit: unknown[] = [
  {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: patient,
    period: { start: '2026-07-02T07:30:00+07:00', end: '2026-07-02T10:05:00+07:00' },
    diagnosis: [
      {
        condition: { reference: 'urn:uuid:0199f000-0000-7000-8000-000000000002' },
        use: coded('http://terminology.hl7.org/CodeSystem/diagnosis-role', 'DD'),
        rank: 1,
      },
    ],
    hospitalization: { origin: facility, preAdmissionIdentifier: { value: '12' } },
    account: [{ reference: 'Account/a' }],
    serviceProvider: { reference: 'Organization?identifier=http://fhir.hl7.org.vn/core/sid/ma-cskcb|99001' },
    extension: [{ url: `${LM}/bhyt-department`, valueReference: facility }],
  },
  {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary: patient,
    payor: [facility],
    subscriberId: 'GD4990000000001',
    period: { start: '2026-01-01', end: '2026-12-31' },
    extension: [{ url: `${VN}/vn-ext-coverage-cumulative-copay`, valueMoney: { value: raw('0.00'), currency: 'VND' } }],
  },
  {
    resourceType: 'Account',
    status: 'active',
    subject: [patient],
    coverage: [{ coverage: { reference: 'Coverage/c' }, priority: 1 }],
  },
  {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Thuốc thử' },
    subject: patient,
    dosageInstruction: [
      {
        text: 'Sáng 1 viên',
        timing: { repeat: { when: ['MORN'], period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: raw('0.500'), unit: 'viên' } }],
      },
    ],
    dispenseRequest: { expectedSupplyDuration: { value: 5, system: 'http://unitsofmeasure.org', code: 'd' } },
  },
  {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Công thức máu' },
    subject: patient,
    effectiveDateTime: '2026-07-02T08:00:00+07:00',
    issued: '2026-07-02T08:30:00+07:00',
    resultsInterpreter: [{ reference: 'Practitioner/p' }],
    result: [{ reference: 'Observation/o' }],
  },
  {
    resourceType: 'ClinicalImpression',
    status: 'completed',
    subject: patient,
    summary: 'Ổn định',
    effectiveDateTime: '2026-07-02',
  },
];

const accepted: [string, unknown][] = [
  ...visit.map((resource): [string, unknown] => ['một phần của lượt khám BHYT', resource]),
  [
    'cả lượt khám trong một Bundle',
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: visit.map((resource) => ({ resource, request: { method: 'POST', url: 'X' } })),
    },
  ],
  ['dòng chi phí có đơn giá ba số lẻ viết nguyên', charge],
  [
    'tên có dấu cách không ngắt và chữ ngoài mặt phẳng cơ bản',
    { resourceType: 'Patient', name: [{ text: 'Nguyễn\u00a0Văn 𠮷' }] },
  ],
  [
    'chỉ biết năm sinh, hoặc chỉ có phần bổ sung',
    { resourceType: 'Patient', birthDate: '1950', _gender: { extension: [{ url: 'u', valueCode: 'unknown' }] } },
  ],
  [
    'giờ sinh ở phần bổ sung của ngày sinh',
    {
      resourceType: 'Patient',
      birthDate: '2026-02-28',
      _birthDate: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
            valueDateTime: '2026-02-28T01:02:03.004+07:00',
          },
        ],
      },
    },
  ],
  [
    'tên đệm thiếu một chỗ, có lý do ở phần bổ sung',
    {
      resourceType: 'Patient',
      name: [{ given: ['An', null], _given: [null, { extension: [{ url: 'u', valueCode: 'masked' }] }] }],
    },
  ],
  ['năm nhuận', { resourceType: 'Patient', birthDate: '2000-02-29' }],
  [
    'câu hỏi lồng nhau theo dẫn chiếu nội dung',
    {
      resourceType: 'Questionnaire',
      status: 'active',
      item: [{ linkId: '1', type: 'group', item: [{ linkId: '1.1', type: 'string' }] }],
    },
  ],
  ['tham số rỗng của một thao tác', { resourceType: 'Parameters' }],
  [
    'hồ sơ kèm theo dẫn ngược ra ngoài',
    {
      resourceType: 'Provenance',
      target: [{ reference: 'Patient/a' }],
      recorded: '2026-01-01T00:00:00Z',
      agent: [{ who: { reference: 'Device/d' } }],
      contained: [{ resourceType: 'Basic', id: 'b', code: { text: 'x' }, subject: { reference: '#' } }],
    },
  ],
];

test.each(accepted)('nhận: %s', (_, resource) => {
  expect(validator.check(resource)).toEqual([]);
});

const samples = new URL('../../../../shared/data/samples/', import.meta.url);
const read = (file: string): { path: string; text: string; b64?: string }[] =>
  gunzipSync(readFileSync(new URL(file, samples)))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe.skipIf(!existsSync(samples))('dữ liệu mẫu của người khác (bỏ qua khi không có ../shared)', () => {
  test.each([
    ['fhir/r4-examples.ndjson.gz', 133],
    ['fhir/synthea-r4-info.ndjson.gz', 2],
    ['fhir/synthea-r4.ndjson.gz', 8],
    ['fhir/ips-bundles.ndjson.gz', 2],
  ])('%s: cả %i hồ sơ đúng chuẩn', (file, count) => {
    const files = read(file);
    expect(files).toHaveLength(count);
    for (const { path, text } of files) expect(validator.check(parseJson(text)), path).toEqual([]);
  });

  test('bộ thử JSON: mỗi văn bản gửi lên như một hồ sơ đều bị từ chối bằng FhirError, không bằng lỗi khác', () => {
    for (const { path, text, b64 } of read('fuzz/json-test-suite.ndjson.gz')) {
      const body = text ?? Buffer.from(b64 ?? '', 'base64').toString();
      expect(() => validator.assert(parseJson(body)), path).toThrow(FhirError);
    }
  });
});
if (!existsSync(samples)) console.log('skip: ../shared/data/samples is absent');

test('giá trị JSON bất kỳ, kể cả đặt vào một thuộc tính có thật, không bao giờ gây ngoại lệ', () => {
  const name = fc.constantFrom(
    'id',
    'meta',
    'text',
    'contained',
    'extension',
    'name',
    '_birthDate',
    'gender',
    'photo',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.jsonValue(), name, (value, key) => {
      validator.check(value);
      const patient: unknown = JSON.parse(`{"resourceType":"Patient",${JSON.stringify(key)}:${JSON.stringify(value)}}`);
      validator.check(patient);
    }),
    { numRuns: 500 },
  );
});

test('đối tượng giấu toString ở chỗ của chữ hay mã không làm đổ chương trình', () => {
  for (const odd of ['{"toString":null}', '{"valueOf":1,"toString":1}', '[[]]', '1']) {
    const value: unknown = JSON.parse(odd);
    const contained = [{ resourceType: 'Basic', id: value }];
    for (const item of [value, raw('1.0')]) {
      const coding = [{ system: item, code: item }];
      const condition = {
        resourceType: 'Condition',
        contained,
        clinicalStatus: { coding },
        verificationStatus: { coding },
      };
      expect(validator.check(condition).length).toBeGreaterThan(0);
      expect(validator.check({ resourceType: item }).length).toBeGreaterThan(0);
      expect(validator.check({ resourceType: 'Patient', gender: item, text: { div: item } }).length).toBeGreaterThan(0);
    }
  }
});

test('một hồ sơ nhỏ được kiểm tra trong vài chục micro giây', () => {
  const started = performance.now();
  for (let round = 0; round < 2000; round += 1) validator.check(charge);
  expect((performance.now() - started) / 2000).toBeLessThan(0.5);
});

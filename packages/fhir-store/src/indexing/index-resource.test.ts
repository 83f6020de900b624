import type { FhirResource } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { findParameterNumber } from '../parameter-numbers.ts';
import { parseJson } from '../parse-json.ts';
import { resourceTypeNames, typeNumber } from '../resource-types.ts';
import { indexResource } from './index-resource.ts';
import { nodeOf } from './values.ts';

const NOW = '2026-03-02T00:30:00.000Z';
const rowsOf = (resource: FhirResource) => indexResource(resource.resourceType, 'x', nodeOf(resource), NOW, '+07:00');
const param = (code: string) => findParameterNumber(code);

test('mọi loại hồ sơ biên dịch được', () => {
  for (const type of resourceTypeNames)
    expect(() => indexResource(type, 'x', { resourceType: type }, NOW, '+07:00')).not.toThrow();
});

describe('token', () => {
  const tokens = (resource: FhirResource, code: string) =>
    [...rowsOf(resource).token.values()]
      .filter((row) => row.param === param(code))
      .map((row) => `${row.system}|${row.code}`);

  test.each<[string, FhirResource, string, string[]]>([
    [
      'CodeableConcept: mỗi coding một dòng, chữ không có dòng',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x', coding: [{ system: 's', code: 'a' }, { code: 'b' }] },
      },
      'code',
      ['s|a', '|b'],
    ],
    ['code', { resourceType: 'Observation', status: 'final', code: {} }, 'status', ['|final']],
    ['boolean', { resourceType: 'Patient', active: false }, 'active', ['|false']],
    [
      'Coding',
      { resourceType: 'Encounter', status: 'planned', class: { system: 's', code: 'AMB' } },
      'class',
      ['s|AMB'],
    ],
    [
      'Identifier',
      { resourceType: 'Patient', identifier: [{ system: 's', value: '1' }, { value: '2' }, { system: 's' }] },
      'identifier',
      // một định danh không giá trị: dấu cho `:missing`
      ['s|1', '|2', '#|'],
    ],
    [
      'ContactPoint có điều kiện',
      {
        resourceType: 'Patient',
        telecom: [
          { system: 'phone', value: '1' },
          { system: 'email', value: '2' },
        ],
      },
      'email',
      ['|2'],
    ],
    ['còn sống ghi rõ', { resourceType: 'Patient', deceasedBoolean: false }, 'deceased', ['|false']],
    ['chết theo ngày', { resourceType: 'Patient', deceasedDateTime: '2026' }, 'deceased', ['|true']],
    ['nhãn', { resourceType: 'Patient', meta: { tag: [{ code: 't' }], security: [{ code: 'R' }] } }, '_tag', ['|t']],
    [
      'trùng chỉ một dòng',
      { resourceType: 'Patient', identifier: [{ value: '1' }, { value: '1' }] },
      'identifier',
      ['|1'],
    ],
    [
      'dẫn chiếu logic',
      { resourceType: 'Encounter', status: 'planned', class: {}, subject: { identifier: { system: 's', value: '9' } } },
      'subject',
      ['s|9'],
    ],
  ])('%s', (_, resource, code, expected) => {
    expect(tokens(resource, code)).toEqual(expected);
  });
});

describe('reference', () => {
  const targets = (reference: string) =>
    [
      ...rowsOf({ resourceType: 'Encounter', status: 'planned', class: {}, subject: { reference } }).reference.values(),
    ].map((row) => `${row.targetType} ${row.target}`);

  test.each([
    ['Patient/1', [`${typeNumber('Patient')} 1`]],
    ['Patient/1/_history/2', [`${typeNumber('Patient')} 1`]],
    ['http://x/fhir/Patient/1', ['0 http://x/fhir/Patient/1']],
    ['urn:uuid:1', ['0 urn:uuid:1']],
    ['#p', []],
  ])('%s', (reference, expected) => {
    expect(targets(reference)).toEqual(expected);
  });

  test('canonical có phiên bản tìm được bằng cả hai cách', () => {
    const rows = rowsOf({ resourceType: 'QuestionnaireResponse', status: 'completed', questionnaire: 'http://q|1.0' });
    expect([...rows.reference.values()].map(({ target }) => target)).toEqual(['http://q|1.0', 'http://q']);
  });

  test.each([
    ['Questionnaire/q', [`${typeNumber('Questionnaire')} q`]],
    ['Questionnaire/q|1.0', ['0 Questionnaire/q|1.0', `${typeNumber('Questionnaire')} q`]],
    ['#q', []],
  ])('canonical là địa chỉ ngắn: %s', (questionnaire, expected) => {
    const rows = rowsOf({ resourceType: 'QuestionnaireResponse', status: 'completed', questionnaire });
    expect([...rows.reference.values()].map((row) => `${row.targetType} ${row.target}`)).toEqual(expected);
  });
});

describe('string', () => {
  const strings = (resource: FhirResource, code: string) =>
    [...rowsOf(resource).string.values()].filter((row) => row.param === param(code)).map((row) => row.folded);

  test('HumanName: từng phần, không dấu; thiếu text thì thêm họ tên đầy đủ', () => {
    const name = [{ family: 'Nguyễn', given: ['Thị', 'Đào'] }];
    expect(strings({ resourceType: 'Patient', name }, 'name')).toEqual(['nguyen', 'thi', 'dao', 'nguyen thi dao']);
    expect(strings({ resourceType: 'Patient', name: [{ text: 'Lê Ánh' }] }, 'name')).toEqual(['le anh']);
  });

  test('Address: từng phần', () => {
    const address = [{ line: ['Số 1'], city: 'Huế', country: 'VN' }];
    expect(strings({ resourceType: 'Patient', address }, 'address')).toEqual(['so 1', 'hue', 'vn']);
    expect(strings({ resourceType: 'Patient', address }, 'address-city')).toEqual(['hue']);
  });
});

describe('date', () => {
  const dates = (resource: FhirResource, code: string) =>
    [...rowsOf(resource).date.values()].filter((row) => row.param === param(code)).map((row) => [row.low, row.high]);
  const encounter = (period: { start?: string; end?: string }): FhirResource => ({
    resourceType: 'Encounter',
    status: 'planned',
    class: {},
    period,
  });

  test.each<[string, FhirResource, string, string[][]]>([
    [
      'ngày là cả ngày ở Việt Nam',
      { resourceType: 'Patient', birthDate: '1990-05-06' },
      'birthdate',
      [['1990-05-05T17:00:00.000Z', '1990-05-06T16:59:59.999Z']],
    ],
    [
      'khoảng kín',
      encounter({ start: '2026-03-02T08:00:00+07:00', end: '2026-03-02T09:00:00+07:00' }),
      'date',
      [['2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.999Z']],
    ],
    [
      'khoảng chưa kết thúc',
      encounter({ start: '2026-03-02T08:00:00+07:00' }),
      'date',
      [['2026-03-02T01:00:00.000Z', 'infinity']],
    ],
    [
      'khoảng không rõ đầu',
      encounter({ end: '2026-03-02T08:00:00+07:00' }),
      'date',
      [['-infinity', '2026-03-02T01:00:00.999Z']],
    ],
    ['không phải ngày', { resourceType: 'Patient', birthDate: 'hôm qua' }, 'birthdate', []],
    [
      'Timing: từ sự kiện đầu tới cuối',
      {
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: {},
        occurrenceTiming: { event: ['2026-03-03', '2026-03-01'] },
      },
      'occurrence',
      [['2026-02-28T17:00:00.000Z', '2026-03-03T16:59:59.999Z']],
    ],
  ])('%s', (_, resource, code, expected) => {
    expect(dates(resource, code)).toEqual(expected);
  });

  test('ngày lâm sàng: của chính sự việc, không có thì lúc ghi', () => {
    expect(rowsOf(encounter({ start: '2026-03-01T08:00:00+07:00' })).at).toBe('2026-03-01T01:00:00.000Z');
    expect(rowsOf(encounter({})).at).toBe(NOW);
  });
});

describe('quantity và number', () => {
  const quantities = (value: string, code = 'value-quantity') => {
    const text = `{"resourceType":"Observation","status":"final","code":{},${value}}`;
    const rows = indexResource('Observation', 'x', parseJson(text), NOW, '+07:00');
    return [...rows.quantity.values()]
      .filter((row) => row.param === param(code))
      .map((row) => [row.low, row.high, row.system, row.code]);
  };

  test.each([
    [
      'mã đơn vị, và đơn vị như được in',
      '"valueQuantity":{"value":1.10,"unit":"miligam","system":"u","code":"mg"}',
      [
        ['1.10', '1.10', 'u', 'mg'],
        ['1.10', '1.10', '', 'miligam'],
      ],
    ],
    [
      'đơn vị UCUM: thêm dòng theo đơn vị gốc',
      '"valueQuantity":{"value":1.10,"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"}',
      [
        ['1.10', '1.10', 'http://unitsofmeasure.org', 'mg/dL'],
        ['11', '11', '#', 'g.m-3'],
      ],
    ],
    [
      'đường cong: từ trị nhỏ nhất đến lớn nhất',
      '"valueSampledData":{"origin":{"value":100,"unit":"uV"},"period":4,"factor":0.5,"dimensions":1,"data":"-20 E 10.5 0"}',
      [['90', '105.25', '', 'uV']],
    ],
    [
      'đường cong vượt thước đo',
      '"valueSampledData":{"origin":{"value":0},"period":4,"upperLimit":50,"dimensions":1,"data":"3 U L 10"}',
      [['-Infinity', '50', '', '']],
    ],
    ['chỉ có chữ', '"valueQuantity":{"value":5,"unit":"viên"}', [['5', '5', '', 'viên']]],
    ['nhỏ hơn', '"valueQuantity":{"value":5,"comparator":"<"}', [['-Infinity', '5', '', '']]],
    ['lớn hơn hoặc bằng', '"valueQuantity":{"value":5,"comparator":">="}', [['5', 'Infinity', '', '']]],
    ['không có giá trị', '"valueQuantity":{"unit":"mg"}', []],
    ['số mũ', '"valueQuantity":{"value":1.5e3}', [['1500', '1500', '', '']]],
    ['số vô lý', '"valueQuantity":{"value":1e999}', []],
  ])('%s', (_, value, expected) => {
    expect(quantities(value)).toEqual(expected);
  });

  test('Money và Range', () => {
    const invoice = rowsOf({
      resourceType: 'Invoice',
      status: 'issued',
      totalGross: { value: 37500, currency: 'VND' },
    });
    expect([...invoice.quantity.values()]).toMatchObject([
      { low: '37500', system: 'urn:iso:std:iso:4217', code: 'VND' },
    ]);
    const condition = rowsOf({
      resourceType: 'Condition',
      subject: {},
      onsetRange: { low: { value: 5, unit: 'tuổi' } },
    });
    expect([...condition.quantity.values()]).toMatchObject([{ low: '5', high: 'Infinity', code: 'tuổi' }]);
  });
});

describe('uri và composite', () => {
  test('hồ sơ mẫu có phiên bản', () => {
    const rows = rowsOf({ resourceType: 'Patient', meta: { profile: ['http://p|1'] } });
    expect([...rows.uri.values()].map(({ value }) => value)).toEqual(['http://p|1', 'http://p']);
  });

  test('thành phần: mã với giá trị của chính nó', () => {
    const rows = rowsOf({
      resourceType: 'Observation',
      status: 'final',
      code: {},
      component: [
        { code: { coding: [{ system: 'l', code: 'a' }] }, valueQuantity: { value: 1, code: 'mm' } },
        { code: { coding: [{ code: 'b' }] }, valueCodeableConcept: { coding: [{ code: 'c' }] } },
      ],
    });
    expect([...rows.composite.values()]).toEqual([
      { param: param('component-code-value-concept'), key1: 'b|', key2: 'c|', low: '0', high: '0' },
      { param: param('component-code-value-quantity'), key1: 'a|l', key2: 'mm|', low: '1', high: '1' },
    ]);
  });

  test('quan hệ giữa hai tài liệu', () => {
    const rows = rowsOf({
      resourceType: 'DocumentReference',
      status: 'current',
      content: [],
      relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/1' } }],
    });
    expect([...rows.composite.values()]).toMatchObject([{ key1: 'DocumentReference/1', key2: 'replaces|' }]);
  });
});

test('giá trị sai kiểu không làm hỏng việc lập chỉ mục', () => {
  const wrong = [null, 1, 'x', true, [], {}, [null], [[1]], { coding: 5 }, [{ value: {} }]];
  for (const value of wrong) {
    const resource = {
      resourceType: 'Patient',
      name: value,
      identifier: value,
      birthDate: value,
      gender: value,
      address: value,
      telecom: value,
      link: value,
    };
    expect(() => indexResource('Patient', 'x', resource, NOW, '+07:00')).not.toThrow();
  }
});

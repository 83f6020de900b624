import type { FhirResource, Parameters } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { decodeParameters, encodeParameters, toParameters } from './parameters.ts';
import type { OperationParameter } from './system.ts';

const declared: readonly OperationParameter[] = [
  { name: 'name', use: 'in', min: 1, max: '1', type: 'string' },
  { name: 'birthDate', use: 'in', min: 0, max: '1', type: 'date' },
  { name: 'weight', use: 'in', min: 0, max: '1', type: 'decimal' },
  { name: 'scan', use: 'in', min: 0, max: '*', type: 'string' },
  { name: 'patient', use: 'in', min: 0, max: '1', type: 'Patient' },
  { name: 'anything', use: 'in', min: 0, max: '1', type: 'Resource' },
  {
    name: 'dose',
    use: 'in',
    min: 0,
    max: '*',
    part: [
      { name: 'when', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'amount', use: 'in', min: 0, max: '1', type: 'decimal' },
    ],
  },
  { name: 'return', use: 'out', min: 1, max: '1', type: 'Patient' },
];

const body = (...parameter: NonNullable<Parameters['parameter']>): Parameters => ({
  resourceType: 'Parameters',
  parameter,
});
const named = { name: 'name', valueString: 'An' };
const codesOf = (given: FhirResource | undefined): (string | undefined)[] => {
  try {
    decodeParameters(given, declared);
    return [];
  } catch (thrown) {
    const { outcome } = thrown as { outcome: { issue: { details?: { coding?: { code?: string }[] } }[] } };
    return outcome.issue.map(({ details }) => details?.coding?.[0]?.code);
  }
};

describe('đọc tham số', () => {
  test('giá trị, danh sách, phần lồng nhau và hồ sơ thành giá trị thường', () => {
    const patient: FhirResource = { resourceType: 'Patient', id: 'p1' };
    const given = body(
      named,
      { name: 'birthDate', valueDate: '1980-05-02' },
      { name: 'weight', valueInteger: 52 },
      { name: 'scan', valueString: 'một' },
      { name: 'scan', valueString: 'hai' },
      { name: 'patient', resource: patient },
      { name: 'anything', resource: { resourceType: 'Basic', id: 'b' } },
      {
        name: 'dose',
        part: [
          { name: 'when', valueCode: 'MORN' },
          { name: 'amount', valueDecimal: 0.5 },
        ],
      },
    );
    expect(decodeParameters(given, declared)).toEqual({
      name: 'An',
      birthDate: '1980-05-02',
      weight: 52,
      scan: ['một', 'hai'],
      patient,
      anything: { resourceType: 'Basic', id: 'b' },
      dose: [{ when: 'MORN', amount: 0.5 }],
    });
  });

  test('không gửi gì: danh sách rỗng, thiếu thì nói thiếu', () => {
    expect(decodeParameters(undefined, declared.slice(1))).toMatchObject({ scan: [], dose: [] });
    expect(codesOf(undefined)).toEqual(['system-kit.missingParameter']);
  });

  test.each<[string, FhirResource, string[]]>([
    ['không phải Parameters', { resourceType: 'Patient' }, ['system-kit.notParameters']],
    ['tham số lạ', body(named, { name: 'khac', valueString: 'x' }), ['system-kit.unknownParameter']],
    ['tham số ra gửi vào', body(named, { name: 'return', valueString: 'x' }), ['system-kit.unknownParameter']],
    ['gửi hai lần', body(named, named), ['system-kit.repeatedParameter']],
    ['sai kiểu', body(named, { name: 'weight', valueString: '52' }), ['system-kit.wrongParameterType']],
    [
      'hồ sơ sai loại',
      body(named, { name: 'patient', resource: { resourceType: 'Device' } }),
      ['system-kit.wrongParameterType'],
    ],
    ['không có giá trị', body({ name: 'name' }), ['system-kit.wrongParameterType']],
    [
      'phần bên trong',
      body(named, { name: 'dose', part: [{ name: 'la', valueCode: 'x' }] }),
      ['system-kit.unknownParameter', 'system-kit.missingParameter'],
    ],
  ])('%s bị từ chối', (_, given, codes) => {
    expect(codesOf(given)).toEqual(codes);
  });

  test('mọi trở ngại được nói cùng một lúc, có chỗ của từng cái', () => {
    expect(codesOf(body({ name: 'khac', valueString: 'x' }, { name: 'weight', valueBoolean: true }))).toEqual([
      'system-kit.unknownParameter',
      'system-kit.missingParameter',
      'system-kit.wrongParameterType',
    ]);
    expect(() => decodeParameters(body(named, named), declared)).toThrow(
      expect.objectContaining({
        outcome: expect.objectContaining({
          issue: [expect.objectContaining({ expression: [`Parameters.parameter.where(name='name')`] })],
        }),
      }),
    );
  });
});

describe('viết tham số', () => {
  test('một hồ sơ duy nhất thì trả chính nó, còn lại gói trong Parameters', () => {
    const patient: FhirResource = { resourceType: 'Patient' };
    expect(encodeParameters(patient, declared)).toBe(patient);
    const outs: OperationParameter[] = [
      { name: 'total', use: 'out', min: 1, max: '1', type: 'integer' },
      {
        name: 'line',
        use: 'out',
        min: 0,
        max: '*',
        part: [{ name: 'text', use: 'out', min: 1, max: '1', type: 'string' }],
      },
    ];
    expect(encodeParameters({ total: 2, line: [{ text: 'a' }, { text: 'b' }] }, outs)).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'total', valueInteger: 2 },
        { name: 'line', part: [{ name: 'text', valueString: 'a' }] },
        { name: 'line', part: [{ name: 'text', valueString: 'b' }] },
      ],
    });
    const bare: OperationParameter = { name: 'return', use: 'out', min: 1, max: '1', type: 'boolean' };
    expect(encodeParameters(true, [bare])).toEqual({
      resourceType: 'Parameters',
      parameter: [{ name: 'return', valueBoolean: true }],
    });
  });

  test('giá trị thường đi và về như nhau', () => {
    const values = { name: 'An', scan: ['một'], dose: [{ when: 'MORN', amount: 0.5 }] };
    expect(decodeParameters(toParameters(values, declared), declared)).toEqual(values);
  });
});

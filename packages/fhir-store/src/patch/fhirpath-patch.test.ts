import type { FhirResource, ParametersParameter } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../parse-json.ts';
import { fhirPathPatch } from './fhirpath-patch.ts';

type Parts = Record<string, unknown>;
/** `{ path: 'Patient' }` becomes a part with valueString; `value` is given whole */
const operation = (type: string, path: string, parts: Parts = {}) => ({
  name: 'operation',
  part: [
    { name: 'type', valueCode: type },
    { name: 'path', valueString: path },
    ...Object.entries(parts).map(([name, value]) =>
      typeof value === 'number'
        ? { name, valueInteger: value }
        : typeof value === 'string'
          ? { name, valueString: value }
          : { name, ...(value as object) },
    ),
  ] as ParametersParameter[],
});
const patched = async (resource: string, ...parameter: object[]): Promise<string> =>
  JSON.stringify(
    await fhirPathPatch({ resourceType: 'Parameters', parameter })(parseJson(resource) as unknown as FhirResource),
  );

const person =
  '{"resourceType":"Patient","birthDate":"1980-05-02","_birthDate":{"id":"q"},"identifier":[{"system":"a","value":"1"},{"system":"b","value":"2"}],"name":[{"given":["Văn","An"],"_given":[null,{"id":"g"}]}]}';
const result = '{"resourceType":"Observation","valueQuantity":{"value":1.10,"unit":"g"},"status":"final"}';

describe('FHIRPath Patch', () => {
  test.each([
    [
      'thêm giá trị đơn',
      person,
      operation('add', 'Patient', { name: 'gender', value: { valueCode: 'male' } }),
      '"gender":"male"',
    ],
    [
      'thêm vào danh sách',
      person,
      operation('add', 'Patient', { name: 'identifier', value: { valueIdentifier: { value: '3' } } }),
      '{"system":"b","value":"2"},{"value":"3"}]',
    ],
    [
      'thêm vào chỗ được chọn',
      person,
      operation('add', "Patient.identifier.where(system = 'b')", { name: 'use', value: { valueCode: 'old' } }),
      '{"system":"b","value":"2","use":"old"}',
    ],
    [
      'thêm mở rộng của chữ',
      person,
      operation('add', 'Patient.name[0]', { name: 'given', value: { valueString: 'B', _valueString: { id: 'z' } } }),
      '"given":["Văn","An","B"],"_given":[null,{"id":"g"},{"id":"z"}]',
    ],
    [
      'chèn',
      person,
      operation('insert', 'Patient.identifier', { index: 1, value: { valueIdentifier: { value: '9' } } }),
      '{"system":"a","value":"1"},{"value":"9"},{"system":"b"',
    ],
    [
      'chèn vào danh sách chưa có',
      person,
      operation('insert', 'Patient.telecom', { index: 0, value: { valueContactPoint: { value: '0' } } }),
      '"telecom":[{"value":"0"}]',
    ],
    [
      'chuyển chỗ',
      person,
      operation('move', 'Patient.identifier', { source: 1, destination: 0 }),
      '"identifier":[{"system":"b","value":"2"},{"system":"a","value":"1"}]',
    ],
    [
      'chuyển chỗ cả phần mở rộng',
      person,
      operation('move', 'Patient.name[0].given', { source: 1, destination: 0 }),
      '"given":["An","Văn"],"_given":[{"id":"g"},null]',
    ],
    ['bỏ một mục', person, operation('delete', 'Patient.identifier[0]'), '"identifier":[{"system":"b","value":"2"}]'],
    ['bỏ cái không có: không sao', person, operation('delete', 'Patient.gender'), '"birthDate":"1980-05-02"'],
    [
      'thay giá trị, cả phần mở rộng cũ',
      person,
      operation('replace', 'Patient.birthDate', { value: { valueDate: '1981' } }),
      '"birthDate":"1981"}',
    ],
    [
      'thay kiểu của giá trị',
      result,
      operation('replace', 'Observation.value', { value: { valueString: 'cao' } }),
      '{"resourceType":"Observation","status":"final","valueString":"cao"}',
    ],
    [
      'thay bên trong, số giữ nguyên chữ số',
      result,
      operation('replace', 'Observation.value.unit', { value: { valueString: 'kg' } }),
      '"valueQuantity":{"value":1.10,"unit":"kg"}',
    ],
    [
      'thêm giá trị có nhiều kiểu',
      '{"resourceType":"Observation"}',
      operation('add', 'Observation', { name: 'value', value: { valueInteger: 4 } }),
      '"valueInteger":4',
    ],
    [
      'thêm phần không có tên kiểu',
      person,
      operation('add', 'Patient', {
        name: 'contact',
        value: {
          part: [
            { name: 'name', valueHumanName: { text: 'Mẹ' } },
            { name: 'telecom', valueContactPoint: { value: '1' } },
            { name: 'telecom', valueContactPoint: { value: '2' } },
          ],
        },
      }),
      '"contact":[{"name":{"text":"Mẹ"},"telecom":[{"value":"1"},{"value":"2"}]}]',
    ],
  ])('%s', async (_name, resource, one, expected) => {
    const answer = await patched(resource, one);
    expect(answer).toContain(expected.replace(/\}$/, ''));
  });

  test('bỏ ngày sinh thì bỏ cả phần mở rộng của nó', async () => {
    const answer = await patched(
      person,
      operation('delete', 'Patient.birthDate'),
      operation('delete', 'identifier.last()'),
    );
    expect(answer).not.toContain('irthDate');
    expect(answer).toContain('"identifier":[{"system":"a","value":"1"}]');
  });

  test.each([
    [
      'nhiều chỗ',
      operation('replace', 'Patient.identifier', { value: { valueIdentifier: {} } }),
      'patch.manyTargets',
      422,
    ],
    ['không có chỗ', operation('replace', 'Patient.gender', { value: { valueCode: 'male' } }), 'patch.noTarget', 422],
    [
      'đã có giá trị',
      operation('add', 'Patient', { name: 'birthDate', value: { valueDate: '1999' } }),
      'patch.notUnique',
      422,
    ],
    [
      'không có thuộc tính này',
      operation('add', 'Patient', { name: 'cao', value: { valueDecimal: 1.7 } }),
      'patch.noTarget',
      422,
    ],
    [
      'chèn quá cuối',
      operation('insert', 'Patient.identifier', { index: 3, value: { valueIdentifier: {} } }),
      'patch.noTarget',
      422,
    ],
    [
      'chèn vào giá trị đơn',
      operation('insert', 'Patient.birthDate', { index: 0, value: { valueDate: '1' } }),
      'patch.noTarget',
      422,
    ],
    [
      'chuyển từ chỗ không có',
      operation('move', 'Patient.identifier', { source: 2, destination: 0 }),
      'patch.noTarget',
      422,
    ],
    ['bỏ cả hồ sơ', operation('delete', 'Patient'), 'patch.identity', 422],
    ['đổi mã', operation('replace', 'Patient.id', { value: { valueId: 'x' } }), 'patch.identity', 422],
    ['không phải FHIRPath', operation('delete', 'Patient..name'), 'patch.malformed', 400],
    ['duyệt cả cây', operation('delete', 'Patient.descendants()'), 'patch.malformed', 400],
    [
      'biểu thức chính quy',
      operation('delete', "Patient.name.where(family.matches('(a+)+$'))"),
      'patch.malformed',
      400,
    ],
    ['biến bên ngoài', operation('delete', '%resource.name'), 'patch.malformed', 400],
    ['không phải một chỗ', operation('delete', "'Patient'"), 'patch.malformed', 400],
    ['lệnh lạ', operation('eat', 'Patient.name'), 'patch.malformed', 400],
    ['thiếu giá trị', operation('replace', 'Patient.birthDate'), 'patch.malformed', 400],
    [
      'thiếu số thứ tự',
      operation('insert', 'Patient.identifier', { value: { valueIdentifier: {} } }),
      'patch.malformed',
      400,
    ],
    ['không phải lệnh', { name: 'gì đó' }, 'patch.malformed', 400],
  ])('từ chối: %s', async (_name, one, code, status) => {
    await expect(
      (async () => patched(person.replace('"resourceType":"Patient"', '"resourceType":"Patient","id":"a"'), one))(),
    ).rejects.toMatchObject({ code, status });
  });

  test('từ chối: không phải Parameters, quá nhiều lệnh', () => {
    expect(() => fhirPathPatch({ resourceType: 'Patient' })).toThrow(expect.objectContaining({ status: 400 }));
    const parameter = Array.from({ length: 201 }, () => operation('delete', 'Patient.name'));
    const run = () => fhirPathPatch({ resourceType: 'Parameters', parameter });
    expect(run).toThrow(expect.objectContaining({ code: 'patch.tooLarge' }));
  });
});

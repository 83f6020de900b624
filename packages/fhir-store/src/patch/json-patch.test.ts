import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { parseJson, parseJsonList } from '../parse-json.ts';
import { jsonPatch } from './json-patch.ts';

const patched = (resource: string, patch: string): string =>
  JSON.stringify(jsonPatch(parseJsonList(patch))(parseJson(resource) as unknown as FhirResource));
const person = '{"resourceType":"Patient","id":"a","name":[{"family":"Nguyễn","given":["Văn","An"]}],"active":true}';

describe('JSON Patch', () => {
  test.each([
    ['thêm thuộc tính', '[{"op":"add","path":"/gender","value":"male"}]', '"gender":"male"'],
    ['thêm đè lên giá trị cũ', '[{"op":"add","path":"/active","value":false}]', '"active":false'],
    ['chèn vào danh sách', '[{"op":"add","path":"/name/0/given/1","value":"Đức"}]', '"given":["Văn","Đức","An"]'],
    ['nối vào cuối danh sách', '[{"op":"add","path":"/name/0/given/-","value":"B"}]', '"given":["Văn","An","B"]'],
    ['bỏ một mục', '[{"op":"remove","path":"/name/0/given/0"}]', '"given":["An"]'],
    ['thay một giá trị', '[{"op":"replace","path":"/name/0/family","value":"Trần"}]', '"family":"Trần"'],
    ['chép', '[{"op":"copy","from":"/name/0","path":"/name/-"}]', '"given":["Văn","An"]},{"family":"Nguyễn"'],
    ['chuyển chỗ', '[{"op":"move","from":"/name/0/given/0","path":"/name/0/given/1"}]', '"given":["An","Văn"]'],
    [
      'kiểm đúng rồi mới sửa',
      '[{"op":"test","path":"/active","value":true},{"op":"remove","path":"/active"}]',
      '"An"]}]}',
    ],
  ])('%s', (_name, patch, expected) => {
    expect(patched(person, patch)).toContain(expected);
  });

  test('bỏ mục cuối cùng thì bỏ cả danh sách: FHIR không có danh sách rỗng', () => {
    expect(patched(person, '[{"op":"remove","path":"/name/0"}]')).toBe(
      '{"resourceType":"Patient","id":"a","active":true}',
    );
  });

  test('chữ số giữ nguyên, trong hồ sơ cũng như trong bản sửa; so sánh thì theo giá trị', () => {
    const result =
      '{"resourceType":"Observation","valueQuantity":{"value":1.10},"component":[{"valueQuantity":{"value":2.0}}]}';
    const patch =
      '[{"op":"test","path":"/valueQuantity/value","value":1.1},{"op":"move","from":"/component/0/valueQuantity","path":"/referenceRange"},{"op":"add","path":"/x","value":3.00}]';
    expect(patched(result, patch)).toBe(
      '{"resourceType":"Observation","valueQuantity":{"value":1.10},"component":[{}],"referenceRange":{"value":2.0},"x":3.00}',
    );
  });

  test.each([
    ['kiểm không đúng', '[{"op":"test","path":"/active","value":false}]', 'patch.testFailed', 409],
    ['không có chỗ để bỏ', '[{"op":"remove","path":"/gender"}]', 'patch.noTarget', 422],
    ['không có chỗ để thay', '[{"op":"replace","path":"/name/3","value":{}}]', 'patch.noTarget', 422],
    ['thêm vượt quá cuối danh sách', '[{"op":"add","path":"/name/0/given/3","value":"x"}]', 'patch.noTarget', 422],
    ['thêm vào dưới một chữ', '[{"op":"add","path":"/active/x","value":1}]', 'patch.noTarget', 422],
    ['số thứ tự có số 0 đứng đầu', '[{"op":"remove","path":"/name/00"}]', 'patch.noTarget', 422],
    ['đổi loại hồ sơ', '[{"op":"replace","path":"/resourceType","value":"Person"}]', 'patch.identity', 422],
    ['đổi mã hồ sơ', '[{"op":"replace","path":"/id","value":"b"}]', 'patch.identity', 422],
    ['bỏ cả hồ sơ', '[{"op":"remove","path":""}]', 'patch.identity', 422],
    ['thay cả hồ sơ bằng một số', '[{"op":"replace","path":"","value":1}]', 'patch.identity', 422],
    ['chuyển vào trong chính nó', '[{"op":"move","from":"/name","path":"/name/0/x"}]', 'patch.malformed', 400],
    ['lệnh lạ', '[{"op":"eat","path":"/name"}]', 'patch.malformed', 400],
    ['thiếu giá trị', '[{"op":"add","path":"/name"}]', 'patch.malformed', 400],
    ['đường dẫn không bắt đầu bằng gạch chéo', '[{"op":"remove","path":"name"}]', 'patch.malformed', 400],
    ['dấu ngã sai', '[{"op":"remove","path":"/a~2"}]', 'patch.malformed', 400],
    ['tên nguy hiểm', '[{"op":"add","path":"/__proto__/x","value":1}]', 'patch.malformed', 400],
    ['không phải đối tượng', '[7]', 'patch.malformed', 400],
  ])('từ chối: %s', (_name, patch, code, status) => {
    const run = () => patched(person, patch);
    expect(run).toThrow(expect.objectContaining({ code, status }));
  });

  test('từ chối: không phải danh sách, quá nhiều lệnh, bản sao của bản sao', () => {
    expect(() => jsonPatch({})).toThrow(expect.objectContaining({ code: 'patch.malformed' }));
    const many = Array.from({ length: 1001 }, () => ({ op: 'remove', path: '/name' }));
    expect(() => jsonPatch(many)).toThrow(expect.objectContaining({ code: 'patch.tooLarge', status: 413 }));
    const doubling = Array.from({ length: 60 }, () => ({ op: 'copy', from: '/name', path: '/name/-' }));
    const run = () => jsonPatch(doubling)({ resourceType: 'Patient', name: [{ text: 'An' }] });
    expect(run).toThrow(expect.objectContaining({ code: 'patch.tooLarge' }));
  });

  test('thử một giá trị rồi thay bằng chính nó thì không có gì thay đổi; hồ sơ cũ không bị đụng tới', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => one !== undefined);
    fc.assert(
      fc.property(value, value, (before, after) => {
        const resource = Object.freeze({ resourceType: 'Basic', x: before }) as unknown as FhirResource;
        const change = jsonPatch([
          { op: 'test', path: '/x', value: before },
          { op: 'replace', path: '/x', value: after },
        ]);
        expect(change(resource)).toEqual({ resourceType: 'Basic', x: after });
        expect(resource).toEqual({ resourceType: 'Basic', x: before });
      }),
    );
  });
});

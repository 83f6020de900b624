import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compartmentParameters,
  definitions,
  findStructure,
  requiredCodes,
  resourceTypes,
  searchParameters,
  structure,
} from './definitions.ts';
import { generatedFile } from './generate.ts';

const element = (path: string) => structure(path.split('.')[0] ?? '').elements.find((row) => row.path === path);
const codes = (valueSet: string) =>
  requiredCodes(`http://hl7.org/fhir/ValueSet/${valueSet}`)?.flatMap((group) => group.codes);

test('đủ 146 loại tài nguyên của R4, không có loại của phiên bản khác', () => {
  expect(resourceTypes().size).toBe(146);
  expect(resourceTypes().has('Patient')).toBe(true);
  for (const name of ['SubscriptionStatus', 'DomainResource', 'MetadataResource', 'Bot', 'Project'])
    expect(resourceTypes().has(name)).toBe(false);
  expect(findStructure('constructor')).toBeUndefined();
  expect(() => structure('Patients')).toThrow('Patients');
});

describe('cấu trúc như HL7 đã công bố', () => {
  test.each([
    ['Patient.id', { min: 0, max: 1, types: [{ code: 'id' }] }],
    ['Observation.status', { min: 1, max: 1, required: 'http://hl7.org/fhir/ValueSet/observation-status' }],
    ['Encounter.subject', { types: [{ code: 'Reference', targets: ['Patient', 'Group'] }] }],
    ['Observation.component.referenceRange', { max: '*', content: 'Observation.referenceRange' }],
    ['Observation.referenceRange.low', { types: [{ code: 'Quantity', profile: 'SimpleQuantity' }] }],
    ['DetectedIssue.status', { required: 'http://hl7.org/fhir/ValueSet/observation-status' }],
    ['EvidenceVariable.characteristic.groupMeasure', { min: 0, max: 1 }],
  ])('%s', (path, expected) => {
    expect(element(path)).toMatchObject(expected);
  });

  test.each(['Meta.project', 'Binary.url', 'ResearchStudy.label', 'EvidenceVariable.characteristic.timeFromEvent'])(
    'phần thêm %s của gói nguồn bị bỏ',
    (path) => {
      expect(element(path)).toBeUndefined();
    },
  );

  test('mọi phần tử có kiểu hoặc trỏ tới phần tử khác, và mọi kiểu đều có định nghĩa', () => {
    for (const type of Object.values(definitions().types))
      for (const row of type.elements) {
        expect(Boolean(row.types) !== Boolean(row.content), row.path).toBe(true);
        for (const { code } of row.types ?? []) expect(findStructure(code), `${row.path}: ${code}`).toBeDefined();
        if (row.content) expect(element(row.content), row.path).toBeDefined();
      }
  });
});

test('danh sách mã bắt buộc được liệt kê; danh sách mở thì không', () => {
  expect(codes('administrative-gender')).toEqual(['male', 'female', 'other', 'unknown']);
  expect(codes('administrative-gender|4.0.1')).toHaveLength(4);
  expect(codes('condition-clinical')).toContain('remission');
  expect(codes('mimetypes')).toBeUndefined();
});

test('tham số tìm kiếm chỉ gồm của HL7', () => {
  const rows = searchParameters();
  expect(rows.length).toBeGreaterThan(1370);
  expect(rows.every((row) => row.url.startsWith('http://hl7.org/fhir/SearchParameter/'))).toBe(true);
  expect(rows.find((row) => row.url.endsWith('/clinical-patient'))).toMatchObject({
    code: 'patient',
    type: 'reference',
  });
  const composite = rows.find((row) => row.code === 'code-value-quantity' && row.base.includes('Observation'));
  expect(composite?.components).toHaveLength(2);
});

test('ngăn hồ sơ của bệnh nhân', () => {
  expect(compartmentParameters('Patient').Observation).toEqual(['subject', 'performer']);
  expect(compartmentParameters('Patient').Organization).toBeUndefined();
  expect(compartmentParameters('Encounter').Condition).toEqual(['encounter']);
});

test('hai tiến trình cùng tạo tệp: cả hai xong, một tệp nguyên vẹn, không còn tệp tạm', async () => {
  const script = new URL('./generate.ts', import.meta.url).pathname;
  const run = () =>
    new Promise((resolve) => spawn(process.execPath, [script], { stdio: 'ignore' }).once('exit', resolve));
  expect(await Promise.all([run(), run()])).toEqual([0, 0]);
  expect(existsSync(generatedFile())).toBe(true);
  expect(readdirSync(dirname(generatedFile())).filter((name) => !name.endsWith('.json'))).toEqual([]);
}, 60_000);

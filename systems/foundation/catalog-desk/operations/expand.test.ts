import { codeSystems } from '@lienmach/core';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { CodeSystem, ValueSet } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = codeSystems.icd10;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk], {
    concepts: [
      {
        system,
        code: 'I10',
        display: 'Bệnh tăng huyết áp vô căn (nguyên phát)',
        properties: { longPrescription: true },
      },
      { system, code: 'J00', display: 'Viêm mũi họng cấp', validTo: '2026-02-28', properties: {} },
    ],
  });
});
afterAll(() => hospital.close());

test('bác sĩ gõ mã hoặc chữ, thấy mã đang hiệu lực', async () => {
  const doctor = hospital.as('doctor');
  for (const filter of ['i1', 'tăng huyết áp']) {
    const answer = await doctor.call<ValueSet>('ValueSet/$expand', undefined, { url: `${system}?fhir_vs`, filter });
    expect(answer.expansion).toMatchObject({ total: 1, contains: [{ system, code: 'I10' }] });
  }
});

test('mã hết hiệu lực không còn hôm nay, vẫn tìm thấy cho lượt khám cũ', async () => {
  const doctor = hospital.as('doctor');
  const today = await doctor.call<ValueSet>('ValueSet/$expand', undefined, { url: system, filter: 'J00' });
  expect(today.expansion).toMatchObject({ total: 0, contains: [] });
  const lastMonth = { url: system, filter: 'J00', date: '2026-02-28' };
  const before = await doctor.call<ValueSet>('ValueSet/$expand', undefined, lastMonth);
  expect(before.expansion).toMatchObject({ total: 1, contains: [{ code: 'J00' }] });
});

test('sang trang: bỏ qua dòng đã xem, tổng không đổi', async () => {
  const page = { url: system, date: '2026-02-28', count: 1, offset: 1 };
  const answer = await hospital.as('doctor').call<ValueSet>('ValueSet/$expand', undefined, page);
  expect(answer.expansion).toMatchObject({ total: 2, offset: 1, contains: [{ code: 'J00' }] });
});

test.each([{ count: -1 }, { count: 1001 }, { offset: -1 }])('trang không hợp lệ %o bị từ chối', async (page) => {
  const answer = hospital.as('doctor').call('ValueSet/$expand', undefined, { url: system, ...page });
  await expect(answer).rejects.toMatchObject({ code: 'catalog-desk.badPage', status: 400 });
});

const tree: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'urn:cay',
  version: '2',
  status: 'active',
  content: 'complete',
  property: [{ code: 'nhom', type: 'string' }],
  concept: [
    {
      code: 'A',
      display: 'Bệnh nhiễm trùng',
      concept: [
        {
          code: 'A1',
          display: 'Lỵ',
          designation: [{ language: 'en', value: 'Dysentery' }],
          property: [{ code: 'nhom', valueString: 'ruột' }],
        },
        { code: 'A2', display: 'Tả', property: [{ code: 'inactive', valueBoolean: true }] },
      ],
    },
    { code: 'B', display: 'Bướu lành' },
  ],
};
const set = (url: string, compose: ValueSet['compose']): ValueSet => ({
  resourceType: 'ValueSet',
  url,
  status: 'active',
  ...(compose === undefined ? {} : { compose }),
});
const filtered = (property: string, op: 'is-a' | 'descendent-of' | '=' | 'in' | 'regex' | 'exists', value: string) => ({
  include: [{ system: 'urn:cay', filter: [{ property, op, value }] }],
});
const codes = async (input: object): Promise<(string | undefined)[]> => {
  const { expansion } = await hospital.as('doctor').call<ValueSet>('ValueSet/$expand', undefined, input);
  return (expansion?.contains ?? []).map(({ code }) => code);
};

describe('hệ mã và tập giá trị gửi vào bản ghi', () => {
  beforeAll(async () => {
    const { store } = hospital.as('tool');
    await store.create(tree);
    await store.create(set('urn:nhiem-trung', filtered('concept', 'is-a', 'A')));
    await store.create(
      set('urn:tru', {
        include: [
          { valueSet: ['urn:nhiem-trung'] },
          { system: 'urn:cay', concept: [{ code: 'B', display: 'U lành' }] },
        ],
        exclude: [{ system: 'urn:cay', concept: [{ code: 'A2' }] }],
      }),
    );
    await store.create(set('urn:vong', { include: [{ valueSet: ['urn:vong'] }] }));
  });

  test('dùng được ngay, theo cây phân loại; bỏ cây, phân trang, tên tiếng Anh, thuộc tính khi hỏi', async () => {
    const whole = { url: 'urn:cay?fhir_vs' };
    const { expansion } = await hospital.as('doctor').call<ValueSet>('ValueSet/$expand', undefined, whole);
    expect(expansion).toMatchObject({
      total: 4,
      parameter: [{ name: 'used-codesystem', valueUri: 'urn:cay|2' }],
      contains: [{ code: 'A', contains: [{ code: 'A1' }, { code: 'A2', inactive: true }] }, { code: 'B' }],
    });
    expect(await codes({ ...whole, excludeNested: true })).toEqual(['A', 'A1', 'A2', 'B']);
    expect(await codes({ ...whole, count: 2, offset: 1 })).toEqual(['A1', 'A2']);
    expect(await codes({ ...whole, activeOnly: true, excludeNested: true })).toEqual(['A', 'A1', 'B']);
    const english = await hospital.as('doctor').call<ValueSet>('ValueSet/$expand', undefined, {
      ...whole,
      filter: 'dysent',
      displayLanguage: 'en',
      includeDesignations: true,
      property: ['nhom'],
    });
    expect(english.expansion?.contains).toMatchObject([
      {
        code: 'A1',
        display: 'Dysentery',
        designation: [{ value: 'Dysentery' }],
        extension: [{ extension: [{}, { valueString: 'ruột' }] }],
      },
    ]);
  });

  test.each([
    ['tìm không dấu', { url: 'urn:cay?fhir_vs', filter: 'buou' }, ['B']],
    ['tập giá trị theo cây', { url: 'urn:nhiem-trung', excludeNested: true }, ['A', 'A1', 'A2']],
    ['gộp và loại trừ', { url: 'urn:tru' }, ['A', 'A1', 'B']],
    [
      'con cháu',
      { valueSet: set('urn:x', filtered('concept', 'descendent-of', 'A')), excludeNested: true },
      ['A1', 'A2'],
    ],
    ['thuộc tính bằng', { valueSet: set('urn:x', filtered('nhom', '=', 'ruột')) }, ['A1']],
    ['thuộc tính có', { valueSet: set('urn:x', filtered('nhom', 'exists', 'true')) }, ['A1']],
    ['mã trong danh sách', { valueSet: set('urn:x', filtered('code', 'in', 'A1,B')) }, ['A1', 'B']],
    ['mã theo mẫu', { valueSet: set('urn:x', filtered('code', 'regex', 'A[0-9]')) }, ['A1', 'A2']],
  ])('%s', async (_name, input, expected) => {
    expect(await codes(input)).toEqual(expected);
  });

  test.each([
    ['tập giá trị lạ', { url: 'urn:khong-co' }, 'terminology.unknownValueSet', 404],
    ['hệ mã lạ', { valueSet: set('urn:x', { include: [{ system: 'urn:la' }] }) }, 'terminology.unknownSystem', 404],
    ['chứa chính nó', { url: 'urn:vong' }, 'terminology.circularValueSet', 422],
    ['mẫu chạy mãi', { valueSet: set('urn:x', filtered('code', 'regex', '(a+)+')) }, 'terminology.badPattern', 400],
    [
      'mẫu lặp một lựa chọn',
      { valueSet: set('urn:x', filtered('code', 'regex', '(.|.)*!')) },
      'terminology.badPattern',
      400,
    ],
    [
      'mẫu lặp lồng nhau',
      { valueSet: set('urn:x', filtered('code', 'regex', '((a+))+')) },
      'terminology.badPattern',
      400,
    ],
    [
      'cách lọc lạ',
      {
        valueSet: set('urn:x', {
          include: [{ system: 'urn:cay', filter: [{ property: 'x', op: 'la' as '=', value: '1' }] }],
        }),
      },
      'terminology.unknownFilter',
      400,
    ],
    ['không hỏi gì', {}, 'catalog-desk.noQuestion', 400],
  ])('%s: từ chối rõ ràng', async (_name, input, code, status) => {
    await expect(codes(input)).rejects.toMatchObject({ code, status });
  });
});

import type { FhirResource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { numberedNeeds, shareOut } from './numbered-needs.ts';

const by = (type: string, value: string): string => `${type}?${new URLSearchParams({ identifier: `urn:so|${value}` })}`;

describe('những gì tìm được bằng một lần hỏi', () => {
  it('nhiều số của một loại được hỏi chung, mỗi loại một lần', () => {
    const groups = numberedNeeds([
      ['patient', by('Patient', 'P1')],
      ['order.0', by('ServiceRequest', 'A')],
      ['order.1', by('ServiceRequest', 'B')],
      ['report.0', by('DiagnosticReport', 'A')],
      ['report.1', by('DiagnosticReport', 'B')],
    ]);
    expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
      ['order.0', 'order.1'],
      ['report.0', 'report.1'],
    ]);
  });

  it.each<[string, string, string]>([
    ['hai lần cùng một số', by('Specimen', 'S1'), by('Specimen', 'S1')],
    ['số có dấu phẩy', by('Specimen', 'S1'), by('Specimen', 'S2\\,3')],
    ['điều kiện khác', by('Specimen', 'S1'), 'Specimen?identifier=urn%3Aso%7CS2&status=available'],
    ['không có hệ mã', by('Specimen', 'S1'), 'Specimen?identifier=S2'],
    ['tìm theo mã', by('Specimen', 'S1'), 'Specimen?_id=S2'],
  ])('%s: hỏi riêng', (_, one, other) => {
    expect(
      numberedNeeds([
        ['a', one],
        ['b', other],
      ]),
    ).toEqual([]);
  });

  it('cần tùy chọn hoặc cần nhiều: hỏi riêng', () => {
    const optional = { search: by('Specimen', 'S1'), optional: true } as const;
    expect(
      numberedNeeds([
        ['a', optional],
        ['b', { search: by('Specimen', 'S2'), many: 3 }],
      ]),
    ).toEqual([]);
  });
});

describe('chia kết quả cho từng nhu cầu', () => {
  const [group = []] = numberedNeeds([
    ['a', by('Patient', '1')],
    ['b', by('Patient', '2')],
  ]);
  const patient = (...values: string[]): FhirResource => ({
    resourceType: 'Patient',
    identifier: values.map((value) => ({ system: 'urn:so', value })),
  });
  const one = patient('1');
  const two = patient('0', '2');

  it('mỗi số một người', () => {
    expect(shareOut(group, [two, one])).toEqual([
      ['a', one],
      ['b', two],
    ]);
  });

  it.each<[string, FhirResource[]]>([
    ['thiếu một', [one]],
    ['hai người cùng số', [one, patient('1')]],
    ['thừa một người', [one, two, patient('1')]],
    ['một người mang cả hai số', [patient('1', '2'), patient('9')]],
    ['số khác chữ hoa chữ thường', [one, { resourceType: 'Patient', identifier: [{ system: 'URN:SO', value: '2' }] }]],
  ])('%s: không đoán', (_, resources) => {
    expect(shareOut(group, resources)).toBeUndefined();
  });
});

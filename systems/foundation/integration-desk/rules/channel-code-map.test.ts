import type { ConceptMap } from 'fhir/r4';
import { expect, test } from 'vitest';
import { pairsOf, withPair } from './channel-code-map.ts';

const empty: ConceptMap = { resourceType: 'ConceptMap', status: 'active' };
const potassium = { code: 'K+2', target: 'K', targetSystem: 'urn:ours', display: 'Kali' };

test('thêm từng mã: mã cùng nguồn chung một nhóm, mã khác nguồn nhóm khác', () => {
  const map = [
    potassium,
    { code: 'NA+', target: 'NA', targetSystem: 'urn:ours' },
    { code: '2823-3', system: 'urn:loinc', target: 'K', targetSystem: 'urn:ours' },
    { code: 'KHOA1', target: 'K01' },
  ].reduce(withPair, empty);
  expect(map.group).toMatchObject([
    { target: 'urn:ours', element: [{ code: 'K+2' }, { code: 'NA+' }] },
    { source: 'urn:loinc', target: 'urn:ours', element: [{ code: '2823-3' }] },
    { element: [{ code: 'KHOA1', target: [{ code: 'K01', equivalence: 'equivalent' }] }] },
  ]);
  expect(map.group?.[2]).not.toHaveProperty('source');
  expect(pairsOf(map).map(({ code, target }) => `${code}→${target}`)).toEqual([
    'K+2→K',
    'NA+→NA',
    '2823-3→K',
    'KHOA1→K01',
  ]);
});

test('đổi nghĩa một mã: nghĩa cũ mất đi, cả khi nghĩa mới ở danh mục khác; bảng gốc không bị sửa', () => {
  const before = withPair(empty, potassium);
  const after = withPair(before, { code: 'K+2', target: '-' });
  expect(pairsOf(after)).toEqual([
    { code: 'K+2', system: undefined, target: '-', targetSystem: undefined, display: undefined },
  ]);
  expect(pairsOf(before)).toMatchObject([potassium]);
  expect(pairsOf(undefined)).toEqual([]);
});

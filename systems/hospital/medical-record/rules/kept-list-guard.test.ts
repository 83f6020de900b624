import { DESTRUCTION_LIST, LEGAL_HOLD, visitByNumber } from '@lienmach/core';
import type { List } from 'fhir/r4';
import { expect, test } from 'vitest';
import { keptListGuard } from './kept-list-guard.ts';

const list = (code = DESTRUCTION_LIST): List => ({
  resourceType: 'List',
  id: 'dm',
  status: 'current',
  mode: 'snapshot',
  code: { coding: [code] },
  entry: [{ item: visitByNumber('v1') }],
  note: [{ text: 'Một' }],
});
const refused = expect.objectContaining({ code: 'medical-record.listKept', status: 403 });

test.each<[string, List]>([
  ['thêm ý kiến', { ...list(), note: [{ text: 'Một' }, { text: 'Hai' }] }],
  ['kết thúc', { ...list(), status: 'retired' }],
  ['phiên bản khác', { ...list(), meta: { versionId: '2' } }],
])('danh mục tiêu hủy: %s thì được', (_title, next) => {
  expect(() => keptListGuard.check(list(), next)).not.toThrow();
});

test.each<[string, List | undefined]>([
  ['xóa', undefined],
  ['thêm hồ sơ', { ...list(), entry: [{ item: visitByNumber('v1') }, { item: visitByNumber('v2') }] }],
  ['bớt hồ sơ', { ...list(), entry: [] }],
  ['đổi thành danh mục khác', { ...list(), code: { text: 'Khác' } }],
  ['sửa ý kiến cũ', { ...list(), note: [{ text: 'Khác' }] }],
  ['xóa ý kiến', { ...list(), note: [] }],
  ['ghi là nhầm', { ...list(), status: 'entered-in-error' }],
])('danh mục tiêu hủy và lệnh giữ: %s thì không', (_title, next) => {
  expect(() => keptListGuard.check(list(), next)).toThrow(refused);
  const hold = next?.code?.coding?.[0] === DESTRUCTION_LIST ? { ...next, code: { coding: [LEGAL_HOLD] } } : next;
  expect(() => keptListGuard.check(list(LEGAL_HOLD), hold)).toThrow(refused);
});

test('đã kết thúc thì không mở lại; danh sách khác thì không ai giữ', () => {
  expect(() => keptListGuard.check({ ...list(), status: 'retired' }, list())).toThrow(refused);
  expect(() => keptListGuard.check({ ...list(), code: { text: 'Thuốc' } }, undefined)).not.toThrow();
});

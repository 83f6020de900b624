import { expect, test } from 'vitest';
import { type ClosureConcept, closureEntries } from './closure-entries.ts';

const one = (code: string, since: number, above: string[] = [], system = 'urn:cay'): ClosureConcept => ({
  system,
  code,
  since,
  above: [code, ...above],
});
const said = (concepts: readonly ClosureConcept[], after: number): string[] =>
  closureEntries(concepts, after).flatMap(({ source, element }) =>
    element.map(({ code, target = [] }) => `${source} ${code} < ${target.map((top) => top.code).join()}`),
  );

test.each<[string, ClosureConcept[], number, string[]]>([
  ['bảng rỗng', [], 0, []],
  ['một mã đứng một mình', [one('A1', 1, ['A'])], 0, []],
  ['mã dưới và mã trên', [one('A1', 1, ['A']), one('A', 1)], 0, ['urn:cay A1 < A']],
  ['mã trên đến sau vẫn được nối', [one('A1', 1, ['A']), one('A', 2)], 1, ['urn:cay A1 < A']],
  ['đã báo từ bản trước thì không báo lại', [one('A1', 1, ['A']), one('A', 1)], 1, []],
  [
    'nhiều tầng: mọi mã ở trên',
    [one('A', 1), one('A1', 1, ['A']), one('A11', 2, ['A1', 'A'])],
    1,
    ['urn:cay A11 < A1,A'],
  ],
  ['mã cùng tên ở hệ khác không liên quan', [one('A1', 1, ['A']), one('A', 1, [], 'urn:khac')], 0, []],
])('quan hệ mã: %s', (_name, concepts, after, wanted) => {
  expect(said(concepts, after)).toEqual(wanted);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseName } from './criterion-name.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { splitPrefix } from './prefix.ts';
import { parseSearchQuery } from './search-query.ts';
import { pathsAbove } from './uri-condition.ts';

const parse = (text: string) => parseSearchQuery(new URLSearchParams(text));

test('tham số lặp lại là VÀ, dấu phẩy là HOẶC, dấu đã thoát không tách', () => {
  expect(parse('code=a,b&code=c&name=x%5C,y').criteria).toEqual([
    { written: 'code', values: ['a', 'b'] },
    { written: 'code', values: ['c'] },
    { written: 'name', values: ['x\\,y'] },
  ]);
});

test('thứ tự, số lượng, tổng, phần kèm theo', () => {
  expect(parse('_sort=status,-date&_count=5000&_total=accurate&_elements=id,code&_cursor=x')).toMatchObject({
    sort: [
      { code: 'status', descending: false },
      { code: 'date', descending: true },
    ],
    count: 1000,
    total: 'accurate',
    elements: ['id', 'code'],
    cursor: 'x',
  });
  expect(parse('_summary=count')).toMatchObject({ count: 0, total: 'accurate' });
  expect(parse('_include:iterate=Encounter:practitioner:Practitioner').includes).toEqual([
    { reverse: false, iterate: true, source: 'Encounter', code: 'practitioner', target: 'Practitioner' },
  ]);
});

test('giá trị rỗng không phải điều kiện; dạng trả lời không phải điều kiện', () => {
  const query = parse('name=&_format=json&_pretty=true&_summary=true');
  expect(query.criteria).toEqual([]);
  expect(query.ignored).toEqual(['name']);
  expect(query.summary).toBe('true');
});

test.each([
  ['code', { kind: 'plain', code: 'code' }],
  ['name:exact', { kind: 'plain', code: 'name', modifier: 'exact' }],
  ['subject:Patient.identifier', { kind: 'chain', code: 'subject', target: 'Patient', rest: 'identifier' }],
  ['encounter.patient.name:exact', { kind: 'chain', code: 'encounter', rest: 'patient.name:exact' }],
  ['_has:Observation:patient:code:not', { kind: 'has', source: 'Observation', code: 'patient', rest: 'code:not' }],
  ['a b', undefined],
  ["x';--", undefined],
])('tên %s', (written, name) => {
  expect(parseName(written)).toEqual(name);
});

test.each([
  ['ge2026', { prefix: 'ge', rest: '2026' }],
  ['2026', { prefix: 'eq', rest: '2026' }],
])('tiền tố của %s', (text, parts) => {
  expect(splitPrefix(text)).toEqual(parts);
});

test('các địa chỉ bao trên một địa chỉ', () => {
  expect(pathsAbove('http://a/b/c')).toEqual(['http://a/b/c', 'http://a/b/', 'http://a/b', 'http://a/', 'http://a']);
  expect(pathsAbove('urn:oid:1.2')).toEqual(['urn:oid:1.2']);
});

test('con trỏ trang đọc lại đúng như đã ghi, chỉ cho đúng thứ tự của nó', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.option(fc.string().filter((s) => !s.includes('\0'))), { maxLength: 5 }),
      (order, position) => {
        expect(readCursor(order, writeCursor(order, position), position.length)).toEqual(position);
        expect(() => readCursor(`${order}x`, writeCursor(order, position), position.length)).toThrow();
      },
    ),
  );
});

test('con trỏ bịa đặt nào cũng chỉ bị từ chối 400', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        try {
          readCursor('o', text, 2);
        } catch (thrown) {
          expect(thrown).toMatchObject({ status: 400 });
        }
      },
    ),
  );
});

test('câu hỏi bất kỳ: hiểu được hoặc bị từ chối rõ ràng', () => {
  const names = fc.oneof(fc.string(), fc.constantFrom('_sort', '_count', '_include', '_has:A:b:c', '_total', 'name'));
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string())), (pairs) => {
      try {
        parseSearchQuery(new URLSearchParams(pairs));
      } catch (thrown) {
        expect([400, 413]).toContain((thrown as { status?: number }).status);
      }
    }),
  );
});

test('chuỗi điều kiện quá dài bị từ chối trước khi thành câu lệnh', () => {
  expect(parse('subject:Patient.organization.partof.name=a').criteria).toHaveLength(1);
  for (const name of [`${'based-on.'.repeat(9)}code`, `${'_has:Provenance:target:'.repeat(9)}_id`])
    expect(() => parse(`${name}=1`)).toThrow(expect.objectContaining({ code: 'search.tooMany' }));
});

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isRawNumber, parseJson } from '@lienmach/fhir-store';
import { describe, expect, test } from 'vitest';
import { readXml } from './read-xml.ts';
import { writeXml } from './write-xml.ts';

/** The same content, whatever the order of the properties; numbers by the digits they are written with. */
function canonical(value: unknown): unknown {
  if (isRawNumber(value)) return { number: value.rawJSON };
  if (typeof value === 'number') return { number: String(value) };
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, canonical(Reflect.get(value, name))]));
}

/** Which example, and what is lost; examples are public, so they may be quoted. */
function problemOf(text: string): string | undefined {
  try {
    expectSame(text);
    return undefined;
  } catch (thrown) {
    const { resourceType, id } = JSON.parse(text) as { resourceType?: string; id?: string };
    return `${resourceType}/${id}: ${thrown instanceof Error ? thrown.message.slice(0, 600) : ''}`;
  }
}

function expectSame(text: string): void {
  const resource = parseJson(text);
  for (const isPretty of [false, true]) {
    const back = readXml(writeXml(resource, { isPretty }));
    expect(canonical(back)).toEqual(canonical(resource));
  }
}

const samples = new URL('../../../../shared/data/samples/fhir/', import.meta.url);
const isThere = existsSync(samples);
if (!isThere) console.log('skipped: no ../shared/data/samples/fhir beside this checkout');

function texts(name: string): string[] {
  const lines = gunzipSync(readFileSync(new URL(`${name}.ndjson.gz`, samples))).toString('utf8');
  return lines.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { text: string }).text]));
}

describe('JSON → XML → JSON không mất gì', () => {
  test.skipIf(!isThere).each(['r4-examples', 'ips-bundles'])('mọi ví dụ của %s', (name) => {
    const all = texts(name);
    expect(all.length).toBeGreaterThan(1);
    const refused = all.filter((text) => problemOf(text) !== undefined);
    expect(refused.map(problemOf)).toEqual([]);
  });

  test.each([
    [
      'chữ số của số thập phân',
      '{"resourceType":"Observation","valueQuantity":{"value":1.10},"referenceRange":[{"low":{"value":-0.0},"high":{"value":1e3}}]}',
    ],
    [
      'phần mở rộng của chữ',
      '{"resourceType":"Patient","_birthDate":{"id":"a","extension":[{"url":"u","valueCode":"x"}]},"active":false}',
    ],
    [
      'danh sách chữ có chỗ trống',
      '{"resourceType":"Patient","name":[{"given":[null,"An"],"_given":[{"id":"g"},null]}]}',
    ],
    [
      'hồ sơ kèm theo',
      '{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p"},{"resourceType":"Device","id":"d"}],"subject":{"reference":"#p"}}',
    ],
    [
      'mã của thành phần, mở rộng trong mở rộng',
      '{"resourceType":"Patient","id":"x","extension":[{"id":"e","url":"u","extension":[{"url":"v","valueDecimal":2.50}]}]}',
    ],
    [
      'thành phần dùng lại nội dung của thành phần khác',
      '{"resourceType":"Observation","component":[{"referenceRange":[{"text":"x"}]}]}',
    ],
    ['dấu đặc biệt', '{"resourceType":"Basic","code":{"text":"<a> & \\"b\\" \'c\'\\n\\t hai dòng ]]> €😀"}}'],
    [
      'trình bày',
      '{"resourceType":"Basic","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\" id=\\"d\\"><p>Một<br/>hai &amp; ba</p><!-- x --></div>"}}',
    ],
    [
      'gói có hồ sơ trong mục',
      '{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:x","resource":{"resourceType":"Basic","id":"b"}}]}',
    ],
  ])('%s', (_name, text) => expectSame(text));
});

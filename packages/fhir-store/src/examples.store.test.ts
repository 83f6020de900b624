import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Bundle, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { parseJson } from './parse-json.ts';
import { isResourceType } from './resource-types.ts';
import type { FhirStore } from './store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from './test-record.ts';

const samples = new URL('../../../../shared/data/samples/fhir/', import.meta.url);
const isThere = existsSync(samples);
if (!isThere) console.log('skipped: no ../shared/data/samples/fhir beside this checkout');

interface Sample {
  readonly path: string;
  readonly text: string;
}

function load(name: string): Sample[] {
  const lines = gunzipSync(readFileSync(new URL(`${name}.ndjson.gz`, samples))).toString('utf8');
  return lines.split('\n').flatMap((line): Sample[] => (line === '' ? [] : [JSON.parse(line)]));
}

type Json = Record<string, unknown>;

/** JSON with sorted keys, numbers as written, without what the server sets. */
function comparable(resource: Json): string {
  const { versionId, lastUpdated, ...meta } = (resource.meta ?? {}) as Json;
  const kept = Object.keys(meta).length > 0 ? { ...resource, meta } : { ...resource, meta: undefined };
  return JSON.stringify(sorted(kept));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || 'rawJSON' in value) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function parsed<T>(text: string): T {
  const value: unknown = parseJson(text);
  return value as T;
}

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
});
afterAll(() => record.close());

async function stored(type: string, id: string): Promise<Json> {
  if (!isResourceType(type)) throw new Error(`no resource type: ${type}`);
  return parseJson((await store.read(everyone, type, id)).text);
}

describe.skipIf(!isThere)('ví dụ của chuẩn và người bệnh mô phỏng, ghi vào rồi đọc lại y nguyên', () => {
  test('133 ví dụ R4', async () => {
    const examples = load('r4-examples');
    expect(examples).toHaveLength(133);
    for (const { path, text } of examples) {
      const resource = parseJson(text);
      const { type, id } = resource.id
        ? await store.update(everyone, parsed<FhirResource>(text))
        : await store.create(everyone, parsed<FhirResource>(text));
      expect(comparable(await stored(type, id)), path).toBe(comparable({ ...resource, id }));
    }
  });

  test.each(isThere ? [...load('synthea-r4-info'), ...load('synthea-r4')].map(({ path, text }) => [path, text]) : [])(
    '%s',
    { timeout: 300_000 },
    async (path, text) => {
      const sent = parseJson(text);
      const answer = await store.bundle(everyone, parsed<Bundle>(text));
      const entries = sent.entry as { fullUrl?: string; resource: Json }[];
      const places = (answer.entry ?? []).map(
        ({ response }) => (response?.location ?? '').split('/_history/')[0] ?? '',
      );
      expect(places).toHaveLength(entries.length);
      const ids = new Map(entries.map(({ fullUrl }, index) => [fullUrl ?? '', places[index] ?? '']));
      const resolved = (json: string) =>
        json.replace(/"(urn:uuid:[0-9a-f-]+)"/g, (all, urn) => (ids.has(urn) ? `"${ids.get(urn)}"` : all));
      for (const [index, { resource }] of entries.entries()) {
        const [type = '', id = ''] = (places[index] ?? '').split('/');
        const expected = resolved(comparable({ ...resource, id }));
        if (comparable(await stored(type, id)) !== expected) {
          expect(comparable(await stored(type, id)), `${path} entry ${index}`).toBe(expected);
        }
      }
    },
  );
});

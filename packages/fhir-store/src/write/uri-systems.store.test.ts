import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestRecord, type TestRecord } from '../test-record.ts';
import { UriSystems } from './uri-systems.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord();
});
afterAll(() => record.close());

test('hệ mã mới không kéo theo mọi hệ mã đã biết; số của một hệ mã không đổi', async () => {
  const systems = new UriSystems();
  const first = await systems.intern(record.sql, ['urn:a', 'urn:b', '']);
  systems.remember(first);
  const second = await systems.intern(record.sql, ['urn:b', 'urn:c', '']);
  expect([...second.keys()].sort()).toEqual(['', 'urn:b', 'urn:c']);
  expect([second.get('urn:b'), second.get('')]).toEqual([first.get('urn:b'), 0]);
  const other = await new UriSystems().intern(record.sql, ['urn:c', 'urn:a']);
  expect([other.get('urn:c'), other.get('urn:a')]).toEqual([second.get('urn:c'), first.get('urn:a')]);
});

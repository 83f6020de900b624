import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { ward } from '../search/search-ward.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { checkRecord } from './check-record.ts';
import { recordHash } from './record-hash.ts';

let record: TestRecord;
const all = testCaller();
beforeAll(async () => {
  record = await openTestRecord();
  const store = openStore(record.sql);
  for (const resource of ward) await store.update(all, resource);
  await store.update(all, { resourceType: 'Patient', id: 'c', birthDate: '1976' });
  await store.update(all, { resourceType: 'Patient', id: 'b', name: [{ text: 'Trần Thị Đào' }] });
  await store.update(all, { resourceType: 'Patient', id: 'bo' });
  await store.delete(all, 'Patient', 'bo');
});
afterAll(() => record.close());

const findingsAfter = async (text: string): Promise<string> => {
  await record.sql.query({ text });
  return (await checkRecord(record.sql)).findings.join('\n');
};

test('hồ sơ lành: không phát hiện gì, mã băm đúng như tính riêng', async () => {
  const check = await checkRecord(record.sql);
  const { resources, sha256 } = await recordHash(record.sql);
  expect(check).toMatchObject({ resources, sha256, superseded: 3, danglingReferences: 0, findings: [] });
  expect(resources).toBe(ward.length);
  expect(check.indexRows).toBeGreaterThan(50);
});

test('dẫn chiếu tới chỗ không có thì đếm, không coi là hỏng', async () => {
  const subject = { reference: 'Patient/khong-co' };
  await openStore(record.sql).update(all, {
    resourceType: 'Observation',
    id: 'la',
    status: 'final',
    code: { text: 'x' },
    subject,
  });
  expect(await checkRecord(record.sql)).toMatchObject({ danglingReferences: 1, findings: [] });
});

test('một dòng chỉ mục mất, một dòng thừa, một chữ trong hồ sơ bị sửa: đều bị chỉ ra', async () => {
  expect(await findingsAfter(`delete from idx_string where folded = 'nguyen' and id = 'a'`)).toMatch(
    /Patient\/a is not found by string/,
  );
  expect(
    await findingsAfter(
      `insert into idx_token select type, param, system, at, code, 'ma' from idx_token where id = 'o1'`,
    ),
  ).toMatch(/rows too many in idx_token for Observation/);
  expect(await findingsAfter(`update resource set body = replace(body, '"p1"', '"p2"') where id = 'p1'`)).toMatch(
    /Practitioner\/p1 does not say/,
  );
  expect(await findingsAfter(`update resource set body = 'x' where id = 'r1'`)).toMatch(
    /RiskAssessment\/r1 is no JSON/,
  );
});

import { testSite } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
import { blind } from './leak-world.ts';

const ORGANIZATION = 'Organization/benh-vien';
let house: TestServer;

beforeAll(async () => {
  house = await openTestServer({ site: { facility: { ...testSite.facility, organization: ORGANIZATION } } });
  await put({ resourceType: 'Organization', id: 'benh-vien', name: 'Bệnh viện Thử' });
  for (const resource of blind(ORGANIZATION)[2]?.secret ?? []) await put(resource);
});
afterAll(() => house.close());

async function put(resource: FhirResource): Promise<void> {
  const answer = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  if (answer.status >= 300) throw new Error(await answer.text());
}
const see = async (role: string, path: string): Promise<number> => (await house.fhir(role, 'GET', path)).status;

test('mở khẩn: chỉ người mở, chỉ người bệnh ấy; nhật ký có lý do trong cùng giao dịch', async () => {
  expect(await see('doctor', '/Patient/kin3')).toBe(404);
  const parameter = [{ name: 'reason', valueString: 'Cấp cứu, người bệnh hôn mê' }];
  const body = { resourceType: 'Parameters', parameter };
  const opened = await house.fhir('doctor', 'POST', '/Patient/kin3/$break-glass', body);
  expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('valueInstant')]);
  expect(await see('doctor', '/Patient/kin3')).toBe(200);
  expect(await see('doctor', '/Observation/kin3-o')).toBe(200);
  expect(await see('nurse', '/Patient/kin3')).toBe(404);
  await put({
    ...(blind(ORGANIZATION)[2]?.secret[0] as FhirResource),
    id: 'khac-d',
    patient: { reference: 'Patient/khac' },
  } as FhirResource);
  await put({ resourceType: 'Patient', id: 'khac' });
  expect(await see('doctor', '/Patient/khac')).toBe(404);
  const rows = await house.database.sql.query({
    text: `select patient, query, tx::text from audit where activity = 'break-glass'`,
  });
  expect(rows).toMatchObject([{ patient: ['kin3'], query: 'Cấp cứu, người bệnh hôn mê' }]);
});

test('rút lời từ chối: bác sĩ thấy lại ngay', async () => {
  await house.fhir('tool', 'DELETE', '/Consent/khac-d');
  expect(await see('doctor', '/Patient/khac')).toBe(200);
});

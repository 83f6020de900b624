import { testSite } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
import { blind } from './leak-world.ts';

const ORGANIZATION = 'Organization/benh-vien';
let house: TestServer;
/** milliseconds by which the clock of the house is ahead */
let ahead = 0;

beforeAll(async () => {
  house = await openTestServer({
    site: { facility: { ...testSite.facility, organization: ORGANIZATION } },
    now: () => new Date(Date.now() + ahead),
  });
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

test('hết giờ thì đóng lại: mọi cách đọc như trước khi mở, không cần ai làm gì', async () => {
  const parameter = [
    { name: 'reason', valueString: 'Cấp cứu, người bệnh hôn mê' },
    { name: 'minutes', valueInteger: 5 },
  ];
  const body = { resourceType: 'Parameters', parameter };
  const ways = ['/Patient/kin3', '/Observation/kin3-o', '/Patient/kin3/$everything', '/Observation/kin3-o/_history'];
  const statuses = () => Promise.all(ways.map((path) => see('nurse', path)));
  const found = async () =>
    (await (await house.fhir('nurse', 'GET', '/Observation?_id=kin3-o')).text()).includes('"id":"kin3-o"');
  expect([await statuses(), await found()]).toEqual([[404, 404, 404, 404], false]);
  const opened = await house.fhir('nurse', 'POST', '/Patient/kin3/$break-glass', body);
  const { parameter: told } = (await opened.json()) as { parameter: { valueInstant: string }[] };
  const until = Date.parse(told[0]?.valueInstant ?? '');
  expect([await statuses(), await found()]).toEqual([[200, 200, 200, 200], true]);
  ahead = until - Date.now() + 1_000;
  expect([await statuses(), await found()]).toEqual([[404, 404, 404, 404], false]);
  ahead = 0;
});

test('mỗi lần mở khẩn: một việc xem lại và một lời báo, người phụ trách dữ liệu thấy và làm xong được', async () => {
  const list = async (type: string) => {
    const answer = await house.fhir('data-officer', 'GET', `/${type}?patient=Patient/kin3&_sort=_lastUpdated`);
    const { entry = [] } = (await answer.json()) as { entry?: { resource: FhirResource & Record<string, unknown> }[] };
    return entry.map(({ resource }) => resource);
  };
  const [tasks, words] = [await list('Task'), await list('Communication')];
  const by = (role: string) => ({ reference: `client:test-${role}`, display: `test-${role}` });
  expect(tasks).toMatchObject(
    ['doctor', 'nurse'].map((role) => ({ status: 'requested', priority: 'urgent', requester: by(role) })),
  );
  expect(words).toMatchObject(tasks.map(({ id }) => ({ status: 'completed', about: [{ reference: `Task/${id}` }] })));
  expect(JSON.stringify(words)).not.toContain('hôn mê');
  const done = { ...tasks[0], status: 'completed' };
  // who opened it does not judge it
  expect((await house.fhir('doctor', 'PUT', `/Task/${tasks[0]?.id}`, done)).status).toBe(403);
  expect((await house.fhir('data-officer', 'PUT', `/Task/${tasks[0]?.id}`, done)).status).toBe(200);
});

test('rút lời từ chối: bác sĩ thấy lại ngay', async () => {
  await house.fhir('tool', 'DELETE', '/Consent/khac-d');
  expect(await see('doctor', '/Patient/khac')).toBe(200);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
const people = ['a', 'b', 'c'];
beforeAll(async () => {
  house = await openTestServer({ systems: [] });
  for (const id of people) {
    await put({ resourceType: 'Patient', id, name: [{ text: `Người bệnh ${id}` }] });
    await put({
      resourceType: 'Observation',
      id: `o-${id}`,
      status: 'final',
      code: { text: 'Kali' },
      subject: { reference: `Patient/${id}` },
    });
  }
  await put({ resourceType: 'Organization', id: 'tram', name: 'Trạm y tế' });
  const encounter = { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } };
  const at = { serviceProvider: { reference: 'Organization/tram' }, subject: { reference: 'Patient/b' } };
  await put({ ...encounter, ...at, id: 'e-b' });
  const member = ['a', 'c'].map((id) => ({ entity: { reference: `Patient/${id}` }, inactive: id === 'c' }));
  await put({ resourceType: 'Group', id: 'nhom', type: 'person', actual: true, member });
});
afterAll(() => house.close());

const put = async (resource: { resourceType: string; id: string; [more: string]: unknown }): Promise<void> => {
  const answer = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  expect(answer.status).toBe(201);
};

interface Manifest {
  readonly transactionTime: string;
  readonly requiresAccessToken: boolean;
  readonly output: readonly { type: string; url: string; count: number }[];
  readonly deleted: readonly { type: string; url: string; count: number }[];
}

const respondAsync = { prefer: 'respond-async' };
const pathOf = (url: string): string => url.slice(`${house.base}/fhir/R4`.length);

async function kickOff(path: string, role = 'data-exporter'): Promise<string> {
  const answer = await house.fhir(role, 'GET', path, undefined, respondAsync);
  expect([path, answer.status]).toEqual([path, 202]);
  return pathOf(answer.headers.get('content-location') ?? '');
}

async function finished(job: string, role = 'data-exporter'): Promise<Manifest> {
  for (;;) {
    const answer = await house.fhir(role, 'GET', job);
    if (answer.status !== 202) return (await answer.json()) as Manifest;
    await answer.text();
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function exported(path: string, role?: string): Promise<string[]> {
  const manifest = await finished(await kickOff(path, role), role);
  const lines: string[] = [];
  for (const { url } of manifest.output)
    lines.push(...(await (await house.fhir(role ?? 'data-exporter', 'GET', pathOf(url))).text()).trim().split('\n'));
  return lines
    .map((line) => JSON.parse(line) as { resourceType: string; id: string })
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
}

test('xuất cả cơ sở: danh sách tệp có số dòng, mỗi dòng một hồ sơ đúng từng chữ', async () => {
  const job = await kickOff('/$export?_type=Patient,Observation');
  const manifest = await finished(job);
  expect(manifest.requiresAccessToken).toBe(true);
  expect(manifest.output.map(({ type, count }) => [type, count])).toEqual([
    ['Patient', 3],
    ['Observation', 3],
  ]);
  const file = await house.fhir('data-exporter', 'GET', pathOf(manifest.output[0]?.url ?? ''));
  expect(file.headers.get('content-type')).toBe('application/fhir+ndjson');
  const [first = ''] = (await file.text()).split('\n');
  expect(first).toBe(await (await house.fhir('tool', 'GET', '/Patient/a')).text());
  expect(await exported('/$export')).toContain('Organization/tram');
});

test('xuất theo người bệnh, theo nhóm, theo cơ sở, theo điều kiện', async () => {
  expect(await exported('/Patient/$export?_type=Patient,Observation')).toHaveLength(6);
  expect(await exported('/Patient/$export')).not.toContain('Organization/tram');
  const ofA = ['Observation/o-a', 'Patient/a'];
  // the group names its own patients, and lies in their compartment
  expect((await exported('/Group/nhom/$export')).filter((one) => !one.startsWith('Group/')).sort()).toEqual(ofA);
  const ofB = ['Encounter/e-b', 'Observation/o-b', 'Patient/b'];
  expect((await exported('/Patient/$export?organization=Organization/tram')).sort()).toEqual(ofB);
  expect(await exported('/$export?_type=Observation&_typeFilter=Observation%3Fpatient%3Dc')).toEqual([
    'Observation/o-c',
  ]);
  expect(await exported('/$export?_type=Observation&_since=2999-01-01T00:00:00Z')).toEqual([]);
});

test('nhóm trong nhóm: người của mọi tầng, mỗi người một lần; nhóm chứa chính nó vẫn xong', async () => {
  const group = { resourceType: 'Group', type: 'person', actual: true };
  const of = (...references: string[]) => references.map((reference) => ({ entity: { reference } }));
  await put({ ...group, id: 'trong', member: of('Patient/b', 'Patient/a', 'Group/ngoai') });
  await put({ ...group, id: 'nghi', member: of('Patient/c') });
  const left = { entity: { reference: 'Group/nghi' }, inactive: true };
  await put({ ...group, id: 'ngoai', member: [...of('Patient/a', 'Group/trong', 'Group/khong-co'), left] });
  expect((await exported('/Group/ngoai/$export?_type=Patient')).sort()).toEqual(['Patient/a', 'Patient/b']);
  expect(await finished(await kickOff('/Group/khong-co/$export'))).toMatchObject({ issue: [{ code: 'not-found' }] });
});

test('tải tiếp được từ chỗ đứt', async () => {
  const { output } = await finished(await kickOff('/$export?_type=Patient'));
  const path = pathOf(output[0]?.url ?? '');
  const whole = Buffer.from(await (await house.fhir('data-exporter', 'GET', path)).arrayBuffer());
  const rest = await house.fhir('data-exporter', 'GET', path, undefined, { range: 'bytes=40-' });
  expect([rest.status, rest.headers.get('content-range')]).toEqual([
    206,
    `bytes 40-${whole.length - 1}/${whole.length}`,
  ]);
  expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(40))).toBe(true);
  const beyond = await house.fhir('data-exporter', 'GET', path, undefined, { range: `bytes=${whole.length}-` });
  expect(beyond.status).toBe(416);
});

test('chỉ người được giao mới xuất được, và không ai thấy lượt xuất của người khác', async () => {
  for (const role of ['doctor', 'administrator', 'registrar'])
    expect((await house.fhir(role, 'GET', '/$export', undefined, respondAsync)).status).toBe(403);
  expect((await house.fhir(undefined, 'GET', '/$export', undefined, respondAsync)).status).toBe(401);
  const job = await kickOff('/$export?_type=Patient');
  const { output } = await finished(job);
  for (const path of [job, pathOf(output[0]?.url ?? '')]) {
    expect((await house.fhir('tool', 'GET', path)).status).toBe(404);
    expect((await house.fhir('doctor', 'GET', path)).status).toBe(403);
    expect((await house.fhir(undefined, 'GET', path)).status).toBe(401);
  }
  const beyondReach = await finished(await kickOff('/$export?_type=AuditEvent'));
  expect(beyondReach).toMatchObject({ issue: [{ code: 'forbidden' }] });
});

test('hủy thì tệp mất ngay, hỏi lại không còn', async () => {
  const job = await kickOff('/$export?_type=Patient');
  await finished(job);
  const folder = join(house.dataDir, 'exports', job.split('/').at(-1) ?? '');
  expect(existsSync(folder)).toBe(true);
  expect((await house.fhir('data-exporter', 'DELETE', job)).status).toBe(202);
  expect(existsSync(folder)).toBe(false);
  expect((await house.fhir('data-exporter', 'GET', job)).status).toBe(404);
  expect((await house.fhir('data-exporter', 'DELETE', '/$export-job/khong-co')).status).toBe(404);
});

test('tiến trình chết giữa chừng: người chủ hỏi lại thì làm lại từ đầu và xong', async () => {
  const job = await kickOff('/$export?_type=Patient');
  const before = await finished(job);
  const id = job.split('/').at(-1) ?? '';
  const { sql } = house.database;
  // as a killed process leaves it
  await sql.query({
    text: `update bulk_job set state = 'running', result = null, taken = to_timestamp(0), runner = 'chết' where id = $1`,
    values: [id],
  });
  const after = await finished(job);
  expect(after.output).toEqual(before.output);
  await sql.query({ text: 'update bulk_job set expires = to_timestamp(0) where id = $1', values: [id] });
  expect((await house.fhir('data-exporter', 'GET', job)).status).toBe(404);
});

test('những gì đã xóa từ một thời điểm được kể thành Bundle xóa', async () => {
  await put({ resourceType: 'Basic', id: 'bo', code: { text: 'x' } } as never);
  await house.fhir('tool', 'DELETE', '/Basic/bo');
  const { output, deleted } = await finished(await kickOff('/$export?_type=Basic&_since=2020-01-01T00:00:00%2B07:00'));
  expect(output).toEqual([]);
  const text = await (await house.fhir('data-exporter', 'GET', pathOf(deleted[0]?.url ?? ''))).text();
  expect(JSON.parse(text)).toMatchObject({
    type: 'transaction',
    entry: [{ request: { method: 'DELETE', url: 'Basic/bo' } }],
  });
});

test('lời gọi không hiểu được thì từ chối; handling=lenient thì bỏ qua tham số lạ', async () => {
  expect((await house.fhir('data-exporter', 'GET', '/$export')).status).toBe(400);
  const wrong = [
    '/$export?_type=KhongCo',
    '/Patient/$export?_type=Organization',
    '/$export?_since=hom-qua',
    '/$export?_outputFormat=text/csv',
    '/$export?_typeFilter=Observation',
    '/$export?_elements=..',
    '/$export?la=1',
    '/Patient/$export?patient=Observation/1',
    '/Patient/$export?organization=1',
  ];
  for (const path of wrong) {
    const answer = await house.fhir('data-exporter', 'GET', path, undefined, respondAsync);
    expect([path, answer.status]).toEqual([path, 400]);
  }
  const lenient = { prefer: 'respond-async, handling=lenient' };
  expect((await house.fhir('data-exporter', 'GET', '/$export?la=1', undefined, lenient)).status).toBe(202);
  const parameter = [
    { name: '_type', valueString: 'Patient' },
    { name: 'patient', valueReference: { reference: 'Patient/b' } },
  ];
  const body = { resourceType: 'Parameters', parameter };
  const posted = await house.fhir('data-exporter', 'POST', '/Patient/$export', body, respondAsync);
  const { output } = await finished(pathOf(posted.headers.get('content-location') ?? ''));
  expect(output.map(({ type, count }) => [type, count])).toEqual([['Patient', 1]]);
});

test('điều kiện vô nghĩa làm hỏng lượt xuất với lý do; quá nhiều lượt dở dang thì từ chối', async () => {
  const failed = await finished(await kickOff('/$export?_typeFilter=Observation%3Fkhong-co%3D1'));
  expect(failed).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'value' }] });
  const { sql } = house.database;
  await sql.query({
    text: `insert into bulk_job (id, kind, owner, asked, runner, taken, made, expires)
           select 'day-' || n, 'export', (select owner from bulk_job limit 1), '{}', 'x', now(), now(), now() + interval '1 day'
           from generate_series(1, 5) n`,
  });
  expect((await house.fhir('data-exporter', 'GET', '/$export', undefined, respondAsync)).status).toBe(429);
  await sql.query({ text: `delete from bulk_job where id like 'day-%'` });
});

test('dữ liệu đã ra khỏi cơ sở có tên trong nhật ký truy cập của từng người bệnh', async () => {
  await exported('/Group/nhom/$export');
  await house.server.access.audit.flush();
  const rows = await house.database.sql.query<{ activity: string }>({
    text: `select distinct activity from audit where activity like 'export%' order by activity`,
  });
  expect(rows.map(({ activity }) => activity)).toEqual(['export', 'export-cancel', 'export-file']);
  const named = await house.database.sql.query({
    text: `select 1 as hit from audit where activity = 'export' and 'a' = any(patient)`,
  });
  expect(named.length).toBeGreaterThan(0);
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { recordHash } from '@lienmach/fhir-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  // rooms that a site lays down at its start carry that moment
  house = await openTestServer({ systems: [], site: { units: [] } });
});
afterAll(() => house.close());

interface Answer {
  readonly transactionTime: string;
  readonly output: readonly { type?: string; inputUrl: string; count: number; written: number; unchanged: number }[];
  readonly error: readonly { type: string; inputUrl: string; count: number; url: string }[];
}

const NDJSON = { 'content-type': 'application/fhir+ndjson' };
const respondAsync = { prefer: 'respond-async' };
const pathOf = (url: string, { base }: TestServer = house): string => url.slice(`${base}/fhir/R4`.length);
const linesOf = (...resources: object[]): string => resources.map((one) => `${JSON.stringify(one)}\n`).join('');
const patient = (id: string, more: object = {}) => ({ resourceType: 'Patient', id, gender: 'female', ...more });

async function sent(text: string, role = 'data-importer', at = house): Promise<string> {
  const answer = await at.fhir(role, 'POST', '/$import-file', text, NDJSON);
  const { url, bytes } = (await answer.json()) as { url: string; bytes: number };
  expect([answer.status, answer.headers.get('location'), bytes]).toEqual([201, url, Buffer.byteLength(text)]);
  return url;
}

const input = (url: string, type?: string) => ({
  name: 'input',
  part: [...(type === undefined ? [] : [{ name: 'type', valueCode: type }]), { name: 'url', valueUrl: url }],
});
const asked = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });

async function kickOff(body: object, role = 'data-importer', at = house): Promise<string> {
  const answer = await at.fhir(role, 'POST', '/$import', body, respondAsync);
  expect([answer.status, answer.status === 202 ? '' : await answer.text()]).toEqual([202, '']);
  return pathOf(answer.headers.get('content-location') ?? '', at);
}

async function finished(job: string, role = 'data-importer', at = house): Promise<Answer> {
  for (;;) {
    const answer = await at.fhir(role, 'GET', job);
    if (answer.status !== 202) return (await answer.json()) as Answer;
    await answer.text();
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

const versionOf = async (path: string): Promise<string | null> =>
  (await house.fhir('tool', 'GET', path)).headers.get('etag');

test('gửi tệp, nhập, hỏi kết quả: số dòng của từng tệp, lý do của từng dòng bị từ chối', async () => {
  const good = await sent(linesOf(patient('p1'), patient('p2')));
  const mixed = await sent(`${linesOf(patient('p3'))}{"resourceType":\n${linesOf({ resourceType: 'Basic', id: 'b' })}`);
  const job = await kickOff(
    asked(
      { name: 'inputFormat', valueCode: 'application/fhir+ndjson' },
      { name: 'inputSource', valueUri: 'https://benh-vien-cu.example' },
      input(good, 'Patient'),
      input(mixed, 'Patient'),
    ),
  );
  const { output, error } = await finished(job);
  expect(output).toEqual([
    { type: 'Patient', inputUrl: good, count: 2, written: 2, unchanged: 0 },
    { type: 'Patient', inputUrl: mixed, count: 1, written: 1, unchanged: 0 },
  ]);
  expect(error.map(({ type, inputUrl, count }) => [type, inputUrl, count])).toEqual([['OperationOutcome', mixed, 2]]);
  const reasons = await house.fhir('data-importer', 'GET', pathOf(error[0]?.url ?? ''));
  expect(reasons.headers.get('content-type')).toBe('application/fhir+ndjson');
  const outcomes = (await reasons.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(outcomes).toMatchObject([
    { resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code: 'store.notJson' }] } }] },
    { resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code: 'bulk.otherType' }] } }] },
  ]);
  expect(outcomes.map(({ issue }) => issue[0].diagnostics.split(':')[0])).toEqual(['line 2', 'line 3']);
  expect((await house.fhir('tool', 'GET', '/Patient/p3')).status).toBe(200);
  expect((await house.fhir('tool', 'GET', '/Basic/b')).status).toBe(404);
  expect((await house.fhir('data-importer', 'GET', `${job}/khong-co`)).status).toBe(404);
  // what has come in does not stay lying
  await expect.poll(() => readdirSync(join(house.dataDir, 'imports', 'uploads'))).toEqual([]);
});

test('xuất ở nơi này, nhập vào nơi trống: hai nơi giống hệt từng chữ', async () => {
  const put = (resource: { resourceType: string; id: string }) =>
    house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  await put(
    patient('cu', { name: [{ text: 'Nguyễn Thị "Ánh"\\\tđ' }], identifier: [{ system: 'urn:a', value: '1' }] }),
  );
  await put(patient('cu', { name: [{ text: 'Nguyễn Thị Ánh' }], birthDate: '1990-02' }));
  const narrative = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">dòng\n\tmột</div>' };
  const subject = { reference: 'Patient/cu' };
  const quantity = { value: 6.8, code: 'mmol/L', system: 'http://unitsofmeasure.org' };
  await put({
    ...{ resourceType: 'Observation', id: 'k', status: 'final', code: { text: 'Kali' }, subject },
    ...{ text: narrative, valueQuantity: quantity },
  });
  const started = await house.fhir('data-exporter', 'GET', '/$export', undefined, respondAsync);
  const manifest = await finished(pathOf(started.headers.get('content-location') ?? ''), 'data-exporter');
  const there = await openTestServer({ systems: [], site: { units: [] } });
  try {
    const inputs = [];
    for (const file of manifest.output as unknown as { type: string; url: string }[]) {
      const text = await (await house.fhir('data-exporter', 'GET', pathOf(file.url))).text();
      inputs.push(input(await sent(text, 'data-importer', there), file.type));
    }
    const { error } = await finished(await kickOff(asked(...inputs), 'data-importer', there), 'data-importer', there);
    expect(error).toEqual([]);
    expect(await recordHash(there.database.sql)).toEqual(await recordHash(house.database.sql));
    const found = await there.fhir('tool', 'GET', '/Observation?patient=Patient/cu&value-quantity=6.8');
    expect(await found.json()).toMatchObject({ entry: [{ resource: { id: 'k' } }] });
  } finally {
    await there.close();
  }
});

test('dòng không giữ lời meta.profile đã hứa thì bị từ chối, dù hồ sơ định nghĩa đến cùng lượt', async () => {
  const url = 'https://vi-du.example/StructureDefinition/phai-co-ngay-sinh';
  const profile = {
    ...{ resourceType: 'StructureDefinition', id: 'phai-co-ngay-sinh', url, name: 'PhaiCoNgaySinh', status: 'active' },
    ...{ kind: 'resource', abstract: false, type: 'Patient', derivation: 'constraint' },
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    differential: {
      element: [
        { id: 'Patient', path: 'Patient' },
        { id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 },
      ],
    },
  };
  const meta = { profile: [url] };
  const people = await sent(linesOf(patient('co', { meta, birthDate: '1980' }), patient('thieu', { meta })));
  const definitions = await sent(linesOf(profile));
  const job = await kickOff(asked(input(people, 'Patient'), input(definitions, 'StructureDefinition')));
  const { output, error } = await finished(job);
  expect(output.map(({ type, written }) => [type, written])).toEqual([
    ['StructureDefinition', 1],
    ['Patient', 1],
  ]);
  const reasons = await (await house.fhir('data-importer', 'GET', pathOf(error[0]?.url ?? ''))).text();
  expect(reasons).toContain('line 2');
  expect(reasons).toContain('birthDate');
  expect((await house.fhir('tool', 'GET', '/Patient/thieu')).status).toBe(404);
});

test('tiến trình chết giữa chừng: người chủ hỏi lại thì làm tiếp, không dòng nào vào hai lần', async () => {
  const people = Array.from({ length: 30 }, (_, n) => patient(`dai-${n}`));
  const job = await kickOff(asked(input(await sent(linesOf(...people)), 'Patient')));
  await finished(job);
  const id = job.split('/').at(-1) ?? '';
  const { sql } = house.database;
  // as a killed process leaves it: half a file further than its progress says, and no lease
  const again = await sent(linesOf(...people));
  const upload = again.split('/').at(-1) ?? '';
  await sql.query({
    text: `update bulk_job set state = 'running', result = null, taken = to_timestamp(0), runner = 'chết',
             asked = jsonb_set(asked::jsonb, '{request,inputs}', $2::jsonb)::text where id = $1`,
    values: [id, JSON.stringify([{ upload, url: again, type: 'Patient' }])],
  });
  const after = await finished(job);
  expect(after.output).toMatchObject([{ written: 0, unchanged: 30 }]);
  expect(await versionOf('/Patient/dai-7')).toBe('W/"1"');
});

test('nạp như mới thì là phiên bản 1 của bây giờ; dọn nhà thì giữ phiên bản và thời điểm', async () => {
  const meta = { versionId: '7', lastUpdated: '2020-01-02T03:04:05.678Z' };
  await finished(await kickOff(asked(input(await sent(linesOf(patient('nha', { meta })))))));
  expect(await versionOf('/Patient/nha')).toBe('W/"7"');
  const mode = { name: 'mode', valueCode: 'load' };
  await finished(await kickOff(asked(mode, input(await sent(linesOf(patient('nap', { meta })))))));
  expect(await versionOf('/Patient/nap')).toBe('W/"1"');
});

test('hủy: tệp đã gửi mất ngay, hỏi lại không còn', async () => {
  const url = await sent(linesOf(patient('huy')));
  const job = await kickOff(asked(input(url, 'Patient')));
  expect((await house.fhir('data-importer', 'DELETE', job)).status).toBe(202);
  expect(existsSync(join(house.dataDir, 'imports', 'uploads', `${url.split('/').at(-1)}.ndjson`))).toBe(false);
  expect((await house.fhir('data-importer', 'GET', job)).status).toBe(404);
  expect((await house.fhir('data-importer', 'POST', '/$import', asked(input(url)), respondAsync)).status).toBe(404);
  expect((await house.fhir('data-importer', 'DELETE', '/$import-job/khong-co')).status).toBe(404);
});

test('lời gọi không hiểu được thì từ chối; địa chỉ ở nơi khác không bao giờ được tải', async () => {
  const url = await sent(linesOf(patient('x')));
  const body = asked(input(url));
  expect((await house.fhir('data-importer', 'POST', '/$import', body)).status).toBe(400);
  const wrong = [
    asked(),
    { resourceType: 'Patient' },
    asked(input(url), input(url)),
    asked(input(url, 'KhongCo')),
    asked({ name: 'input', part: [{ name: 'type', valueCode: 'Patient' }] }),
    asked({ name: 'input', part: [{ name: 'la', valueCode: '1' }] }),
    asked(input(url), { name: 'mode', valueCode: 'xoa' }),
    asked(input(url), { name: 'inputFormat', valueCode: 'text/csv' }),
    asked(input(url), { name: 'la', valueCode: '1' }),
    asked(input('http://127.0.0.1:9/Patient.ndjson', 'Patient')),
    asked(input('file:///etc/passwd', 'Patient')),
  ];
  for (const one of wrong) {
    const answer = await house.fhir('data-importer', 'POST', '/$import', one, respondAsync);
    expect([JSON.stringify(one), answer.status]).toEqual([JSON.stringify(one), 400]);
  }
  const foreign = await house.fhir('data-importer', 'POST', '/$import', wrong.at(-1), respondAsync);
  expect(await foreign.text()).toContain('bulk.foreignInput');
  const lenient = { prefer: 'respond-async, handling=lenient' };
  const odd = asked(input(url), { name: 'la', valueCode: '1' });
  expect((await house.fhir('data-importer', 'POST', '/$import', odd, lenient)).status).toBe(202);
  expect((await house.fhir('data-importer', 'POST', '/$import-file', '{}')).status).toBe(415);
});

test('nhật ký truy cập nói ai đã gửi tệp, nhập, hủy, và hồ sơ của ai đã vào', async () => {
  await house.server.access.audit.flush();
  const { sql } = house.database;
  const rows = await sql.query<{ activity: string }>({
    text: `select distinct activity from audit where activity like 'import%' and agent like '%data-importer%' order by 1`,
  });
  expect(rows.map(({ activity }) => activity)).toEqual(['import', 'import-cancel', 'import-file']);
  const named = await sql.query({
    text: `select 1 as hit from audit where activity = 'import' and 'Patient/p1' = any(what) and 'p1' = any(patient)`,
  });
  expect(named).toHaveLength(1);
});

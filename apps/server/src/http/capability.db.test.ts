import type { CapabilityStatement } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
let statement: CapabilityStatement;
beforeAll(async () => {
  house = await openTestServer();
  statement = (await (await house.fhir(undefined, 'GET', '/metadata')).json()) as CapabilityStatement;
});
afterAll(() => house.close());

const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  house.fhir('tool', method, path, body, headers);
const types = () => statement.rest?.[0]?.resource ?? [];
const basic = (id: string, more = {}) => ({ resourceType: 'Basic', id, code: { text: 'thử' }, ...more });

/** a value that the parameter may be asked with */
const values: Readonly<Record<string, string>> = {
  number: '1',
  date: '2026-01-01',
  string: 'a',
  token: 'a',
  reference: 'Patient/a',
  quantity: '1',
  uri: 'http://a',
};

describe('máy chủ làm được đúng những gì nó nói', () => {
  test('mọi tham số tìm kiếm của mọi loại đều được hiểu', async () => {
    expect(types()).toHaveLength(146);
    const misunderstood: string[] = [];
    for (const { type, searchParam = [] } of types()) {
      const asked = searchParam.filter((one) => values[one.type] !== undefined && type !== 'AuditEvent');
      const query = asked.map((one) => `${one.name}=${encodeURIComponent(values[one.type] ?? '')}`).join('&');
      const answer = await send('GET', `/${type}?_count=0&${query}`, undefined, { prefer: 'handling=strict' });
      if (answer.status !== 200) misunderstood.push(`${type}: ${await answer.text()}`);
    }
    expect(misunderstood).toEqual([]);
    const date =
      '/AuditEvent?date=2026-01-01&patient=Patient/a&agent=Practitioner/a&entity=Basic/a&subtype=read&outcome=0';
    expect((await send('GET', date)).status).toBe(200);
  });

  test('mọi cách gọi của một loại', async () => {
    const { interaction = [], ...claims } = types().find(({ type }) => type === 'Basic') ?? {};
    expect(claims).toMatchObject({
      versioning: 'versioned-update',
      updateCreate: true,
      conditionalCreate: true,
      conditionalRead: 'full-support',
      conditionalUpdate: true,
      conditionalDelete: 'single',
    });
    const patch = { 'content-type': 'application/json-patch+json' };
    const calls: Record<string, () => Promise<Response>> = {
      update: () => send('PUT', '/Basic/a', basic('a')),
      create: () => send('POST', '/Basic', basic('a')),
      read: () => send('GET', '/Basic/a'),
      vread: () => send('GET', '/Basic/a/_history/1'),
      patch: () => send('PATCH', '/Basic/a', [{ op: 'add', path: '/language', value: 'vi' }], patch),
      'history-instance': () => send('GET', '/Basic/a/_history'),
      'history-type': () => send('GET', '/Basic/_history'),
      'search-type': () => send('GET', '/Basic'),
      delete: () => send('DELETE', '/Basic/a'),
    };
    expect(interaction.map(({ code }) => code).toSorted()).toEqual(Object.keys(calls).toSorted());
    for (const [code, call] of Object.entries(calls)) expect((await call()).status, code).toBeLessThan(300);
    const whole = statement.rest?.[0]?.interaction?.map(({ code }) => code) ?? [];
    expect(whole.toSorted()).toEqual(['batch', 'history-system', 'search-system', 'transaction']);
    for (const type of ['transaction', 'batch'])
      expect((await send('POST', '/', { resourceType: 'Bundle', type })).status).toBe(200);
    expect((await send('GET', '/_history')).status).toBe(200);
    expect((await send('GET', '/?_type=Basic')).status).toBe(200);
  });

  test('mọi định dạng, kể cả của bản sửa từng phần', async () => {
    await send('PUT', '/Basic/f', basic('f'));
    expect(statement.format).toEqual(['application/fhir+json', 'application/fhir+xml', 'json', 'xml']);
    for (const format of statement.format)
      expect((await send('GET', `/Basic/f?_format=${encodeURIComponent(format)}`)).status).toBe(200);
    for (const type of statement.patchFormat ?? []) {
      const refused = await send('PATCH', '/Basic/f', 'x', { 'content-type': type });
      expect(refused.status, type).toBe(400);
    }
    expect(statement.patchFormat).toHaveLength(2);
  });

  test('mọi ngăn hồ sơ, mọi thao tác có tên', async () => {
    const compartments = statement.rest?.[0]?.compartment ?? [];
    expect(compartments).toHaveLength(5);
    const names = {
      patient: 'Patient',
      encounter: 'Encounter',
      practitioner: 'Practitioner',
      relatedperson: 'RelatedPerson',
      device: 'Device',
    };
    for (const url of compartments) {
      const name = Object.entries(names).find(([key]) => url.endsWith(`/${key}`))?.[1];
      expect((await send('GET', `/${name}/x/Observation`)).status, url).toBe(200);
    }
    const unknown: string[] = [];
    for (const { type, operation = [] } of types())
      for (const { name } of operation) {
        if (name.startsWith('meta') && type !== 'Basic') continue; // one route for all types
        const answers = await Promise.all([
          send('POST', `/${type}/x/$${name}`, { resourceType: 'Parameters' }),
          send('POST', `/${type}/$${name}`, { resourceType: 'Parameters' }),
          send('GET', `/${type}/x/$${name}`),
          send('GET', `/${type}/$${name}`),
        ]);
        const texts = await Promise.all(answers.map((answer) => answer.text()));
        if (texts.every((text) => /unknownOperation|unknownRoute/.test(text))) unknown.push(`${type}/$${name}`);
      }
    expect(unknown).toEqual([]);
  });
});

describe('$meta, $meta-add, $meta-delete', () => {
  const given = (valueMeta: object) => ({ resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta }] });
  const tag = (code: string) => ({ system: 'urn:nhan', code });
  const metaOf = async (answer: Response) => {
    const { parameter } = (await answer.json()) as {
      parameter: { name: string; valueMeta: Record<string, unknown> }[];
    };
    return [answer.status, parameter[0]?.valueMeta];
  };

  test('thêm, bớt nhãn mà không đụng nội dung; mỗi lần là một phiên bản', async () => {
    await send('PUT', '/Basic/m', basic('m', { meta: { tag: [tag('a')], source: 'urn:nguon' } }));
    const added = await send('POST', '/Basic/m/$meta-add', given({ tag: [tag('a'), tag('b')], profile: ['http://p'] }));
    expect(await metaOf(added)).toMatchObject([
      200,
      { versionId: '2', tag: [tag('a'), tag('b')], profile: ['http://p'] },
    ]);
    const removed = await send('POST', '/Basic/m/$meta-delete', given({ tag: [tag('a'), tag('b')] }));
    const [, meta] = await metaOf(removed);
    expect(meta).toMatchObject({ source: 'urn:nguon', profile: ['http://p'] });
    expect(meta).not.toHaveProperty('tag');
    expect(await metaOf(await send('GET', '/Basic/m/$meta'))).toMatchObject([200, { versionId: '3' }]);
    expect(await metaOf(await send('GET', '/Basic/m/_history/1/$meta'))).toMatchObject([200, { tag: [tag('a')] }]);
  });

  test('thiếu meta, loại khác, hồ sơ không có, ngoài quyền: từ chối', async () => {
    await send('PUT', '/Basic/n', basic('n'));
    expect((await send('POST', '/Basic/n/$meta-add', { resourceType: 'Parameters' })).status).toBe(400);
    expect((await send('POST', '/Basic/n/$meta-add', basic('n'))).status).toBe(400);
    expect((await send('POST', '/Basic/khong/$meta-add', given({ tag: [tag('a')] }))).status).toBe(404);
    expect((await send('POST', '/AuditEvent/1/$meta-add', given({ tag: [tag('a')] }))).status).toBe(405);
    expect((await house.fhir('cashier', 'POST', '/Basic/n/$meta-add', given({ tag: [tag('a')] }))).status).toBe(403);
    expect((await house.fhir('cashier', 'GET', '/Basic/n/$meta')).status).toBe(403);
  });
});

describe('tìm trong ngăn của một hồ sơ', () => {
  test('một loại, mọi loại, sang trang, ngoài quyền', async () => {
    await send('PUT', '/Patient/ngan', { resourceType: 'Patient', id: 'ngan' });
    for (const id of ['q1', 'q2', 'q3'])
      await send('PUT', `/Observation/${id}`, {
        resourceType: 'Observation',
        id,
        status: 'final',
        code: { text: id },
        subject: { reference: 'Patient/ngan' },
      });
    type Page = { entry?: { resource: { id: string } }[]; link: { relation: string; url: string }[] };
    const ids: string[] = [];
    for (let path: string | undefined = '/Patient/ngan/Observation?_count=2&_sort=_id'; path !== undefined; ) {
      const page = (await (await send('GET', path)).json()) as Page;
      ids.push(...(page.entry ?? []).map(({ resource }) => resource.id));
      const next = page.link.find(({ relation }) => relation === 'next')?.url;
      if (next !== undefined) expect(next).toContain('/Patient/ngan/Observation?');
      path = next?.slice(`${house.base}/fhir/R4`.length);
    }
    expect(ids.toSorted()).toEqual(['q1', 'q2', 'q3']);
    const all = (await (await send('GET', '/Patient/ngan/*')).json()) as Page;
    expect(all.entry?.map(({ resource }) => resource.id)).toEqual(['ngan', 'q1', 'q2', 'q3']);
    for (const path of ['/Patient/ngan/KhongCo', '/Location/x/Observation', '/Practitioner/x/*'])
      expect((await send('GET', path)).status, path).toBe(404);
    expect((await send('GET', '/Patient/ngan/Location')).status).toBe(400);
    expect((await house.fhir('cashier', 'GET', '/Patient/ngan/Observation')).status).toBe(403);
  });
});

import { testSite } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
import { readingWays, type Way, writingWays } from './leak-ways.ts';
import { type Blind, blind, questions } from './leak-world.ts';

let house: TestServer;
const ORGANIZATION = 'Organization/benh-vien';
const tokens = new Map<string, string>();

beforeAll(async () => {
  house = await openTestServer({
    site: { facility: { ...testSite.facility, organization: ORGANIZATION } },
  });
  const { clients } = house.server.access;
  const secret = await clients.create({
    id: 'cong-dan',
    display: 'Người dân',
    reference: 'Patient/an',
    roles: ['citizen'],
    scope: 'system/*.cruds',
  });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'cong-dan', client_secret: secret });
  const answer = await fetch(`${house.base}/oauth2/token`, { method: 'POST', body });
  tokens.set('citizen', ((await answer.json()) as { access_token: string }).access_token);
  for (const role of ['cashier', 'doctor', 'registrar', 'data-exporter']) tokens.set(role, await house.token(role));
});
afterAll(() => house.close());

async function put(resource: FhirResource): Promise<void> {
  const answer = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  if (answer.status >= 300) throw new Error(`${resource.id}: ${await answer.text()}`);
}

const seen = ['etag', 'last-modified', 'location', 'content-length', 'content-location', 'allow', 'accept-ranges'];

async function ask(role: string, { method, path, body, headers }: Omit<Way, 'name'>) {
  const answer = await fetch(`${house.base}/fhir/R4${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(role)}`, 'content-type': 'application/fhir+json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const told = seen.map((name) => `${name}: ${answer.headers.get(name)}`).join('\n');
  return { status: answer.status, text: `${answer.status}\n${told}\n${await answer.text()}` };
}

const get = (role: string, path: string) => ask(role, { method: 'GET', path });

/** Every page of the answer, as a caller would walk through them. */
async function walk(role: string, path: string): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = path; next !== undefined && pages.length < 20; ) {
    const { text } = await get(role, next);
    pages.push(text);
    const link = /"relation":"next","url":"([^"]+)"/.exec(text)?.[1];
    next = link?.slice(`${house.base}/fhir/R4`.length);
  }
  return pages.join('\n');
}

/** All questions one by one, and by every other way of asking. */
async function everyAnswer(asker: Blind): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const plain = questions(asker);
  for (const question of plain) answers.set(question, await walk(asker.role, question));
  for (const way of readingWays(asker, plain)) answers.set(way.name, (await ask(asker.role, way)).text);
  if (asker.role === 'data-exporter')
    for (const path of exports(asker)) answers.set(path, await exported(asker.role, path));
  return answers;
}

const exports = ({ key }: Blind): string[] => [
  '/$export?_type=Patient,Observation,Encounter,Group',
  '/Patient/$export?_type=Patient,Observation,Encounter',
  `/Patient/$export?_type=Patient,Observation&patient=Patient/${key},Patient/an`,
  `/Group/nhom/$export?_type=Patient,Observation`,
  `/Group/nhom/$export?_type=Patient&patient=Patient/${key}`,
  '/$export?_type=Patient,Observation&_since=2000-01-01T00:00:00Z',
  `/$export?_type=Observation&_typeFilter=Observation?identifier=urn:so|${key}`,
];

/** The manifest and every file, with their sizes; what differs between any two jobs is masked. */
async function exported(role: string, path: string): Promise<string> {
  const begun = await ask(role, { method: 'GET', path, headers: { prefer: 'respond-async' } });
  const job = /content-location: \S+\/fhir\/R4(\S+)/.exec(begun.text)?.[1] ?? '';
  let manifest = await get(role, job);
  await vi.waitFor(
    async () => {
      manifest = await get(role, job);
      expect(manifest.status).not.toBe(202);
    },
    { timeout: 45_000, interval: 20 },
  );
  const files = [...manifest.text.matchAll(/"url":"[^"]+\/fhir\/R4([^"]+)"/g)].map(([, url = '']) => url);
  const texts: string[] = [];
  for (const url of files) texts.push((await get(role, url)).text);
  return masked([manifest.text, ...texts].join('\n'));
}

/** Without what no two answers have in common: ids that were made, moments. */
const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, 'INSTANT')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE');

describe.each(blind(ORGANIZATION))('$title', (asker) => {
  const { role, type, id, key, nobody, patient, secret, known } = asker;
  const asNobody = (text: string): string => text.replaceAll(key, nobody);

  test('mọi cách đọc đều trả lời từng chữ như khi điều kín chưa có', async () => {
    for (const resource of known) await put(resource);
    const before = await everyAnswer(asker);
    for (const resource of secret) await put(resource);
    const after = await everyAnswer(asker);
    expect([...after].flatMap(([question, answer]) => firstDifference(question, before.get(question), answer))).toEqual(
      [],
    );
    expect(after.size).toBe(before.size);
    expect([...before.values()].some((answer) => answer.startsWith('200') && answer.includes('"entry"'))).toBe(true);
  }, 240_000);

  test('ghi, xóa, sửa, ghi có điều kiện: điều kín và điều không có thật, một câu trả lời', async () => {
    const nothing = writingWays(type, asNobody(id), nobody);
    const told: string[] = [];
    for (const [index, way] of writingWays(type, id, key).entries()) {
      const twin = nothing[index];
      if (twin === undefined) throw new Error('every way has its twin');
      const hidden = asNobody(masked((await ask(role, way)).text));
      told.push(...firstDifference(way.name, masked((await ask(role, twin)).text), hidden));
    }
    expect(told).toEqual([]);
  });

  test('gọi thao tác: điều kín và điều không có thật, một câu trả lời', async () => {
    const paths = (at: string) =>
      house.server.host.operations.flatMap(({ definition }) =>
        (definition.level === 'instance' ? (definition.resource ?? []) : []).flatMap((on) =>
          on === type || on === 'Encounter' || (on === 'Patient' && patient === key)
            ? [`/${on}/${targetOn(on, at)}/$${definition.code}`]
            : [],
        ),
      );
    const body = { resourceType: 'Parameters' };
    const told: string[] = [];
    for (const path of paths(id)) {
      const hidden = (await ask(role, { method: 'POST', path, body })).text;
      const nothing = (await ask(role, { method: 'POST', path: asNobody(path), body })).text;
      told.push(...firstDifference(path, nothing, asNobody(hidden)));
    }
    expect(told).toEqual([]);
  });

  test('luồng thay đổi không nhắc tới điều kín', async () => {
    const abort = new AbortController();
    const answer = await fetch(`${house.base}/events`, {
      headers: { authorization: `Bearer ${tokens.get(role)}` },
      signal: abort.signal,
    });
    let heard = '';
    const reading = (async () => {
      for await (const bytes of answer.body ?? []) heard += Buffer.from(bytes).toString('utf8');
    })().catch(() => undefined);
    await vi.waitFor(() => expect(heard).toContain('event: ready'), { timeout: 20_000 });
    for (const resource of secret) await put(resource);
    for (const resource of known) await put(resource);
    await vi.waitFor(() => expect(heard).toContain('"Patient"'), { timeout: 20_000 });
    abort.abort();
    await reading;
    expect(heard).not.toContain(key);
  });

  test('điều kín bị xóa: không ai nghe nói nó từng có', async () => {
    const asked = [
      ...['', '/_history', '/_history/1', '/_history/2', '/$meta', '/$everything'].map((end) => `/${type}/${id}${end}`),
      ...['', '/_history', '/$everything', '/*'].map((end) => `/Encounter/${key}-e${end}`),
      `/Patient/${patient === key ? key : nobody}/$everything`,
    ];
    // lists of what happened name the deleted as little as the living
    const lists = [`/${type}/_history`, '/_history', '/Encounter/_history', '/Patient/_history'];
    const histories = () => Promise.all(lists.map((list) => walk(role, list)));
    const before = await histories();
    for (const { resourceType, id: at } of secret)
      if (resourceType !== 'Consent') await house.fhir('tool', 'DELETE', `/${resourceType}/${at}`);
    for (const question of asked) {
      const gone = asNobody(await walk(role, question));
      expect(firstDifference(question, gone, await walk(role, asNobody(question)))).toEqual([]);
    }
    expect(await histories()).toEqual(before);
  });
});

/** where two answers begin to differ, short enough to be read */
function firstDifference(question: string, before = '', after = ''): string[] {
  if (before === after) return [];
  const at = [...after].findIndex((sign, place) => sign !== before[place]);
  const from = Math.max(0, at - 60);
  return [`${question}: «${before.slice(from, at + 120)}» → «${after.slice(from, at + 120)}»`];
}

/** `kin1-o` of a patient, an encounter or itself */
const targetOn = (on: string, at: string): string =>
  on === 'Patient' ? at.slice(0, 4) : on === 'Encounter' ? `${at.slice(0, 4)}-e` : at;

import { testSite } from '@lienmach/testing';
import type { Bundle, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
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
  for (const role of ['cashier', 'doctor', 'registrar']) tokens.set(role, await house.token(role));
});
afterAll(() => house.close());

async function put(resource: FhirResource): Promise<void> {
  const answer = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  if (answer.status >= 300) throw new Error(`${resource.id}: ${await answer.text()}`);
}

async function ask(role: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${house.base}/fhir/R4${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(role)}`, 'content-type': 'application/fhir+json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const seen = ['etag', 'last-modified', 'location', 'content-length', 'content-location'];
  const told = seen.map((name) => `${name}: ${answer.headers.get(name)}`).join('\n');
  return { status: answer.status, text: `${answer.status}\n${told}\n${await answer.text()}` };
}

/** Every page of the answer, as a caller would walk through them. */
async function walk(role: string, path: string): Promise<string> {
  const pages: string[] = [];
  for (let next: string | undefined = path; next !== undefined && pages.length < 20; ) {
    const { text } = await ask(role, 'GET', next);
    pages.push(text);
    const link = /"relation":"next","url":"([^"]+)"/.exec(text)?.[1];
    next = link?.slice(`${house.base}/fhir/R4`.length);
  }
  return pages.join('\n');
}

/** All questions, one by one, as HEAD, with validators, by form, and all together in a batch. */
async function everyAnswer(asker: Blind): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const question of questions(asker)) answers.set(question, await walk(asker.role, question));
  const { role, type, id } = asker;
  for (const [name, headers] of [
    ['if-none-match', { 'if-none-match': 'W/"1"' }],
    ['if-modified-since', { 'if-modified-since': new Date(0).toUTCString() }],
  ] as const)
    answers.set(name, (await ask(role, 'GET', `/${type}/${id}`, undefined, headers)).text);
  answers.set('HEAD', (await ask(role, 'HEAD', `/${type}/${id}`)).text);
  const entry = questions(asker).map((url) => ({ request: { method: 'GET', url: url.slice(1) } }));
  for (const kind of ['batch', 'transaction'] as const) {
    const readable = entry.filter(({ request }) => !/_history|\$|\/\w+\/\w+\/\w+/.test(request.url));
    answers.set(kind, (await ask(role, 'POST', '/', { resourceType: 'Bundle', type: kind, entry: readable })).text);
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = await fetch(`${house.base}/fhir/R4/${type}/_search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get(role)}`, ...form },
    body: `identifier=urn:so|${asker.key}&_total=accurate`,
  });
  answers.set('_search', `${posted.status} ${await posted.text()}`);
  return answers;
}

describe.each(blind(ORGANIZATION))('$title', (asker) => {
  const { role, type, id, key, nobody, patient, secret, known } = asker;
  const asNobody = (text: string): string => text.replaceAll(key, nobody);

  test('mọi cách đọc đều trả lời như khi điều kín chưa có, và như thế cả sau khi nó bị xóa', async () => {
    for (const resource of known) await put(resource);
    const before = await everyAnswer(asker);
    for (const resource of secret) await put(resource);
    const after = await everyAnswer(asker);
    expect([...after].flatMap(([question, answer]) => firstDifference(question, before.get(question), answer))).toEqual(
      [],
    );
    expect([...before.values()].some((answer) => answer.startsWith('200') && answer.includes('"entry"'))).toBe(true);
  });

  test('ghi, xóa, gọi thao tác: điều kín và điều không có thật, một câu trả lời', async () => {
    const subject = { reference: 'Patient/an' };
    const body = (at: string) =>
      type === 'Condition'
        ? { resourceType: type, id: at, subject }
        : { resourceType: type, id: at, status: 'final', code: { text: 'x' }, subject };
    const tries: readonly ((at: string) => Try)[] = [
      (at) => ['PUT', `/${type}/${at}`, body(at)],
      (at) => ['PUT', `/${type}/${at}`, body(at), { 'if-match': 'W/"1"' }],
      (at) => ['PUT', `/${type}?_id=${at}`, body(at)],
      (at) => ['DELETE', `/${type}/${at}`],
      (at) => ['DELETE', `/${type}/${at}`, undefined, { 'if-match': 'W/"9"' }],
      (at) => ['DELETE', `/${type}?_id=${at}`],
      (at) => [
        'PATCH',
        `/${type}/${at}`,
        [{ op: 'test', path: '/status', value: 'final' }],
        { 'content-type': 'application/json-patch+json' },
      ],
      (at) => ['POST', '/', bundleOf('batch', { method: 'PUT', url: `${type}/${at}`, resource: body(at) })],
      (at) => ['POST', '/', bundleOf('transaction', { method: 'DELETE', url: `${type}/${at}` })],
      ...house.server.host.operations.flatMap(({ definition }) =>
        (definition.level === 'instance' ? (definition.resource ?? []) : []).flatMap((on) =>
          on === type || on === 'Encounter' || (on === 'Patient' && patient === key)
            ? [
                (at: string) =>
                  ['POST', `/${on}/${targetOn(on, at)}/$${definition.code}`, { resourceType: 'Parameters' }] as const,
              ]
            : [],
        ),
      ),
    ];
    for (const make of tries) {
      const hidden = (await ask(role, ...make(id))).text;
      const nothing = (await ask(role, ...make(asNobody(id)))).text;
      expect(firstDifference(String(make(id).slice(0, 2)), asNobody(hidden), nothing)).toEqual([]);
    }
  });

  test('tạo có điều kiện trùng với điều kín: như thể không trùng với gì', async () => {
    const subject = { reference: 'Patient/an' };
    const made = (value: string) => ({
      ...(type === 'Condition' ? { resourceType: type } : { resourceType: type, status: 'final', code: { text: 'x' } }),
      subject,
      identifier: [{ system: 'urn:so', value }],
    });
    const [hidden, free] = await Promise.all(
      [key, nobody].map((value) =>
        ask(role, 'POST', `/${type}`, made(value), { 'if-none-exist': `identifier=urn:so|${value}` }),
      ),
    );
    expect(hidden?.status).toBe(free?.status);
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
    const asked = [`/${type}/${id}`, `/${type}/${id}/_history`, `/${type}/${id}/_history/1`, `/Encounter/${key}-e`];
    for (const { resourceType, id: at } of secret)
      if (resourceType !== 'Consent') await house.fhir('tool', 'DELETE', `/${resourceType}/${at}`);
    for (const question of asked) {
      const gone = asNobody(await walk(role, question));
      expect(firstDifference(question, gone, await walk(role, asNobody(question)))).toEqual([]);
    }
  });
});

/** where two answers begin to differ, short enough to be read */
function firstDifference(question: string, before = '', after = ''): string[] {
  if (before === after) return [];
  const at = [...after].findIndex((sign, place) => sign !== before[place]);
  const from = Math.max(0, at - 60);
  return [`${question}: «${before.slice(from, at + 120)}» → «${after.slice(from, at + 120)}»`];
}

type Try = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>];

/** `kin1-o` of a patient, an encounter or itself */
const targetOn = (on: string, at: string): string =>
  on === 'Patient' ? at.slice(0, 4) : on === 'Encounter' ? `${at.slice(0, 4)}-e` : at;

const bundleOf = (
  type: 'batch' | 'transaction',
  { method, url, resource }: { method: string; url: string; resource?: unknown },
) =>
  ({
    resourceType: 'Bundle',
    type,
    entry: [{ ...(resource === undefined ? {} : { resource }), request: { method, url } }],
  }) as Bundle;

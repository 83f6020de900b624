import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreeTo, openTestApp, type Tokens } from '../open-test-app.ts';
import { openTestBrowser } from '../open-test-browser.ts';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const password = 'mật khẩu dài đủ dùng';
const redirectUri = 'https://ung-dung.example/xong';
const doctor = { login: 'bs.an', password, patient: 'p-1' };
let house: TestServer;
let iss = '';

async function openSession(who: typeof doctor): Promise<string> {
  return openTestBrowser(house.base).signIn(who.login, who.password);
}

beforeAll(async () => {
  house = await openTestServer();
  iss = `${house.base}/fhir/R4`;
  const { accounts, clients } = house.server.access;
  await accounts.create(
    { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] },
    password,
  );
  const scope = 'openid fhirUser offline_access launch launch/patient patient/*.cruds user/*.rs';
  await clients.register({
    id: 'huyet-ap',
    display: 'Theo dõi huyết áp',
    roles: [],
    scope,
    redirectUris: [redirectUri],
    launchUri: 'https://ung-dung.example/mo',
  });
  const put = (resource: { resourceType: string; id: string } & Record<string, unknown>) =>
    house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  for (const id of ['p-1', 'p-2']) {
    await put({ resourceType: 'Patient', id, name: [{ text: `Người Thử ${id}` }], birthDate: '1980-01-01' });
    const subject = { reference: `Patient/${id}` };
    await put({ resourceType: 'Observation', id: `o-${id}`, status: 'final', code: { text: 'Mạch' }, subject });
    await put({ resourceType: 'Encounter', id: `e-${id}`, status: 'planned', class: { code: 'AMB' }, subject });
  }
});
afterAll(() => house.close());

const app = () => openTestApp(iss, { id: 'huyet-ap', redirectUri });

async function standalone(scope: string, more: Record<string, string> = {}) {
  const one = app();
  const back = await agreeTo(openTestBrowser(house.base), await one.authorizeUrl(scope, more), doctor);
  const { status, body } = await one.finish(back);
  return { one, back, status, tokens: body };
}

const statusOf = async (one: ReturnType<typeof app>, tokens: Tokens, path: string, init?: RequestInit) =>
  (await one.fhir(tokens, path, init)).status;

async function auditRows(where: string) {
  await house.server.access.audit.flush();
  return house.database.sql.query({ text: `select * from audit where ${where} order by seq` });
}

test('ứng dụng tự tìm đường bằng smart-configuration: mọi địa chỉ trong đó đều có thật', async () => {
  const found = (await (await fetch(`${iss}/.well-known/smart-configuration`)).json()) as Record<
    string,
    string & string[]
  >;
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'introspection_endpoint',
    'revocation_endpoint',
    'jwks_uri',
  ]) {
    const { pathname } = new URL(found[name] ?? '');
    expect(
      house.server.routes.some(({ url }) => url === pathname),
      name,
    ).toBe(true);
  }
  expect(found.code_challenge_methods_supported).toEqual(['S256']);
  expect(found.capabilities).toContain('launch-ehr');
  const openid = (await (await fetch(`${house.base}/.well-known/openid-configuration`)).json()) as typeof found;
  expect(openid.issuer).toBe(found.issuer);
  expect(openid.token_endpoint_auth_signing_alg_values_supported).toEqual(
    found.token_endpoint_auth_signing_alg_values_supported,
  );
});

describe('ứng dụng mở độc lập, bác sĩ chọn người bệnh', () => {
  test('chỉ mở hồ sơ người đã chọn, chỉ những loại đã xin; ghi vào hồ sơ người khác bị từ chối', async () => {
    const { one, back, tokens } = await standalone(
      'launch/patient openid fhirUser patient/Observation.rs patient/Patient.r',
    );
    expect(back.search).not.toMatch(/p-1|bs\.an|Practitioner/);
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      scope: 'launch/patient fhirUser patient/Observation.rs patient/Patient.r',
      patient: 'p-1',
      need_patient_banner: true,
    });
    const [, claims = ''] = String(tokens.id_token).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      fhirUser: `${iss}/Practitioner/an`,
      iss: house.base,
      aud: 'huyet-ap',
    });
    expect(await statusOf(one, tokens, 'Observation/o-p-1')).toBe(200);
    expect(await statusOf(one, tokens, 'Patient/p-1')).toBe(200);
    expect([403, 404]).toContain(await statusOf(one, tokens, 'Observation/o-p-2'));
    expect([403, 404]).toContain(await statusOf(one, tokens, 'Patient/p-2'));
    expect(await statusOf(one, tokens, 'Encounter/e-p-1')).toBe(403);
    expect(await statusOf(one, tokens, 'Patient?name=Thử')).toBe(403);
    const page = (await (await one.fhir(tokens, 'Observation?_total=accurate')).json()) as { total: number };
    expect(page.total).toBe(1);
    const subject = { reference: 'Patient/p-1' };
    const body = JSON.stringify({ resourceType: 'Observation', status: 'final', code: { text: 'Huyết áp' }, subject });
    expect(await statusOf(one, tokens, 'Observation', { method: 'POST', body })).toBe(403);
    expect(await auditRows(`activity = 'consent' and what = '{client:huyet-ap}'`)).toMatchObject([
      { outcome: 0, patient: ['p-1'], agent: 'Practitioner/an' },
    ]);
    expect(await auditRows(`client = 'huyet-ap' and activity = 'read' and outcome = 0`)).toMatchObject([
      { agent: 'Practitioner/an', patient: ['p-1'] },
      { patient: ['p-1'] },
    ]);
  });

  test('được ghi thì chỉ ghi vào hồ sơ đã chọn; vai trò không cho ghi thì phạm vi không cho thêm được', async () => {
    const { one, tokens } = await standalone('launch/patient patient/*.cruds');
    const observation = (id: string) =>
      JSON.stringify({
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Huyết áp' },
        subject: { reference: `Patient/${id}` },
      });
    const post = (path: string, body: string) => statusOf(one, tokens, path, { method: 'POST', body });
    expect(await post('Observation', observation('p-1'))).toBe(201);
    expect([403, 404, 422]).toContain(await post('Observation', observation('p-2')));
    expect(await post('Invoice', JSON.stringify({ resourceType: 'Invoice', status: 'draft' }))).toBe(403);
    expect(await statusOf(one, tokens, 'Observation/o-p-1', { method: 'DELETE' })).toBe(403);
  });

  test('ứng dụng không bấm được nút nào của nhà, không đụng được tài khoản', async () => {
    const { one, tokens } = await standalone('launch/patient patient/*.cruds user/*.rs');
    expect(await statusOf(one, tokens, 'Encounter/e-p-1/$finish', { method: 'POST' })).toBe(403);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    expect((await fetch(`${house.base}/session`, { headers })).status).toBe(403);
    expect((await fetch(`${house.base}/session/account`, { headers })).status).toBe(403);
  });

  test('phạm vi ngoài đăng ký, hoặc có điều kiện mà máy chủ không thu hẹp được, thì không được cấp', async () => {
    const { tokens } = await standalone(
      'launch/patient patient/Observation.rs user/Patient.cruds system/*.rs patient/Condition.rs?recorded-date=2026',
    );
    expect(tokens.scope).toBe('launch/patient patient/Observation.rs');
  });

  test.each([
    [{ aud: 'https://noi-khac.example/fhir' }, 'error=invalid_request'],
    [{ aud: '' }, 'error=invalid_request'],
    [{ code_challenge: '', code_challenge_method: '' }, 'error=invalid_request'],
    [{ code_challenge_method: 'plain' }, 'error=invalid_request'],
  ])('%j bị từ chối trước khi hỏi ai', async (more, problem) => {
    const answer = await fetch(await app().authorizeUrl('launch/patient', more), { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain(problem);
  });

  test('bác sĩ không đồng ý thì ứng dụng chỉ biết là bị từ chối', async () => {
    const one = app();
    const browser = openTestBrowser(house.base);
    await browser.signIn('bs.an', password);
    const asked = await browser.go(await one.authorizeUrl('launch/patient patient/*.rs'));
    const page = new URL(asked.headers.get('location') ?? '', house.base).pathname;
    const shown = await (await browser.go(page)).text();
    expect(shown).toContain('Chọn người bệnh');
    expect(await (await browser.go(`${page}/patient`, { words: 'người thử p-2' })).text()).toContain('value="p-2"');
    expect(await (await browser.go(`${page}/patient`, { words: 'khong ai ca' })).text()).toContain('Không tìm thấy');
    expect(await (await browser.go(`${page}/patient`, { patient: 'khong-co' })).text()).toContain('role="alert"');
    const consent = await browser.go(`${page}/patient`, { patient: 'p-2' });
    expect(consent.headers.get('content-security-policy')).toContain('https://ung-dung.example');
    expect(await consent.text()).toContain('Cho phép ứng dụng “Theo dõi huyết áp”?');
    const denied = await browser.go(`${page}/consent`, { decision: 'deny' });
    const back = await browser.go(denied.headers.get('location') ?? '');
    expect(back.headers.get('location')).toContain('error=access_denied');
  });
});

describe('thẻ gia hạn', () => {
  test('đổi thẻ mỗi lần dùng, giữ người bệnh; dùng lại thẻ cũ thì tất cả hết giá trị ngay', async () => {
    const { one, tokens } = await standalone('launch/patient offline_access patient/Observation.rs');
    const renew = (token: unknown) => one.token({ grant_type: 'refresh_token', refresh_token: String(token) });
    const second = await renew(tokens.refresh_token);
    expect(second).toMatchObject({
      status: 200,
      body: { patient: 'p-1', scope: 'launch/patient patient/Observation.rs' },
    });
    expect(await statusOf(one, second.body, 'Observation/o-p-1')).toBe(200);
    expect((await renew(tokens.refresh_token)).status).toBe(400);
    expect((await renew(second.body.refresh_token)).status).toBe(400);
    house.server.access.verifier.forget();
    expect(await statusOf(one, second.body, 'Observation/o-p-1')).toBe(401);
  });

  test('không xin thì không có; đã thu hồi thì hết, kể cả thẻ đang dùng', async () => {
    expect((await standalone('launch/patient patient/*.rs')).tokens.refresh_token).toBeUndefined();
    const { one, tokens } = await standalone('launch/patient offline_access patient/*.rs');
    const revoke = (form: Record<string, string>) =>
      fetch(`${house.base}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams(form) });
    const token = String(tokens.refresh_token);
    await house.server.access.clients.register({
      id: 'khac',
      display: 'Khác',
      roles: [],
      scope: 'openid',
      redirectUris: [redirectUri],
    });
    expect((await revoke({ client_id: 'khac', token })).status).toBe(200);
    expect(await statusOf(one, tokens, 'Observation/o-p-1')).toBe(200);
    expect((await revoke({ client_id: 'khong-co', token })).status).toBe(401);
    expect((await revoke({ client_id: 'huyet-ap', token })).status).toBe(200);
    expect(await statusOf(one, tokens, 'Observation/o-p-1')).toBe(401);
    expect((await one.token({ grant_type: 'refresh_token', refresh_token: token })).status).toBe(400);
  });
});

describe('ứng dụng mở từ hồ sơ', () => {
  const launch = async (body: Record<string, string>, who = doctor) => {
    const headers = { authorization: `Bearer ${await openSession(who)}`, 'content-type': 'application/json' };
    const answer = await fetch(`${house.base}/session/launch`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as { url: string } };
  };

  test('nhận đúng người bệnh và lượt khám đang mở mà không phải chọn; địa chỉ mở không mang gì riêng tư', async () => {
    const { body } = await launch({ client: 'huyet-ap', patient: 'p-2', encounter: 'e-p-2' });
    const opened = new URL(body.url);
    expect(opened.origin + opened.pathname).toBe('https://ung-dung.example/mo');
    expect(opened.search).not.toMatch(/p-2|bs\.an/);
    const word = opened.searchParams.get('launch') ?? '';
    const one = openTestApp(opened.searchParams.get('iss') ?? '', { id: 'huyet-ap', redirectUri });
    const url = await one.authorizeUrl('launch patient/Observation.rs', { launch: word });
    const { body: tokens } = await one.finish(await agreeTo(openTestBrowser(house.base), url, doctor));
    expect(tokens).toMatchObject({ patient: 'p-2', encounter: 'e-p-2' });
    expect(await statusOf(one, tokens, 'Observation/o-p-2')).toBe(200);
    expect(await statusOf(one, tokens, 'Observation/o-p-1')).not.toBe(200);
    await expect(agreeTo(openTestBrowser(house.base), url, doctor)).rejects.toThrow('refused: 404');
  });

  test('ứng dụng lạ, hồ sơ không có: không mở', async () => {
    expect((await launch({ client: 'khong-co', patient: 'p-1' })).status).toBe(404);
    expect((await launch({ client: 'huyet-ap', patient: 'khong-co' })).status).toBe(404);
  });

  test('lần mở của người này không dùng được cho người khác', async () => {
    const { accounts } = house.server.access;
    await accounts.create(
      { login: 'dd.binh', display: 'ĐD. Bình', reference: 'Practitioner/binh', roles: ['nurse'] },
      password,
    );
    const { body } = await launch({ client: 'huyet-ap', patient: 'p-2' });
    const word = new URL(body.url).searchParams.get('launch') ?? '';
    const url = await app().authorizeUrl('launch patient/Observation.rs', { launch: word });
    await expect(agreeTo(openTestBrowser(house.base), url, { ...doctor, login: 'dd.binh' })).rejects.toThrow(
      'refused: 404',
    );
  });
});

describe('phần mềm ký bằng khóa riêng', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const id = 'kho-du-lieu';
  beforeAll(async () => {
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES384', use: 'sig' };
    const jwks = JSON.stringify({ keys: [jwk] });
    await house.server.access.clients.register({
      id,
      display: 'Kho dữ liệu',
      roles: ['records-clerk'],
      scope: 'system/*.rs',
      jwks,
    });
  });

  interface Assertion {
    readonly jti?: string;
    readonly lives?: number;
    readonly key?: KeyObject;
    readonly audience?: string;
    readonly client?: string;
  }
  const assertion = ({ jti = randomUUID(), lives = 240, key = privateKey, audience, client = id }: Assertion = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES384', kid: 'k1', typ: 'JWT' })
      .setIssuer(client)
      .setSubject(client)
      .setAudience(audience ?? `${house.base}/oauth2/token`)
      .setJti(jti)
      .setExpirationTime(Math.floor(Date.now() / 1000) + lives)
      .sign(key);
  const ask = async (signed: string, scope = 'system/Patient.rs') => {
    const answer = await fetch(`${house.base}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signed,
      }),
    });
    return { status: answer.status, body: (await answer.json()) as Tokens };
  };

  test('được thẻ hẹp hơn cả phạm vi đăng ký và vai trò; chữ ký chỉ dùng một lần', async () => {
    const signed = await assertion();
    const { status, body } = await ask(signed, 'system/Patient.rs system/Patient.cud');
    expect({ status, scope: body.scope }).toEqual({ status: 200, scope: 'system/Patient.rs' });
    const one = openTestApp(iss, { id, redirectUri });
    expect(await statusOf(one, body, 'Patient/p-1')).toBe(200);
    expect(await statusOf(one, body, 'Observation/o-p-1')).toBe(403);
    expect((await ask(signed)).status).toBe(401);
    const wide = await ask(await assertion(), 'system/*.rs');
    expect(await statusOf(one, wide.body, 'Invoice?_count=1')).toBe(403);
  });

  test('khóa khác, sống quá lâu, gửi cho nơi khác, mạo danh: không được thẻ', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const wrongs: readonly Assertion[] = [
      { key: stranger },
      { lives: 3600 },
      { lives: -60 },
      { audience: 'https://noi-khac.example/token' },
      { client: 'huyet-ap' },
    ];
    for (const wrong of wrongs) expect((await ask(await assertion(wrong))).status, JSON.stringify(wrong)).toBe(401);
  });

  test('khóa công khai không được lấy từ địa chỉ nội bộ', async () => {
    let asked = 0;
    const inside = createServer((_request, response) => {
      asked += 1;
      response.end('{"keys":[]}');
    }).listen(0, '127.0.0.1');
    await new Promise((open) => inside.once('listening', open));
    const at = inside.address();
    const port = typeof at === 'object' && at !== null ? at.port : 0;
    const jwksUri = `http://127.0.0.1:${port}/jwks`;
    await house.server.access.clients.register({
      id: 'doi',
      display: 'Dối',
      roles: ['records-clerk'],
      scope: 'system/*.rs',
      jwksUri,
    });
    expect((await ask(await assertion({ client: 'doi' }))).status).toBeGreaterThanOrEqual(400);
    expect(asked).toBe(0);
    inside.close();
  });
});

test('ứng dụng bị khóa: thẻ đang dùng hết giá trị', async () => {
  const { one, tokens } = await standalone('launch/patient patient/*.rs');
  const { clients, verifier } = house.server.access;
  const found = await clients.find('huyet-ap');
  expect(await clients.disable('huyet-ap')).toBe(true);
  verifier.forget();
  expect(await statusOf(one, tokens, 'Observation/o-p-1')).toBe(401);
  if (found !== undefined) await clients.register(found);
});

test('hỏi về thẻ: ứng dụng chỉ hỏi được thẻ của chính nó, phần mềm của nhà biết cả người bệnh trong thẻ', async () => {
  const { tokens } = await standalone('launch/patient patient/*.rs');
  const { clients } = house.server.access;
  const secret = await clients.create({ id: 'nha', display: 'Nhà', roles: ['tool'], scope: 'system/*.rs' });
  const appSecret = await clients.create({
    id: 'app-khac',
    display: 'App',
    roles: [],
    scope: 'openid',
    redirectUris: [redirectUri],
  });
  const ask = async (client_id: string, client_secret: string) => {
    const form = new URLSearchParams({ client_id, client_secret, token: String(tokens.access_token) });
    return (await fetch(`${house.base}/oauth2/introspect`, { method: 'POST', body: form })).json();
  };
  expect(await ask('nha', secret)).toMatchObject({ active: true, client_id: 'huyet-ap', sub: 'bs.an', patient: 'p-1' });
  expect(await ask('app-khac', appSecret)).toEqual({ active: false });
});

describe('phạm vi có điều kiện', () => {
  const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
  const sign = (id: string, code: string) => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [{ coding: [{ system: category, code }] }],
    code: { text: 'Kali' },
    subject: { reference: 'Patient/p-1' },
  });
  const idsOf = async (answer: Response): Promise<string[]> => {
    const { entry = [] } = (await answer.json()) as { entry?: { resource: { id: string } }[] };
    return entry.map(({ resource }) => resource.id).sort();
  };

  beforeAll(async () => {
    for (const [id, code] of [
      ['loc-xn', 'laboratory'],
      ['loc-mach', 'vital-signs'],
    ] as const)
      await house.fhir('tool', 'PUT', `/Observation/${id}`, sign(id, code));
  });

  test('ứng dụng của người bệnh: người đồng ý đọc thấy điều kiện, ứng dụng chỉ thấy bấy nhiêu', async () => {
    const { one, status, tokens } = await standalone(
      `launch/patient patient/Patient.r patient/Observation.rs?category=${category}|laboratory`,
    );
    expect(status).toBe(200);
    expect(tokens.scope).toContain(`patient/Observation.rs?category=${category}|laboratory`);
    expect(await idsOf(await one.fhir(tokens, 'Observation'))).toEqual(['loc-xn']);
    expect(await idsOf(await one.fhir(tokens, 'Patient?_id=p-1&_revinclude=Observation:subject'))).toEqual([]);
    expect(await statusOf(one, tokens, 'Observation/loc-xn')).toBe(200);
    expect(await statusOf(one, tokens, 'Observation/loc-mach')).toBe(404);
    expect(await statusOf(one, tokens, 'Observation/o-p-1')).toBe(404);
  });

  test('phần mềm: điều kiện không hiểu được thì không được cấp gì', async () => {
    const { clients } = house.server.access;
    const scope = 'system/Observation.rs?category=laboratory';
    const secret = await clients.create({ id: 'xet-nghiem', display: 'Xét nghiệm', roles: ['doctor'], scope });
    const ask = async (asked: string) => {
      const form = { grant_type: 'client_credentials', client_id: 'xet-nghiem', client_secret: secret, scope: asked };
      const answer = await fetch(`${house.base}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
      return (await answer.json()) as Tokens;
    };
    const see = async ({ access_token }: Tokens, path: string) =>
      fetch(`${iss}/${path}`, { headers: { authorization: `Bearer ${access_token}` } });
    const tokens = await ask(scope);
    expect(tokens.scope).toBe(scope);
    expect(await idsOf(await see(tokens, 'Observation?_total=accurate'))).toEqual(['loc-xn']);
    expect((await see(tokens, 'Patient/p-1')).status).toBe(403);
    for (const wide of ['system/Observation.rs', 'system/Observation.rs?category=laboratory&code=x'])
      expect([wide, (await see(await ask(wide), 'Observation/loc-xn')).status]).toEqual([wide, 403]);
  });

  test('thẻ không được cấp phạm vi nào thì không mở gì, dù người cùng vai trò vừa dùng trang của nhà', async () => {
    const { clients, verifier } = house.server.access;
    const { reach } = await verifier.visitorOf('bs.an');
    expect(reach.limit('Observation', 'read')).toBe('all');
    const scope = 'system/Patient.rs';
    const secret = await clients.create({ id: 'khong-gi', display: 'Không gì', roles: ['doctor'], scope });
    const form = {
      grant_type: 'client_credentials',
      client_id: 'khong-gi',
      client_secret: secret,
      scope: 'system/*.cruds',
    };
    const answer = await fetch(`${house.base}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token } = (await answer.json()) as Tokens;
    const seen = await fetch(`${iss}/Observation`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(seen.status).toBe(403);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

/** Everything that answers without a token, whole. A new public route must be added here on purpose. */
const publicRoutes = [
  'GET /',
  'GET /.well-known/openid-configuration',
  'GET /.well-known/smart-configuration',
  'GET /assets/:file',
  'GET /fhir/R4/.well-known/smart-configuration',
  'GET /fhir/R4/metadata',
  'GET /healthz',
  'GET /metrics',
  'GET /oauth2/authorize',
  'GET /oauth2/authorize/:uid',
  'GET /oauth2/jwks',
  'GET /readyz',
  'GET /sign-in/:uid',
  'GET /sign-in/:uid/back',
  'GET /sign-in/:uid/with/:house',
  'GET /sign-in/first/:token',
  'GET /sign-in/upstream/:house',
  'GET /site',
  'GET /verify',
  'GET /verify/paper',
  'GET /verify/paper/:code',
  'GET /web/:file',
  'POST /oauth2/authorize',
  'POST /oauth2/introspect',
  'POST /oauth2/revoke',
  'POST /oauth2/token',
  'POST /sign-in/:uid',
  'POST /sign-in/:uid/code',
  'POST /sign-in/:uid/consent',
  'POST /sign-in/:uid/enrol/confirm',
  'POST /sign-in/:uid/passkey',
  'POST /sign-in/:uid/passkey/ask',
  'POST /sign-in/:uid/patient',
  'POST /sign-in/first/:token',
  'POST /sign-out',
  'POST /verify',
  'POST /webhooks/:partner',
];

const password = 'mật khẩu dài đủ dùng';
let house: TestServer;

beforeAll(async () => {
  house = await openTestServer();
  const account = { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] };
  await house.server.access.accounts.create(account, password);
});
afterAll(() => house.close());

const postForm = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(house.base + path, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

async function auditRows(where: string): Promise<Record<string, unknown>[]> {
  await house.server.access.audit.flush();
  return house.database.sql.query({ text: `select * from audit where ${where} order by seq` });
}

describe('không có thẻ thì không vào được', () => {
  test('mọi đường dẫn đều hoặc nằm trong danh sách công khai, hoặc trả lời 401 khi không có thẻ', async () => {
    const { routes } = house.server;
    expect(routes.length).toBeGreaterThan(35);
    const open: string[] = [];
    for (const { method, url } of routes) {
      if (method === 'HEAD' || method === 'OPTIONS') continue;
      const path = url.replaceAll('*', 'x').replace(/:(\w+)/g, (_, name) => (name === 'type' ? 'Patient' : 'x1'));
      const answer = await fetch(house.base + path, { method, redirect: 'manual' });
      if (answer.status === 401 && answer.headers.get('www-authenticate')?.startsWith('Bearer')) {
        expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
      } else open.push(`${method} ${url}`);
    }
    expect(open.sort()).toEqual(publicRoutes);
  });

  test.each(['', 'Bearer', 'Bearer x', 'Bearer a.b.c', `Bearer ${'a'.repeat(9000)}`, 'Basic dGVzdDp0ZXN0'])(
    'thẻ “%.20s” không vào được',
    async (authorization) => {
      const answer = await fetch(`${house.base}/fhir/R4/Patient/x`, { headers: { authorization } });
      expect(answer.status).toBe(401);
    },
  );

  test('thẻ bị sửa một ký tự, hoặc ký bằng thuật toán “none”, không vào được', async () => {
    const token = await house.token('tool');
    const [head, body, signature = ''] = token.split('.');
    const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const changed = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const one of [forged, changed]) {
      const answer = await fetch(`${house.base}/fhir/R4/Patient/x`, { headers: { authorization: `Bearer ${one}` } });
      expect(answer.status).toBe(401);
    }
  });
});

describe('vai trò', () => {
  test('kế toán không xem được xét nghiệm, tiếp đón không ghi được chẩn đoán; cả hai lần đều vào nhật ký', async () => {
    const seen = await house.fhir('cashier', 'GET', '/Observation/k1');
    expect(seen.status).toBe(403);
    expect(await seen.json()).toMatchObject({ issue: [{ severity: 'error', code: 'forbidden' }] });
    const condition = { resourceType: 'Condition', subject: { reference: 'Patient/an' } };
    expect((await house.fhir('registrar', 'POST', '/Condition', condition)).status).toBe(403);
    expect(await auditRows(`outcome = 4 and client in ('test-cashier', 'test-registrar')`)).toMatchObject([
      { activity: 'read', agent: 'client:test-cashier', what: ['Observation/k1'] },
      { activity: 'create', agent: 'client:test-registrar', what: ['Condition'] },
    ]);
  });

  test('chỉ người quản trị xem được nhật ký truy cập, và việc xem cũng được ghi lại', async () => {
    expect((await house.fhir('doctor', 'GET', '/AuditEvent')).status).toBe(403);
    const answer = await house.fhir('administrator', 'GET', '/AuditEvent?_count=3');
    expect(answer.status).toBe(200);
    const bundle = (await answer.json()) as { entry: { resource: { resourceType: string; id: string } }[] };
    expect(bundle.entry).toHaveLength(3);
    const id = bundle.entry[0]?.resource.id;
    expect(await (await house.fhir('administrator', 'GET', `/AuditEvent/${id}`)).json()).toMatchObject({ id });
    expect(await auditRows(`client = 'test-administrator' and 'AuditEvent' = any(what)`)).toHaveLength(1);
  });

  test('không ai ghi được nhật ký qua API', async () => {
    const event = { resourceType: 'AuditEvent' };
    expect((await house.fhir('tool', 'POST', '/AuditEvent', event)).status).toBe(405);
    const entry = [{ resource: event, request: { method: 'POST', url: 'AuditEvent' } }];
    for (const type of ['batch', 'transaction'])
      expect((await house.fhir('tool', 'POST', '/', { resourceType: 'Bundle', type, entry })).status).toBe(405);
  });

  test('xem một hồ sơ thì nhật ký có người xem, hồ sơ và người bệnh', async () => {
    const observation = {
      resourceType: 'Observation',
      id: 'nhat-ky',
      status: 'final',
      code: { text: 'Kali máu' },
      subject: { reference: 'Patient/p-nhat-ky' },
    };
    expect((await house.fhir('tool', 'PUT', '/Observation/nhat-ky', observation)).status).toBe(201);
    expect((await house.fhir('nurse', 'GET', '/Observation/nhat-ky')).status).toBe(200);
    expect(await auditRows(`client = 'test-nurse' and activity = 'read'`)).toMatchObject([
      { what: ['Observation/nhat-ky'], patient: ['p-nhat-ky'], outcome: 0, address: '127.0.0.1' },
    ]);
  });
});

describe('đọc nhiều hồ sơ một lần', () => {
  const put = (resource: { resourceType: string; id: string } & Record<string, unknown>) =>
    house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);

  beforeAll(async () => {
    const subject = { reference: 'Patient/p-goi' };
    await put({ resourceType: 'Patient', id: 'p-goi', name: [{ text: 'Người Trong Gói' }] });
    await put({ resourceType: 'Encounter', id: 'e-goi', status: 'planned', class: { code: 'AMB' }, subject });
    await put({ resourceType: 'Observation', id: 'o-goi', status: 'final', code: { text: 'Mạch' }, subject });
  });

  test('đọc và tìm trong một gói vẫn theo vai trò, và ghi vào nhật ký từng người bệnh', async () => {
    const urls = ['Encounter/e-goi', 'Patient?_id=p-goi', 'Observation/o-goi', 'Observation?patient=p-goi'];
    const entry = urls.map((url) => ({ request: { method: 'GET', url } }));
    const answer = await house.fhir('registrar', 'POST', '/', { resourceType: 'Bundle', type: 'batch', entry });
    const { entry: answers } = (await answer.json()) as { entry: { response: { status: string } }[] };
    expect(answers.map(({ response }) => response.status.slice(0, 3))).toEqual(['200', '200', '403', '403']);
    expect(JSON.stringify(answers)).not.toContain('Mạch');
    expect(await auditRows(`client = 'test-registrar' and activity = 'batch'`)).toMatchObject([
      { action: 'R', patient: ['p-goi'], what: urls },
    ]);
  });

  test('mọi thứ của một người: mỗi vai trò chỉ thấy loại được xem, và nhật ký có tên người ấy', async () => {
    const types = async (role: string) => {
      const answer = await house.fhir(role, 'GET', '/Patient/p-goi/$everything');
      const { entry } = (await answer.json()) as { entry: { resource: { resourceType: string } }[] };
      return entry.map(({ resource }) => resource.resourceType).sort();
    };
    expect(await types('doctor')).toEqual(['Encounter', 'Observation', 'Patient']);
    expect(await types('registrar')).toEqual(['Encounter', 'Patient']);
    expect(await auditRows(`client = 'test-registrar' and activity = 'everything'`)).toMatchObject([
      { action: 'R', outcome: 0, patient: ['p-goi'] },
    ]);
  });
});

describe('thao tác trên hồ sơ của một người thì tìm được trong nhật ký dưới tên người ấy', () => {
  const encounter = {
    resourceType: 'Encounter',
    id: 'luot-1',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/p-thao-tac' },
  };

  test('gọi trên lượt khám: được phép hay bị từ chối đều ghi người bệnh', async () => {
    expect((await house.fhir('tool', 'PUT', '/Encounter/luot-1', encounter)).status).toBe(201);
    await house.fhir('nurse', 'POST', '/Encounter/luot-1/$finish');
    await house.fhir('doctor', 'POST', '/Encounter/luot-1/$finish');
    expect(await auditRows(`activity = 'Encounter$finish'`)).toMatchObject([
      { outcome: 4, agent: 'client:test-nurse', what: ['Encounter/luot-1'], patient: ['p-thao-tac'] },
      { outcome: 0, agent: 'client:test-doctor', what: ['Encounter/luot-1'], patient: ['p-thao-tac'] },
    ]);
  });

  test('gọi trên hồ sơ không có: vẫn ghi, không có người bệnh', async () => {
    expect((await house.fhir('doctor', 'POST', '/Encounter/khong-co/$finish')).status).toBe(404);
    expect(await auditRows(`'Encounter/khong-co' = any(what) and action = 'E'`)).toMatchObject([{ patient: [] }]);
  });

  test('tìm người: từng hồ sơ giống được đưa ra đều được ghi là đã xem', async () => {
    const person = {
      resourceType: 'Patient',
      id: 'p-giong',
      name: [{ text: 'Lý Thị Thử Giống' }],
      birthDate: '1971-02-03',
    };
    expect((await house.fhir('tool', 'PUT', '/Patient/p-giong', person)).status).toBe(201);
    const parameter = [
      { name: 'name', valueString: 'Lý Thị Thử Giống' },
      { name: 'birthDate', valueString: '1971-02-03' },
    ];
    const answer = await house.fhir('registrar', 'POST', '/Patient/$identify', {
      resourceType: 'Parameters',
      parameter,
    });
    expect(JSON.stringify(await answer.json())).toContain('p-giong');
    expect(await auditRows(`activity = 'Patient$identify' and action = 'R'`)).toMatchObject([
      { agent: 'client:test-registrar', patient: ['p-giong'] },
    ]);
  });
});

describe('phần mềm xin thẻ', () => {
  test('bí mật gửi bằng biểu mẫu hay bằng tiêu đề đều được; không xin phạm vi thì được đủ phạm vi', async () => {
    const { clients } = house.server.access;
    const secret = await clients.create({ id: 'demo', display: 'Demo', roles: ['tool'], scope: 'system/*.cruds' });
    const byForm = await postForm('/oauth2/token', {
      grant_type: 'client_credentials',
      client_id: 'demo',
      client_secret: secret,
    });
    expect(await byForm.json()).toMatchObject({ token_type: 'Bearer', scope: 'system/*.cruds', expires_in: 3600 });
    const authorization = `Basic ${Buffer.from(`demo:${secret}`).toString('base64')}`;
    const byHeader = await postForm('/oauth2/token', { grant_type: 'client_credentials' }, { authorization });
    expect(await byHeader.json()).toMatchObject({ scope: 'system/*.cruds' });
  });

  test('phạm vi hẹp thì chỉ làm được trong phạm vi', async () => {
    const { clients } = house.server.access;
    const scope = 'system/Patient.rs system/Observation.rs';
    const secret = await clients.create({ id: 'chi-xem', display: 'Chỉ xem', roles: ['tool'], scope });
    const credentials = { grant_type: 'client_credentials', client_id: 'chi-xem', client_secret: secret };
    const answer = await postForm('/oauth2/token', { ...credentials, scope: 'system/Patient.rs system/*.cruds' });
    const { access_token, scope: given } = (await answer.json()) as { access_token: string; scope: string };
    expect(given).toBe('system/Patient.rs');
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${house.base}/fhir/R4/Patient?_count=1`, { headers })).status).toBe(200);
    expect((await fetch(`${house.base}/fhir/R4/Observation?_count=1`, { headers })).status).toBe(403);
  });

  test.each([
    [{ client_id: 'demo', client_secret: 'sai' }, 401],
    [{ client_id: 'khong-co', client_secret: 'sai' }, 401],
    [{ client_id: 'demo' }, 401],
    [{}, 400],
  ])('%j bị từ chối', async (form, status) => {
    const answer = await postForm('/oauth2/token', { grant_type: 'client_credentials', ...form });
    expect(answer.status).toBe(status);
  });

  test('hỏi về thẻ, thu hồi thẻ: thẻ đã thu hồi không dùng được nữa', async () => {
    const { clients } = house.server.access;
    const secret = await clients.create({ id: 'thu-hoi', display: 'Thu hồi', roles: ['tool'], scope: 'system/*.rs' });
    const proof = { client_id: 'thu-hoi', client_secret: secret };
    const answer = await postForm('/oauth2/token', { grant_type: 'client_credentials', ...proof });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const ask = async () => (await postForm('/oauth2/introspect', { ...proof, token })).json();
    expect(await ask()).toMatchObject({ active: true, client_id: 'thu-hoi', scope: 'system/*.rs' });
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${house.base}/fhir/R4/Patient?_count=1`, { headers })).status).toBe(200);
    expect((await postForm('/oauth2/revoke', { ...proof, token })).status).toBe(200);
    expect(await ask()).toEqual({ active: false });
    expect((await fetch(`${house.base}/fhir/R4/Patient?_count=1`, { headers })).status).toBe(401);
    expect((await postForm('/oauth2/introspect', { token })).status).toBe(401);
  });
});

/** A browser in short: cookies kept, redirects followed by hand. */
async function signIn(login: string, secret: string) {
  const cookies = new Map<string, string>();
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(new URL(url, house.base), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: house.base },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'lienmach-web',
    response_type: 'code',
    redirect_uri: `${house.base}/`,
    scope: 'openid user/*.cruds',
    state: 's1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const asked = await go(`/oauth2/authorize?${query}`);
  const page = asked.headers.get('location') ?? '';
  const shown = await go(page);
  const sent = await go(page, { login, password: secret });
  return { go, verifier, shown, sent };
}

describe('người đăng nhập bằng mật khẩu', () => {
  test('trang đăng nhập, mã, thẻ: bác sĩ đọc được hồ sơ bằng thẻ của mình', async () => {
    const { go, verifier, shown, sent } = await signIn('bs.an', password);
    expect(await shown.text()).toContain('<h1>Đăng nhập</h1>');
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(sent.status).toBe(303);
    const back = await go(sent.headers.get('location') ?? '');
    const target = new URL(back.headers.get('location') ?? '', house.base);
    expect(target.pathname).toBe('/');
    const answer = await postForm('/oauth2/token', {
      grant_type: 'authorization_code',
      client_id: 'lienmach-web',
      redirect_uri: `${house.base}/`,
      code: target.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    const { access_token, scope } = (await answer.json()) as { access_token: string; scope: string };
    expect(scope).toContain('user/*.cruds');
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${house.base}/fhir/R4/Observation?_count=1`, { headers })).status).toBe(200);
    expect((await fetch(`${house.base}/fhir/R4/Invoice?_count=1`, { headers })).status).toBe(403);
    expect(await auditRows(`activity = 'sign-in' and outcome = 0`)).toMatchObject([{ what: ['Practitioner/an'] }]);
    expect(await auditRows(`agent = 'Practitioner/an' and activity = 'search'`)).toHaveLength(2);
  });

  test('sai mật khẩu: ở lại trang, có lời giải thích, được ghi vào nhật ký', async () => {
    const { sent } = await signIn('bs.an', 'sai mật khẩu rồi');
    expect(sent.status).toBe(401);
    expect(await sent.text()).toContain('Sai tên đăng nhập hoặc mật khẩu');
    expect((await auditRows(`activity = 'sign-in' and outcome = 4`)).length).toBeGreaterThan(0);
  });

  test('biểu mẫu gửi từ trang khác bị từ chối; lượt đăng nhập không có thật bị từ chối', async () => {
    const form = { login: 'bs.an', password };
    const foreign = await postForm('/sign-in/x1', form, { origin: 'https://khac.example' });
    expect(foreign.status).toBe(403);
    expect((await postForm('/sign-in/x1', form)).status).toBe(404);
    expect((await fetch(`${house.base}/sign-in/x1`)).status).toBe(404);
  });

  test('đặt mật khẩu lần đầu bằng liên kết', async () => {
    const { accounts, links } = house.server.access;
    await accounts.create({ login: 'moi', display: 'Mới', reference: 'Practitioner/moi', roles: ['administrator'] });
    const path = `/sign-in/first/${await links.create('moi')}`;
    expect(await (await fetch(house.base + path)).text()).toContain('Đặt mật khẩu lần đầu');
    expect((await postForm(path, { password: 'ngắn' })).status).toBe(400);
    expect((await postForm(path, { password })).status).toBe(303);
    expect((await postForm(path, { password })).status).toBe(400);
    expect((await signIn('moi', password)).sent.status).toBe(303);
  });

  test('mật khẩu tạm chỉ mở trang đổi mật khẩu; kết thúc phiên thì thẻ đang dùng hết giá trị ngay', async () => {
    const desk = house.server.access.accountDesk;
    const person = { login: 'lan', display: 'Lan', reference: 'Practitioner/lan', roles: ['administrator'] };
    const given = await desk.create(person);
    const first = (await signIn('lan', given.password)).sent;
    expect(first.headers.get('location')).toMatch(/^\/sign-in\/first\//);
    expect((await postForm(first.headers.get('location') ?? '', { password })).status).toBe(303);
    const { go, verifier, sent } = await signIn('lan', password);
    const back = await go(sent.headers.get('location') ?? '');
    const answer = await postForm('/oauth2/token', {
      grant_type: 'authorization_code',
      client_id: 'lienmach-web',
      redirect_uri: `${house.base}/`,
      code: new URL(back.headers.get('location') ?? '', house.base).searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    const ask = () =>
      fetch(`${house.base}/fhir/R4/Location?_count=1`, { headers: { authorization: `Bearer ${access_token}` } });
    expect((await ask()).status).toBe(200);
    expect(await desk.endSessions('lan')).toBe(1);
    expect((await ask()).status).toBe(401);
  });

  test('đăng nhập sai: nhật ký ghi tài khoản bị thử; tên lạ chỉ còn dấu băm, vì có thể là mật khẩu gõ nhầm ô', async () => {
    const mistaken = 'mat-khau-go-nham-o';
    await signIn('bs.an', 'sai mật khẩu rồi');
    await signIn(mistaken, 'gì đó');
    const rows = JSON.stringify(await auditRows(`activity = 'sign-in' and outcome = 4`));
    expect(rows).toContain('Practitioner/an');
    expect(rows).toMatch(/unknown-login:[0-9a-f]{16}/);
    expect(rows).not.toContain(mistaken);
  });

  test('địa chỉ trả về lạ, thiếu PKCE: bị từ chối ngay ở cửa', async () => {
    const ask = (change: Record<string, string>) =>
      fetch(
        `${house.base}/oauth2/authorize?${new URLSearchParams({ client_id: 'lienmach-web', response_type: 'code', ...change })}`,
        { redirect: 'manual' },
      );
    expect((await ask({ redirect_uri: 'https://khac.example/' })).status).toBe(400);
    const noPkce = await ask({ redirect_uri: `${house.base}/`, scope: 'openid' });
    expect(noPkce.headers.get('location')).toContain('error=invalid_request');
  });
});

test('Host và X-Forwarded lạ không đổi được địa chỉ mà máy chủ tự xưng', async () => {
  const answer = await fetch(`${house.base}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'khac.example', 'x-forwarded-proto': 'https' },
  });
  expect(await answer.json()).toMatchObject({ issuer: house.base, token_endpoint: `${house.base}/oauth2/token` });
});

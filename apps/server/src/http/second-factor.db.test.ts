import { authenticatorCode } from '@lienmach/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBrowser } from '../open-test-browser.ts';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const password = 'mật khẩu dài đủ dùng';
let house: TestServer;

beforeAll(async () => {
  house = await openTestServer({ site: { signIn: { secondFactor: ['administrator'] } } });
});
afterAll(() => house.close());

const makeAccount = (login: string, role: string) =>
  house.server.access.accounts.create(
    { login, display: login, reference: `Practitioner/${login}`, roles: [role] },
    password,
  );

const browser = (userAgent?: string) => openTestBrowser(house.base, userAgent);

async function own(token: string, verb: string, body: Record<string, unknown> = {}) {
  const answer = await fetch(`${house.base}/session/account/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string & string[]> };
}

async function account(token: string) {
  const answer = await fetch(`${house.base}/session/account`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function auditRows(where: string) {
  await house.server.access.audit.flush();
  return house.database.sql.query({
    text: `select activity, outcome, what, query from audit where ${where} order by seq`,
  });
}

describe('mã xác nhận trên điện thoại', () => {
  let secret = '';
  let recovery: readonly string[] = [];
  beforeAll(() => makeAccount('bs.an', 'doctor'));

  test('thêm trong trang của mình: phải nhập lại mật khẩu, xác nhận bằng mã đầu tiên, nhận mã dự phòng một lần', async () => {
    const token = await browser().signIn('bs.an', password);
    expect(await own(token, 'totp', { password: 'không đúng đâu nhé' })).toMatchObject({ status: 403 });
    const offer = await own(token, 'totp', { password, label: 'Điện thoại' });
    secret = String(offer.body.secret);
    expect(offer.body.uri).toContain(`secret=${secret}`);
    const { id } = offer.body;
    expect(await own(token, 'totp-confirm', { id, code: '000000' })).toMatchObject({ status: 403 });
    const confirmed = await own(token, 'totp-confirm', { id, code: authenticatorCode(secret, -30) });
    recovery = confirmed.body.recovery ?? [];
    expect(recovery).toHaveLength(10);
    expect((await account(token)).body).toMatchObject({ ways: { totp: true, recovery: 10 }, isRequired: false });
    expect(await auditRows(`activity = 'own-totp-confirm'`)).toMatchObject([
      { outcome: 4, what: ['Practitioner/bs.an'] },
      { outcome: 0, what: ['Practitioner/bs.an'] },
    ]);
  });

  test('lần sau đúng mật khẩu vẫn chưa vào được: sai mã ở lại, đúng mã mới qua, mã ấy không dùng lại được', async () => {
    const one = browser();
    const page = await one.begin();
    const asked = await one.ask(page, { login: 'bs.an', password });
    expect(asked.body).toEqual({ step: 'code', ways: { totp: true, passkey: false, recovery: 10 } });
    expect((await one.ask(`${page}/code`, { code: '000000' })).status).toBe(401);
    const code = authenticatorCode(secret);
    const passed = await one.ask(`${page}/code`, { code });
    const { access } = await one.tokens(String(passed.body.next));
    expect((await account(access)).status).toBe(200);
    const two = browser();
    const other = await two.begin();
    await two.ask(other, { login: 'bs.an', password });
    expect((await two.ask(`${other}/code`, { code })).status).toBe(401);
    expect(await auditRows(`activity = 'sign-in' and what = '{Practitioner/bs.an}'`)).toMatchObject([
      { outcome: 0, query: 'amr=pwd' },
      { outcome: 4, query: 'amr=pwd otp' },
      { outcome: 0, query: 'amr=pwd otp' },
      { outcome: 4, query: 'amr=pwd otp' },
    ]);
  });

  test('chưa nhập mật khẩu thì không hỏi mã được; mã của lượt này không mở lượt khác', async () => {
    const one = browser();
    const page = await one.begin();
    expect((await one.ask(`${page}/code`, { code: recovery[1] ?? '' })).status).toBe(404);
    await one.ask(page, { login: 'bs.an', password });
    const two = browser();
    expect((await two.ask(`${await two.begin()}/code`, { code: recovery[1] ?? '' })).status).toBe(404);
    expect((await two.ask(`${page}/code`, { code: recovery[1] ?? '' })).status).toBe(404);
  });

  test('mất điện thoại: vào bằng một mã dự phòng ở trang không có JavaScript', async () => {
    const one = browser();
    const page = await one.begin();
    const shown = await one.go(page, { login: 'bs.an', password });
    expect(await shown.text()).toContain('<h1>Xác nhận đăng nhập</h1>');
    expect(await (await one.go(`${page}/code`, { code: 'sai' })).text()).toContain('Mã không đúng');
    const passed = await one.go(`${page}/code`, { code: recovery[0] ?? '' });
    expect(passed.status).toBe(303);
    const { access } = await one.tokens(passed.headers.get('location') ?? '');
    expect((await account(access)).body).toMatchObject({ ways: { recovery: 9 } });
    const fresh = await own(access, 'recovery', { password });
    expect(fresh.body.recovery).not.toContain(recovery[1]);
    const [factor] = (await account(access)).body.factors as { id: string }[];
    expect((await own(access, 'factor-remove', { password, id: factor?.id })).status).toBe(200);
    expect((await account(access)).body).toMatchObject({ factors: [], ways: { totp: false, recovery: 0 } });
  });

  test('nơi mở bằng địa chỉ số thì không dùng được khóa truy cập, và nói rõ vì sao', async () => {
    const one = browser();
    const asked = await one.ask(`${await one.begin()}/passkey/ask`, {});
    expect(asked.body.problem).toContain('tên miền');
    const refused = await one.ask(`${await one.begin()}/passkey`, { response: '{"id":"x"}' });
    expect(refused.status).toBe(401);
  });
});

test('vai trò bắt buộc: chưa có cách thứ hai thì phải thêm ngay khi đăng nhập, và không gỡ được cái cuối cùng', async () => {
  await makeAccount('quan.tri', 'administrator');
  const one = browser();
  const page = await one.begin();
  const asked = await one.ask(page, { login: 'quan.tri', password });
  const offer = asked.body.offer as { id: string; secret: string };
  expect(asked.body).toMatchObject({ step: 'enrol' });
  expect((await one.ask(`${page}/code`, { code: '000000' })).status).toBe(404);
  expect((await one.ask(`${page}/enrol/confirm`, { id: offer.id, code: '000000' })).status).toBe(401);
  const code = authenticatorCode(offer.secret);
  const done = await one.ask(`${page}/enrol/confirm`, { id: offer.id, code });
  expect(done.body.recovery).toHaveLength(10);
  const { access } = await one.tokens(String(done.body.next));
  const { body } = await account(access);
  expect(body).toMatchObject({ isRequired: true, ways: { totp: true } });
  const [factor] = body.factors as { id: string }[];
  const removed = await own(access, 'factor-remove', { password, id: factor?.id });
  expect(removed).toMatchObject({ status: 422, body: { problem: expect.stringContaining('ít nhất một cách') } });

  await makeAccount('quan.tri.2', 'administrator');
  const bare = await one.go(page, { login: 'quan.tri.2', password });
  expect(bare.status).toBe(404);
  const two = browser();
  const bareForm = await (await two.go(await two.begin(), { login: 'quan.tri.2', password })).text();
  expect(bareForm).toContain('Thêm cách xác nhận thứ hai');
});

describe('phiên đăng nhập', () => {
  beforeAll(() => makeAccount('dd.binh', 'nurse'));

  test('thấy mọi nơi đang đăng nhập; kết thúc một nơi thì thẻ và thẻ gia hạn của nơi ấy hết giá trị, nơi khác vẫn làm việc', async () => {
    const here = browser();
    const there = browser('Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36');
    const mine = await here.signIn('dd.binh', password);
    const asked = await there.ask(await there.begin(), { login: 'dd.binh', password });
    const lost = await there.tokens(String(asked.body.next));
    const { sessions } = (await account(mine)).body as {
      sessions: { session: string; device: string; isHere: boolean }[];
    };
    expect(sessions).toMatchObject([
      { device: 'Chrome · Android', client: 'lienmach-web', address: '127.0.0.1', isHere: false },
      { device: 'Firefox · Windows', isHere: true },
    ]);
    const session = sessions[0]?.session;
    expect((await account(lost.access)).status).toBe(200);
    expect((await own(mine, 'session-end', { session })).status).toBe(200);
    expect((await account(lost.access)).status).toBe(401);
    const renewed = await there.ask('/oauth2/token', {
      grant_type: 'refresh_token',
      client_id: 'lienmach-web',
      refresh_token: lost.refresh,
    });
    expect(renewed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await there.begin()).toMatch(/^\/sign-in\//);
    expect((await account(mine)).body.sessions).toHaveLength(1);
    expect((await own(mine, 'session-end', { session })).status).toBe(404);
  });

  test('phiên của người khác không kết thúc được', async () => {
    await makeAccount('dd.chi', 'nurse');
    const theirs = await browser().signIn('dd.chi', password);
    const { sessions } = (await account(theirs)).body as { sessions: { session: string }[] };
    const mine = await browser().signIn('dd.binh', password);
    expect((await own(mine, 'session-end', { session: sessions[0]?.session })).status).toBe(404);
    expect((await account(theirs)).status).toBe(200);
  });

  test('đổi mật khẩu: mật khẩu dễ đoán không nhận; đổi xong thì mọi phiên kết thúc', async () => {
    const mine = await browser().signIn('dd.binh', password);
    const common = await own(mine, 'password', { password, next: 'BenhVien@123456' });
    expect(common).toMatchObject({ status: 400, body: { problem: expect.stringContaining('dễ đoán') } });
    const next = 'cơm lam nếp nương Tây Bắc';
    expect((await own(mine, 'password', { password, next })).status).toBe(200);
    expect((await account(mine)).status).toBe(401);
    expect((await account(await browser().signIn('dd.binh', next))).status).toBe(200);
  });

  test('thẻ gia hạn đã dùng mà dùng lại: cả chuỗi thẻ hết giá trị', async () => {
    const one = browser();
    const asked = await one.ask(await one.begin(), { login: 'dd.chi', password });
    const first = await one.tokens(String(asked.body.next));
    const renew = (refresh_token: string) =>
      one.ask('/oauth2/token', { grant_type: 'refresh_token', client_id: 'lienmach-web', refresh_token });
    const second = await renew(first.refresh);
    expect(second.status).toBe(200);
    expect((await renew(first.refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await renew(String(second.body.refresh_token))).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('phần mềm không đụng được vào cách đăng nhập của ai', async () => {
    const token = await house.token('tool');
    expect((await account(token)).status).toBe(403);
    expect((await own(token, 'password', { password })).status).toBe(403);
  });
});

test('người lạ đoán mật khẩu không khóa được chính chủ ở máy đã từng đăng nhập', async () => {
  await makeAccount('bs.dung', 'doctor');
  const known = browser();
  await known.signIn('bs.dung', password);
  const stranger = browser();
  const page = await stranger.begin();
  for (let attempt = 0; attempt < 6; attempt++)
    expect((await stranger.ask(page, { login: 'bs.dung', password: 'đoán bừa một câu' })).status).toBe(401);
  expect((await stranger.ask(page, { login: 'bs.dung', password })).status).toBe(401);
  await house.server.access.accountDesk.endSessions('bs.dung');
  expect(await known.signIn('bs.dung', password)).toMatch(/^ey/);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../open-test-browser.ts';
import { type IdentityHouse, openTestIdentityHouse } from '../open-test-identity-house.ts';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const password = 'mật khẩu dài đủ dùng';
const number = '099080000001';
let house: TestServer;
let nation: IdentityHouse;

beforeAll(async () => {
  nation = await openTestIdentityHouse();
  const rules = { clientId: 'lien-mach', claim: 'national_id', verifiedBy: 'national_id_verified' };
  const upstream = [
    { ...rules, id: 'quoc-gia', title: 'Định danh thử', issuer: nation.issuer },
    { ...rules, id: 'tat-may', title: 'Nơi đang tắt', issuer: 'http://127.0.0.1:9' },
  ];
  house = await openTestServer({ site: { signIn: { upstream } } });
  const { accounts, accountDesk } = house.server.access;
  await accounts.create(
    { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] },
    password,
  );
  await accountDesk.link('bs.an', 'quoc-gia', number);
});
afterAll(async () => {
  await house.close();
  await nation.close();
});
beforeEach(() => {
  const claims = { sub: 'x', national_id: number, national_id_verified: true, email: 'bs.an@thu.example' };
  Object.assign(nation.told, { claims, nonce: 'as asked', issuer: 'itself', key: 'published' });
});

/** away to the other house, and back with its answer. @returns the address of the answer in this sign-in */
async function comeBack(browser: TestBrowser, page: string): Promise<string> {
  const away = (await browser.go(`${page}/with/quoc-gia`)).headers.get('location') ?? '';
  const returned = await browser.go(await nation.visit(away));
  return returned.headers.get('location') ?? '';
}

async function arrive() {
  const browser = openTestBrowser(house.base);
  const page = await browser.begin();
  const back = await comeBack(browser, page);
  return { browser, page, back, answer: await browser.go(back) };
}

async function auditRows(where: string) {
  await house.server.access.audit.flush();
  return house.database.sql.query({ text: `select * from audit where ${where} order by seq` });
}

test('trang đăng nhập nói có thể vào bằng nơi nào', async () => {
  const site = (await (await fetch(`${house.base}/site`)).json()) as { upstream: unknown };
  expect(site.upstream).toEqual([
    { id: 'quoc-gia', title: 'Định danh thử' },
    { id: 'tat-may', title: 'Nơi đang tắt' },
  ]);
});

test('vào bằng định danh đã gắn với tài khoản; số định danh không nằm trong địa chỉ nào', async () => {
  const { browser, back, answer } = await arrive();
  expect(back).not.toContain(number);
  expect(answer.status).toBe(303);
  const { access } = await browser.tokens(answer.headers.get('location') ?? '');
  const me = await fetch(`${house.base}/session`, { headers: { authorization: `Bearer ${access}` } });
  expect(await me.json()).toMatchObject({ who: 'Practitioner/an' });
  expect(await auditRows(`activity = 'sign-in' and outcome = 0`)).toMatchObject([
    { what: ['Practitioner/an'], query: 'amr=fed' },
  ]);
});

describe('không vào được', () => {
  const refused = async (words: string) => {
    const { answer } = await arrive();
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain(words);
  };

  test.each([
    ['chưa gắn với tài khoản nào', { sub: 'x', national_id: '099080000002', national_id_verified: true }],
    ['chưa được xác minh', { sub: 'x', national_id: number, national_id_verified: false }],
    ['chỉ có thư điện tử trùng', { sub: 'x', email: 'bs.an@thu.example' }],
  ])('%s', async (_name, claims) => {
    nation.told.claims = claims;
    await refused('chưa được gắn với tài khoản');
  });

  test.each([
    ['nơi cấp khác', { issuer: 'another' }],
    ['nonce không khớp', { nonce: 'another' }],
    ['ký bằng khóa khác', { key: 'another' }],
  ] as const)('%s', async (_name, lie) => {
    Object.assign(nation.told, lie);
    await refused('không hợp lệ');
  });

  test('câu trả lời dùng lần thứ hai, câu trả lời của trình duyệt khác, trạng thái lạ', async () => {
    const { browser, page, back } = await arrive();
    expect((await browser.go(back)).status).not.toBe(303);
    const other = openTestBrowser(house.base);
    const otherPage = await other.begin();
    const stolen = await comeBack(other, otherPage);
    const thief = openTestBrowser(house.base);
    const thiefPage = await thief.begin();
    expect((await thief.go(stolen)).status).toBe(404);
    expect((await thief.go(stolen.replace(otherPage, thiefPage))).status).toBe(401);
    expect((await browser.go('/sign-in/upstream/quoc-gia?state=la&code=la')).status).toBe(401);
    expect(page).toMatch(/^\/sign-in\//);
  });

  test('nơi kia đang tắt: nói rõ, và mật khẩu vẫn dùng được ngay trên trang ấy', async () => {
    const browser = openTestBrowser(house.base);
    const page = await browser.begin();
    const down = await browser.go(`${page}/with/tat-may`);
    expect(down.status).toBe(401);
    expect(await down.text()).toContain('không trả lời');
    expect((await browser.go(page, { login: 'bs.an', password })).status).toBe(303);
    expect((await browser.go(`${page}/with/khong-co`)).status).toBe(404);
  });

  test('một định danh chỉ gắn với một tài khoản', async () => {
    const { accounts, accountDesk } = house.server.access;
    await accounts.create(
      { login: 'bs.gia', display: 'Giả', reference: 'Practitioner/gia', roles: ['doctor'] },
      password,
    );
    const taken = { code: 'access.identityTaken', status: 409 };
    await expect(accountDesk.link('bs.gia', 'quoc-gia', number)).rejects.toMatchObject(taken);
    await expect(accountDesk.link('khong.co', 'quoc-gia', 'x')).rejects.toMatchObject({
      code: 'access.unknownAccount',
    });
  });
});

import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAccounts } from './accounts.ts';
import { openClients } from './clients.ts';
import { openOneTimeLinks } from './one-time-links.ts';

const password = 'mật khẩu dài đủ dùng';
let database: TestSql;
let time = Date.parse('2026-03-02T00:30:00Z');
const now = () => new Date(time);
const accounts = () => openAccounts(database.sql, now);
const person = { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] };

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.query({ text: 'delete from access_account' });
  await accounts().create(person, password);
});

test('đúng mật khẩu thì vào được, sai hoặc không có tài khoản thì cùng một câu trả lời', async () => {
  expect(await accounts().signIn('bs.an', password)).toEqual(person);
  for (const [login, given] of [
    ['bs.an', 'sai mật khẩu rồi'],
    ['khong.co', password],
    ["'; drop table access_account; --", password],
  ] as const) {
    await expect(accounts().signIn(login, given)).rejects.toMatchObject({ code: 'access.signInRefused', status: 401 });
  }
});

test('sai năm lần thì khóa, đúng mật khẩu cũng không vào; hết hạn khóa lại vào được', async () => {
  for (let attempt = 0; attempt < 5; attempt++)
    await expect(accounts().signIn('bs.an', 'sai mật khẩu rồi')).rejects.toMatchObject({ status: 401 });
  await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject({ code: 'access.signInRefused' });
  time += 15 * 60_000;
  expect(await accounts().signIn('bs.an', password)).toEqual(person);
});

test('đoán song song cũng bị đếm: hai mươi lần cùng lúc, chỉ năm lần được xét', async () => {
  const guesses = Array.from({ length: 20 }, () => accounts().signIn('bs.an', 'sai mật khẩu rồi'));
  await Promise.allSettled(guesses);
  await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject({ status: 401 });
});

test('lần đúng xóa số lần sai trước đó', async () => {
  for (let round = 0; round < 3; round++) {
    await expect(accounts().signIn('bs.an', 'sai mật khẩu rồi')).rejects.toMatchObject({ status: 401 });
    await accounts().signIn('bs.an', password);
  }
});

test('người đã nghỉ việc không vào được; tên đăng nhập sai dạng hoặc trùng bị từ chối', async () => {
  await accounts().disable('bs.an');
  await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject({ code: 'access.signInRefused' });
  expect(await accounts().find('bs.an')).toBeUndefined();
  await expect(accounts().create({ ...person, login: 'Á' })).rejects.toMatchObject({ code: 'access.loginMalformed' });
  await expect(accounts().create(person)).rejects.toMatchObject({ code: 'access.loginTaken' });
});

test('liên kết đặt mật khẩu dùng một lần, trong 24 giờ; mật khẩu ngắn không làm mất liên kết', async () => {
  await accounts().create({ ...person, login: 'quan.tri', roles: ['administrator'] });
  const links = openOneTimeLinks(database.sql, (sql) => openAccounts(sql, now), now);
  const token = await links.create('quan.tri');
  await expect(links.redeem(token, 'ngắn')).rejects.toMatchObject({ code: 'access.passwordTooShort' });
  expect(await links.redeem(token, password)).toBe('quan.tri');
  await expect(links.redeem(token, password)).rejects.toMatchObject({ code: 'access.linkInvalid', status: 404 });
  expect((await accounts().signIn('quan.tri', password)).roles).toEqual(['administrator']);

  const late = await links.create('quan.tri');
  time += 24 * 3_600_000 + 1;
  await expect(links.redeem(late, password)).rejects.toMatchObject({ code: 'access.linkInvalid' });
});

test('bí mật của phần mềm chỉ lưu dạng băm; đổi bí mật thì bí mật cũ hết hiệu lực', async () => {
  const clients = openClients(database.sql);
  const client = { id: 'may-xn', display: 'Máy xét nghiệm', roles: ['integration'], scope: 'system/*.cruds' };
  const first = await clients.create(client);
  expect(await clients.secretMatches('may-xn', first)).toBe(true);
  expect(await clients.find('may-xn')).toEqual({ ...client, hasSecret: true });
  const second = await clients.create(client);
  expect(await clients.secretMatches('may-xn', first)).toBe(false);
  expect(await clients.secretMatches('khong-co', second)).toBe(false);
  await clients.disable('may-xn');
  expect(await clients.secretMatches('may-xn', second)).toBe(false);
});

import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAccountDesk } from './account-desk.ts';
import { openAccounts } from './accounts.ts';

let database: TestSql;
let time = Date.parse('2026-03-02T00:30:00Z');
const now = () => new Date(time);
const desk = () => openAccountDesk(database.sql, now);
const accounts = () => openAccounts(database.sql, now);
const person = { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] };
const chosen = 'mật khẩu tự chọn';

/** as the provider keeps it */
const openSession = (login: string) =>
  database.sql.query({
    text: `insert into access_payload (model, id, payload, expires) values ('Session', $1, $2, $3)`,
    values: [`s-${login}-${time}`, JSON.stringify({ accountId: login }), new Date(time + 3_600_000)],
  });
const generation = async () => (await accounts().find('bs.an'))?.generation;

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.query({ text: 'delete from access_account' });
  await database.sql.query({ text: 'delete from access_payload' });
});

test('tài khoản mới có mật khẩu dùng một lần: vào được trong 24 giờ, phải đổi; đổi rồi thì dùng như thường', async () => {
  const { password, until } = await desk().create(person);
  expect(password).toMatch(/^[2-9a-hj-km-np-z]{4}(-[2-9a-hj-km-np-z]{4}){3}$/);
  expect(until).toBe('2026-03-03T00:30:00.000Z');
  expect(await accounts().signIn('bs.an', password)).toEqual({ ...person, mustChange: true });
  await accounts().setPassword('bs.an', chosen);
  expect(await accounts().signIn('bs.an', chosen)).toEqual(person);
  await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject({ code: 'access.signInRefused' });
});

test('quá 24 giờ thì mật khẩu dùng một lần không mở được gì', async () => {
  const { password } = await desk().create(person);
  time += 24 * 3_600_000;
  await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject({ code: 'access.signInRefused' });
});

test('đặt lại mật khẩu, đổi vai trò, khóa, kết thúc phiên: mọi phiên cũ hết giá trị', async () => {
  await desk().create(person);
  const steps: readonly (() => Promise<unknown>)[] = [
    () => desk().resetPassword('bs.an'),
    () => desk().change('bs.an', () => ({ roles: ['doctor', 'lab-doctor'] })),
    () => desk().endSessions('bs.an'),
    () => accounts().setPassword('bs.an', chosen),
  ];
  for (const step of steps) {
    await openSession('bs.an');
    const before = await generation();
    expect((await desk().list())[0]?.sessions).toBe(1);
    await step();
    expect((await desk().list())[0]?.sessions).toBe(0);
    expect(await generation()).toBe((before ?? 0) + 1);
  }
  await desk().change('bs.an', () => ({ isDisabled: true }));
  expect(await accounts().find('bs.an')).toBeUndefined();
});

test('đổi tên hiển thị không đuổi ai; điều kiện không qua thì không đổi gì', async () => {
  await desk().create(person);
  await openSession('bs.an');
  await desk().change('bs.an', () => ({ display: 'BS. An Bình' }));
  expect(await desk().list()).toMatchObject([{ display: 'BS. An Bình', sessions: 1, isDisabled: false }]);
  const refused = desk().change('bs.an', () => {
    throw new Error('không');
  });
  await expect(refused).rejects.toThrow('không');
  expect(await desk().list()).toMatchObject([{ display: 'BS. An Bình' }]);
});

test('không có tài khoản thì nói không có', async () => {
  const nobody = { code: 'access.unknownAccount', status: 404 };
  await expect(desk().resetPassword('khong.co')).rejects.toMatchObject(nobody);
  await expect(desk().endSessions('khong.co')).rejects.toMatchObject(nobody);
  await expect(desk().change('khong.co', () => ({}))).rejects.toMatchObject(nobody);
});

import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccountDesk } from './account-desk.ts';
import { openAccounts } from './accounts.ts';
import { openKnownDevices } from './known-devices.ts';
import { openSecondFactors } from './second-factors.ts';
import { totpAt } from './totp.ts';

const password = 'mật khẩu dài đủ dùng';
const wrong = 'sai mật khẩu rồi';
const person = { login: 'bs.an', display: 'BS. An', reference: 'Practitioner/an', roles: ['doctor'] };
const minute = 60_000;
let database: TestSql;
let time = Date.parse('2026-03-02T00:30:00Z');
const now = () => new Date(time);
const accounts = () => openAccounts(database.sql, now);
const desk = () => openAccountDesk(database.sql, now);
const factors = (key = 'khóa của nơi này') => openSecondFactors({ sql: database.sql, key, now });

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
beforeEach(async () => {
  time += 30 * 24 * 60 * minute;
  await database.sql.query({ text: 'delete from access_account' });
  await accounts().create(person, password);
});

const refused = { code: 'access.signInRefused' };
const guess = (known?: string) => expect(accounts().signIn('bs.an', wrong, known)).rejects.toMatchObject(refused);

describe('nhập sai mật khẩu', () => {
  test('mỗi lần sai nữa thì chờ lâu gấp đôi, không quá một giờ', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await guess();
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      time += minutes * minute - 1;
      await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject(refused);
      time += 1;
      await guess();
    }
    expect((await desk().list())[0]?.lockedUntil).toBeDefined();
    time += 60 * minute;
    expect(await accounts().signIn('bs.an', password)).toEqual(person);
    expect((await desk().list())[0]?.lockedUntil).toBeUndefined();
  });

  test('người lạ đoán sai mãi không khóa được chính chủ ở máy quen', async () => {
    const devices = openKnownDevices(database.sql, now);
    expect(await devices.lockFor('bs.an', undefined)).toBeUndefined();
    const device = await devices.remember('bs.an', 'không phải số của máy');
    expect(await devices.remember('bs.an', device)).toBe(device);
    expect(await devices.lockFor('khac', device)).toBeUndefined();
    const known = await devices.lockFor('bs.an', device);
    for (let attempt = 0; attempt < 8; attempt++) await guess();
    await expect(accounts().signIn('bs.an', password)).rejects.toMatchObject(refused);
    expect(await accounts().signIn('bs.an', password, known)).toEqual(person);
    for (let attempt = 0; attempt < 5; attempt++) await guess(known);
    await expect(accounts().signIn('bs.an', password, known)).rejects.toMatchObject(refused);
  });

  test('một ngày không ai thử thì đếm lại từ đầu; quản trị viên đặt lại mật khẩu thì mở ngay', async () => {
    for (let attempt = 0; attempt < 4; attempt++) await guess();
    time += 24 * 60 * minute + 1;
    await guess();
    expect(await accounts().signIn('bs.an', password)).toEqual(person);
    for (let attempt = 0; attempt < 5; attempt++) await guess();
    const given = await desk().resetPassword('bs.an');
    expect(await accounts().signIn('bs.an', given.password)).toMatchObject({ mustChange: true });
  });

  test('mật khẩu nhiều người dùng thì không đặt được', async () => {
    const common = { code: 'access.passwordTooCommon' };
    await expect(accounts().setPassword('bs.an', 'MatKhau@123456')).rejects.toMatchObject(common);
    await expect(accounts().setPassword('bs.an', 'ngắn')).rejects.toMatchObject({ code: 'access.passwordTooShort' });
  });
});

describe('mã trên điện thoại', () => {
  const bytesOf = (text: string): Buffer => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  };
  const enrol = async () => {
    const { id, secret } = await factors().beginTotp('bs.an', 'Bệnh viện Thử', 'Điện thoại');
    const bytes = bytesOf(secret);
    const recovery = await factors().confirmTotp('bs.an', id, totpAt(bytes, now()));
    return { id, bytes, recovery };
  };
  const codeRefused = { code: 'access.codeRefused', status: 401 };

  test('chưa xác nhận bằng mã đầu tiên thì chưa có tác dụng; xác nhận xong có mười mã dự phòng', async () => {
    const { id } = await factors().beginTotp('bs.an', 'Bệnh viện Thử', 'Điện thoại');
    await expect(factors().confirmTotp('bs.an', id, '000000')).rejects.toMatchObject(codeRefused);
    expect(await factors().ways('bs.an')).toEqual({ totp: false, passkey: false, recovery: 0 });
    const { recovery } = await enrol();
    expect(recovery).toHaveLength(10);
    expect(await factors().ways('bs.an')).toEqual({ totp: true, passkey: false, recovery: 10 });
    expect(await factors().list('bs.an')).toMatchObject([{ kind: 'totp', label: 'Điện thoại' }]);
  });

  test('một mã chỉ dùng một lần, kể cả hai lần cùng lúc; mã của bước sau thì được', async () => {
    const { bytes } = await enrol();
    await expect(factors().check('bs.an', totpAt(bytes, now()))).rejects.toMatchObject(codeRefused);
    time += minute;
    const code = totpAt(bytes, now());
    const both = await Promise.allSettled([factors().check('bs.an', code), factors().check('bs.an', code)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    time += minute;
    const spaced = totpAt(bytes, new Date(time + 30_000));
    expect(await factors().check('bs.an', `${spaced.slice(0, 3)} ${spaced.slice(3)}`)).toBe('totp');
  });

  test('mã dự phòng dùng một lần; tạo mã mới thì mã cũ hết giá trị', async () => {
    const { recovery } = await enrol();
    const [first = '', second = ''] = recovery;
    expect(await factors().check('bs.an', first.toUpperCase().replaceAll('-', ' '))).toBe('recovery');
    await expect(factors().check('bs.an', first)).rejects.toMatchObject(codeRefused);
    await factors().newRecovery('bs.an');
    await expect(factors().check('bs.an', second)).rejects.toMatchObject(codeRefused);
  });

  test('sai năm lần thì phải chờ, mã đúng cũng chưa nhận', async () => {
    const { bytes } = await enrol();
    time += minute;
    for (let attempt = 0; attempt < 5; attempt++)
      await expect(factors().check('bs.an', '000000')).rejects.toMatchObject(codeRefused);
    const locked = { code: 'access.codeLocked', status: 429 };
    await expect(factors().check('bs.an', totpAt(bytes, now()))).rejects.toMatchObject(locked);
    time += minute;
    expect(await factors().check('bs.an', totpAt(bytes, now()))).toBe('totp');
  });

  test('bí mật nằm trong cơ sở dữ liệu dưới dạng niêm phong: khóa khác, người khác đều không mở được', async () => {
    const { bytes } = await enrol();
    const [row] = await database.sql.query<{ secret: Uint8Array }>({ text: 'select secret from access_factor' });
    expect(Buffer.from(row?.secret ?? []).includes(bytes)).toBe(false);
    time += minute;
    await expect(factors('khóa khác').check('bs.an', totpAt(bytes, now()))).rejects.toThrow();
    await accounts().create({ ...person, login: 'ke.gian' }, password);
    await database.sql.query({ text: `update access_factor set login = 'ke.gian'` });
    await expect(factors().check('ke.gian', totpAt(bytes, now()))).rejects.toThrow();
  });

  test('gỡ một cách xác nhận; quản trị viên gỡ hết thì mã dự phòng cũng hết', async () => {
    const { id } = await enrol();
    await expect(factors().remove('bs.an', 'khong-co')).rejects.toMatchObject({ code: 'access.unknownFactor' });
    await factors().remove('bs.an', id);
    expect(await factors().list('bs.an')).toEqual([]);
    await enrol();
    expect((await desk().list())[0]?.factors).toBe(1);
    expect(await desk().resetFactors('bs.an')).toBe(1);
    expect(await factors().ways('bs.an')).toEqual({ totp: false, passkey: false, recovery: 0 });
    await expect(desk().resetFactors('khong.co')).rejects.toMatchObject({ code: 'access.unknownAccount' });
  });
});

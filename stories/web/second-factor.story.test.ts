import { join } from 'node:path';
import { authenticatorCode } from '@lienmach/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let url = '';

beforeAll(async () => {
  [house, browser] = await Promise.all([
    openWebDemo({ signIn: { secondFactor: ['administrator'] } }, 'localhost'),
    openBrowser(),
  ]);
  url = house.demo.url.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const loginOf = (role: string): string => house.demo.accounts.find((account) => account.role === role)?.login ?? '';

/** the machine has a fingerprint reader, and the right finger lies on it */
async function addFingerprintReader(page: Page): Promise<void> {
  const machine = await page.context().newCDPSession(page);
  await machine.send('WebAuthn.enable');
  await machine.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function look(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `second factor ${name}.png`) });
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).press('Enter');
  await page.getByRole('button', { name: 'Bảo mật của tôi' }).press('Enter');
  await page.getByRole('heading', { name: 'Nơi đang đăng nhập' }).waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).press('Enter');
  await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
  await page.getByLabel('Mật khẩu', { exact: true }).waitFor();
}

const secretOn = async (page: Page): Promise<string> =>
  (await page.locator('.factor-secret').innerText()).replaceAll(/\s/g, '');

test('bác sĩ thêm mã trên điện thoại và khóa truy cập, rồi vào bằng từng cách, không chạm chuột', async () => {
  const { page, problems } = await openVisitor(browser, url);
  const { password } = house.demo;
  const login = loginOf('doctor');
  await addFingerprintReader(page);
  await signIn(page, login, password);
  await openAccount(page);
  await page.getByText('Chưa có cách nào').waitFor();
  await page.getByText('Nơi này').waitFor();

  await page.keyboard.press('Alt+a');
  await page.getByRole('dialog').getByLabel('Mật khẩu hiện tại').fill(password);
  await page.keyboard.press('Enter');
  const code = page.getByRole('dialog').getByLabel('Mã sáu số');
  await code.waitFor();
  const secret = await secretOn(page);
  await look(page, 'thêm mã máy bàn');
  await code.fill(authenticatorCode(secret, -30));
  await page.keyboard.press('Enter');
  const codes = page.getByRole('dialog', { name: 'Mã dự phòng' });
  await codes.waitFor();
  expect(await codes.getByRole('listitem').count()).toBe(10);
  await look(page, 'mã dự phòng máy bàn');
  await codes.getByRole('button', { name: 'Tôi đã cất kỹ' }).press('Enter');

  await page.keyboard.press('Alt+k');
  await page.getByRole('dialog').getByLabel('Mật khẩu hiện tại').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('Máy này', { exact: true }).waitFor();
  await page.getByText('Còn 10 mã dự phòng').waitFor();
  await look(page, 'bảo mật của tôi máy bàn');

  await signOut(page);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Mã xác nhận').waitFor();
  await look(page, 'hỏi mã máy bàn');
  await page.getByLabel('Mã xác nhận').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByText('Mã không đúng').waitFor();
  await page.getByLabel('Mã xác nhận').fill(authenticatorCode(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Các phòng' }).waitFor();

  await signOut(page);
  await page.getByRole('button', { name: 'Dùng khóa truy cập' }).press('Enter');
  await page.getByRole('navigation', { name: 'Các phòng' }).waitFor();
  await openAccount(page);
  expect(await page.getByRole('listitem').filter({ hasText: 'Máy này' }).innerText()).toContain('dùng');
  expect(problems.filter((line) => !/status of 401/.test(line))).toEqual([]);
  await page.context().close();
});

test('quản trị viên bắt buộc có cách thứ hai: điện thoại, nền tối, thêm ngay lần vào đầu', async () => {
  const { page, problems } = await openVisitor(browser, url, { width: 390, height: 844, isDark: true });
  await page.getByLabel('Tên đăng nhập').fill(loginOf('administrator'));
  await page.getByLabel('Mật khẩu', { exact: true }).fill(house.demo.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Thêm cách xác nhận thứ hai' }).waitFor();
  await look(page, 'bắt buộc điện thoại tối');
  await page.getByLabel('Mã sáu số').fill(authenticatorCode(await secretOn(page)));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor();
  await look(page, 'mã dự phòng điện thoại tối');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Các phòng' }).waitFor();
  await page.goto(`${url}/account`);
  await page.getByText('Vai trò của bạn bắt buộc có ít nhất một cách.').waitFor();
  await look(page, 'bảo mật của tôi điện thoại tối');
  expect(problems).toEqual([]);
  await page.context().close();
});

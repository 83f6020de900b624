import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `administration ${name}.png`) });
const enter = async (look = {}) => {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'quan-tri', house.demo.password);
  return visitor;
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 35 });
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('bàn quản trị, chỉ bàn phím', () => {
  test('thêm người mới: mật khẩu tạm hiện một lần, người ấy phải đổi ngay lần vào đầu tiên', async () => {
    const { page, problems } = await enter();
    await picture(page, 'trang chính');
    await press(page, 'Alt+1');
    await page.getByRole('region', { name: 'Tài khoản' }).getByText('Đặng Văn Thử Trị').waitFor();
    expect(await violations(page)).toEqual([]);
    await press(page, 'Alt+n');
    await page.getByRole('dialog', { name: 'Thêm tài khoản' }).waitFor();
    await type(page, 'Trịnh Thị Thử Mới');
    await press(page, 'Enter');
    await type(page, 'thu.moi');
    await press(page, 'Enter', 'Enter', 'Enter', ' ');
    await picture(page, 'thêm tài khoản');
    expect(await violations(page)).toEqual([]);
    for (let role = 0; role < 9; role += 1) await press(page, 'Enter');
    await press(page, 'Enter');
    const shown = page.getByRole('dialog', { name: 'Mật khẩu tạm' });
    await shown.waitFor();
    const password = await shown.locator('output').innerText();
    await picture(page, 'mật khẩu tạm');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Escape');
    await page.getByRole('region', { name: 'Trịnh Thị Thử Mới' }).waitFor();
    await picture(page, 'tài khoản');
    expect(await overflow(page)).toBe(0);

    const newcomer = await openVisitor(browser, house.demo.url);
    await newcomer.page.getByLabel('Tên đăng nhập').fill('thu.moi');
    await newcomer.page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await press(newcomer.page, 'Enter');
    await newcomer.page.getByRole('heading', { name: 'Đặt mật khẩu lần đầu' }).waitFor();
    await picture(newcomer.page, 'đặt mật khẩu');
    await type(newcomer.page, 'mật khẩu tự chọn 1');
    await press(newcomer.page, 'Enter');
    await signIn(newcomer.page, 'thu.moi', 'mật khẩu tự chọn 1');
    await newcomer.page.context().close();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

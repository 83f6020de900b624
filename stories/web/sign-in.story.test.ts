import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { scan } from './scan.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const enter = async (look = {}) => {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'tiep-don', house.demo.password);
  return visitor;
};

describe('người tiếp đón mở máy đầu ca', () => {
  test.each([
    { name: 'máy bàn', width: 1366, height: 768, isDark: false },
    { name: 'điện thoại', width: 390, height: 844, isDark: true },
  ])('$name: trang đăng nhập và trang chính đọc được bằng mọi cách', async ({ name, ...look }) => {
    const { page, problems } = await openVisitor(browser, house.demo.url, look);
    await page.getByRole('button', { name: /Tiếp đón/ }).click();
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('tiep-don');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, `sign-in ${name}.png`) });
    await signIn(page, 'tiep-don', house.demo.password);
    await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
    await page.getByRole('heading', { name: 'Lượt khám hôm nay' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.screenshot({ path: join(shots, `home ${name}.png`) });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('sai mật khẩu: ở lại trang, nói rõ, tên đã gõ còn nguyên', async () => {
    const { page } = await openVisitor(browser, house.demo.url);
    await page.getByLabel('Tên đăng nhập').fill('tiep-don');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('khong-phai-mat-khau');
    await page.keyboard.press('Enter');
    await page.getByText('Sai tên đăng nhập hoặc mật khẩu').waitFor();
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('tiep-don');
    await page.context().close();
  });

  test('tải lại trang: vào lại ngay, không hỏi mật khẩu; đăng xuất: phải gõ mật khẩu', async () => {
    const { page } = await enter();
    await page.reload();
    await page.getByRole('navigation', { name: 'Các phòng' }).waitFor();
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor();
    await page.goto(house.demo.url);
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor();
    await page.context().close();
  });

  test('khóa máy che màn hình; sai mật khẩu vẫn khóa, đúng thì về đúng chỗ', async () => {
    const { page } = await enter();
    await page.keyboard.press('Control+Alt+l');
    const locked = page.getByRole('dialog', { name: 'Máy đang khóa' });
    await locked.getByLabel('Mật khẩu').fill('sai');
    await page.keyboard.press('Enter');
    await locked.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
    await locked.getByLabel('Mật khẩu').fill(house.demo.password);
    await page.keyboard.press('Enter');
    await locked.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('quét khi con trỏ đang ở ô tìm: ô không giữ lại ký tự nào; gõ chậm thì chữ ở lại', async () => {
    const { page } = await enter();
    const box = page.getByRole('combobox', { name: 'Ô quét và tìm' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('xa', { delay: 120 });
    await page.waitForTimeout(200);
    await scan(page, 'LM7K2P9QXY');
    expect(await box.inputValue()).not.toContain('LM7');
    await page.getByText(/Mã thanh toán/).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tra', { delay: 120 });
    expect(await box.inputValue()).toMatch(/tra$/);
    await page.context().close();
  });

  test('bộ phím quen tay: chọn ở bảng phím tắt, nút in phím mới, phím mới chạy; lần sau vào vẫn còn', async () => {
    const { page } = await enter();
    await page.goto(`${house.demo.url}/registration/reception`);
    await page.getByRole('radio').first().waitFor();
    await page.keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Bảng phím tắt' });
    await sheet.getByRole('radio', { name: 'F11 lưu' }).click();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'key sheet.png') });
    await page.keyboard.press('Escape');
    await page.locator('button[aria-keyshortcuts="F11"]').waitFor();
    await page.keyboard.press('F11');
    await page.getByText('Cần họ tên').waitFor();
    await page.reload();
    await page.locator('button[aria-keyshortcuts="F11"]').waitFor();
    await page.context().close();
  });

  test('tin mới tới ngay: thẻ “Kết nối” báo thông, lượt khám mới tự hiện', async () => {
    const { page } = await enter();
    await page.getByRole('button', { name: 'Kết nối 3/3' }).waitFor();
    const tool = await house.demo.as('tool');
    await tool.put({
      resourceType: 'Patient',
      id: 'moi-toi',
      name: [{ text: 'NGUYỄN THỊ MẪU MỚI' }],
      gender: 'female',
      birthDate: '1990-02-03',
    });
    await tool.put({
      resourceType: 'Encounter',
      id: 'luot-moi',
      status: 'arrived',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: 'Patient/moi-toi', display: 'NGUYỄN THỊ MẪU MỚI' },
      period: { start: `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00` },
    });
    await page.getByText('NGUYỄN THỊ MẪU MỚI').waitFor({ timeout: 6_000 });
    await page.context().close();
  });
});

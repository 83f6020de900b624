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

const newPrices = `code,name,price,insurancePrice,onDemandPrice,foreignPrice,unit,group,decision,validFrom,validTo
02.1896,Khám Nội,58000,50600,130000,170000,Lần,13,05/QĐ-THU,,
03.1897,Khám Nhi,58000,50600,130000,170000,Lần,13,05/QĐ-THU,,
04.1898,Khám Mắt,58000,,,,Lần,13,05/QĐ-THU,,
05.1899,Khám Tai,58000,,,170.000,Lần,13,05/QĐ-THU,,
`;

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
    const roles = await page.getByRole('dialog', { name: 'Thêm tài khoản' }).getByRole('checkbox').count();
    for (let role = 0; role < roles; role += 1) await press(page, 'Enter');
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

  test('phòng, bảng giá, danh mục: đổi xong có hiệu lực đúng ngày, xem trước rồi mới áp dụng', async () => {
    const { page, problems } = await enter();
    await page.getByRole('link', { name: 'Phòng', exact: true }).press('Enter');
    await page.getByRole('region', { name: 'Phòng và quầy' }).getByText('Phòng khám Nội 1').waitFor();
    await press(page, 'Alt+n');
    await page.getByRole('textbox', { name: 'Tên phòng' }).waitFor();
    await type(page, 'Phòng khám Mắt');
    await press(page, 'Enter', 'Enter');
    await type(page, 'K30');
    await press(page, 'Enter');
    await type(page, '02.1896');
    await page.getByRole('option', { name: /02.1896/ }).waitFor();
    await press(page, 'Enter');
    await picture(page, 'phòng mới');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+s');
    await page.getByText('Đã lưu Phòng khám Mắt').waitFor();
    await picture(page, 'phòng');
    expect(await overflow(page)).toBe(0);
    const nurse = await house.demo.as('nurse');
    const load = await nurse.operation('Encounter/$room-load');
    expect(JSON.stringify(load)).toContain('Phòng khám Mắt');

    await press(page, 'Alt+0');
    await picture(page, 'chọn nơi làm việc');
    await press(page, 'Escape');
    await page.getByRole('link', { name: 'Bảng giá', exact: true }).press('Enter');
    await page.getByRole('region', { name: 'Bảng giá dịch vụ', exact: true }).first().waitFor();
    await page.getByText('Khám Nội').first().click();
    await page.getByText('Đang áp dụng').waitFor();
    await picture(page, 'bảng giá');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await press(page, 'Alt+n');
    await page.getByRole('textbox', { name: 'Số quyết định hoặc phiên bản' }).focus();
    await type(page, '05/QĐ-THU');
    await press(page, 'Enter');
    await press(page, 'Control+a');
    await type(page, '01012027');
    await page.locator('input[type=file]').setInputFiles({
      name: 'gia.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(newPrices),
    });
    await press(page, 'Control+s');
    await page.getByRole('tab', { name: /Đổi/ }).waitFor();
    await picture(page, 'xem trước bảng giá');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+e');
    await page.getByText('Đã áp dụng').waitFor();
    await picture(page, 'danh mục');
    expect(await violations(page)).toEqual([]);
    const administrator = await house.demo.as('administrator');
    const history = JSON.stringify(await administrator.operation('$code-history', { code: '03.1897' }));
    expect(history).toContain('"2026-12-31"');
    expect(history).toContain('"58000"');
    expect(history).toContain('{"name":"foreignPrice","valueString":"170000"}');
    await page.getByRole('link', { name: 'Bảng giá', exact: true }).press('Enter');
    const list = page.getByRole('region', { name: 'Bảng giá dịch vụ', exact: true }).last();
    await list.getByText('Khám Nhi').waitFor();
    await list.focus();
    await press(page, 'Home', 'ArrowDown');
    const periods = page.getByRole('region', { name: '03.1897 Khám Nhi' });
    await periods.getByText('Sắp áp dụng').waitFor();
    await periods.getByText('170.000 đ').waitFor();
    await picture(page, 'lịch sử giá theo đối tượng');
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('nhật ký và vận hành: tìm theo việc, kiểm chuỗi; việc nền dừng lại hay không', async () => {
    const { page, problems } = await enter({ isDark: true });
    await page.getByRole('link', { name: 'Nhật ký', exact: true }).press('Enter');
    await page.getByRole('cell', { name: 'Đăng nhập' }).first().waitFor();
    await press(page, 'Alt+k');
    await page.getByText('Nguyên vẹn').waitFor();
    const log = page.getByRole('region', { name: 'Nhật ký truy cập' });
    await log.locator('.grid').focus();
    await press(page, 'ArrowDown');
    await picture(page, 'nhật ký tối');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await page.getByRole('link', { name: 'Vận hành', exact: true }).press('Enter');
    await page.getByText('Không việc nền nào dừng lại.').waitFor();
    await picture(page, 'vận hành tối');
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('điện thoại: từng bàn một cột, không tràn ngang', async () => {
    const { page } = await enter({ width: 390, height: 844 });
    for (const path of ['users', 'rooms', 'prices', 'catalogs', 'audit', 'operations']) {
      await page.goto(`${house.demo.url}/administration/${path}`);
      await page.locator('.panel').first().waitFor();
      await page.waitForTimeout(700);
      expect(await overflow(page)).toBe(0);
      await picture(page, `điện thoại ${path}`);
      expect(await violations(page)).toEqual([]);
    }
    await page.context().close();
  });
});

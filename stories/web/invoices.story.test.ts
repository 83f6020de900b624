import { join } from 'node:path';
import { type Demo, valueIn } from '@lienmach/cli';
import type { Bundle, Invoice, Money, Parameters } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { examinedVisit } from './visits-to-pay.ts';

let house: WebDemo;
let browser: Browser;

async function paidVisit(demo: Demo, name: string): Promise<void> {
  const encounter = await examinedVisit(demo, name, '1990-09-05');
  const cashier = await demo.as('cashier');
  const bill = await cashier.operation<Parameters>(`Encounter/${encounter}/$cost-statement`);
  const due = valueIn<Money>(bill, 'due');
  await cashier.operation(`Encounter/${encounter}/$collect`, {
    method: { valueCode: 'cash' },
    amount: { valueMoney: due },
  });
}

const behave = (mode: string) =>
  fetch(`${house.demo.invoiceUrl}/mode`, { method: 'POST', body: JSON.stringify({ mode }) });

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false, hasInvoices: true }), openBrowser()]);
  for (const name of ['Lê Thị Mẫu', 'Vũ Thị Ví Dụ']) await paidVisit(house.demo, name);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `invoices ${name}.png`) });
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 35 });
const focused = (page: Page) => expect.poll(() => page.evaluate('document.activeElement?.getAttribute("name")'));

/** when something waits still; the queue may have been faster */
async function sendNow(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /Gửi lại ngay/ });
  if (await button.isDisabled()) return;
  await button.focus();
  await press(page, 'Enter');
}

async function openDay(look: Look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await signIn(visitor.page, 'thu-ngan', house.demo.password);
  await visitor.page.goto(`${house.demo.url}/invoicing/day`);
  await visitor.page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
  return visitor;
}

async function invoices(kind: string): Promise<Invoice[]> {
  const cashier = await house.demo.as('cashier');
  const { entry = [] } = await cashier.get<Bundle>('Invoice?_count=200');
  return entry
    .map(({ resource }) => resource as Invoice)
    .filter(({ type: of }) =>
      of?.coding?.some(({ system, code }) => system?.endsWith('e-invoice-kind') && code === kind),
    );
}

/** pressed until it is done: whoever was cut off is tried again in a time of its own */
const issued = (page: Page, kind: string) =>
  expect
    .poll(
      async () => {
        await sendNow(page);
        return (await invoices(kind)).map(({ status }) => status);
      },
      { interval: 500, timeout: 60_000 },
    )
    .toEqual(['issued']);

describe('hóa đơn điện tử, chỉ bàn phím', () => {
  test('nhà cung cấp mất kết nối: vẫn lập cho công ty, hóa đơn chờ; có lại thì có số và mã', async () => {
    await behave('down');
    const { page, problems } = await openDay();
    await page.getByRole('row', { name: /Vũ Thị Ví Dụ/ }).waitFor();
    await picture(page, 'phiếu chờ');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await page.locator('.invoice-list .grid').focus();
    await press(page, 'Home', 'Enter');
    await focused(page).toBe('way');
    await press(page, 'ArrowDown', 'Enter');
    await focused(page).toBe('number');
    await type(page, '0100109107');
    await press(page, 'Enter');
    await type(page, 'Công ty Mẫu');
    await press(page, 'Control+Enter');
    await page
      .getByText(/^Mã số thuế sai/)
      .first()
      .waitFor();
    await picture(page, 'mã số thuế sai');
    expect(await violations(page)).toEqual([]);
    await page.locator('[name=number]').focus();
    await press(page, 'Control+a');
    await type(page, '0100109106');
    await press(page, 'Control+Enter', 'Control+Enter');
    await expect.poll(async () => (await invoices('personal')).length).toBe(1);

    await press(page, 'Alt+2');
    await page.getByRole('row', { name: /Công ty Mẫu/ }).waitFor();
    await page
      .getByText(/Không kết nối được nhà cung cấp/)
      .first()
      .waitFor();
    await picture(page, 'chờ gửi');
    expect(await violations(page)).toEqual([]);
    await behave('right');
    await issued(page, 'personal');
    await page
      .getByText(/2C\d\dTAA-/)
      .first()
      .waitFor();
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('lập hóa đơn tổng rồi thay thế hóa đơn sai tên công ty; ban đêm', async () => {
    const { page, problems } = await openDay({ isDark: true });
    await page.getByRole('row', { name: /Vũ Thị Ví Dụ/ }).waitFor();
    await press(page, 'Alt+n');
    await page.getByRole('dialog').waitFor();
    await picture(page, 'hóa đơn tổng tối');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+Enter');
    await page.getByText('Đã lập hóa đơn tổng.').first().waitFor();
    // the line was cut a moment ago: the queue has its own time, a press does not wait for it
    await press(page, 'Alt+2');
    await page.getByRole('row', { name: /Bán cho người tiêu dùng/ }).waitFor();
    await issued(page, 'summary');

    await page.getByRole('row', { name: /Công ty Mẫu/ }).click();
    await page.locator('.invoice-list .grid').focus();
    await press(page, 'Enter');
    await focused(page).toBe('job');
    await page.locator('[name=number]').focus();
    await type(page, '0100109106');
    await press(page, 'Enter');
    await type(page, 'Công ty Mẫu Mới');
    await page.locator('[name=reason]').focus();
    await type(page, 'Sai tên công ty');
    await picture(page, 'thay thế tối');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Control+Enter');
    await expect.poll(async () => (await invoices('replacement')).length).toBe(1);
    await issued(page, 'replacement');
    expect((await invoices('personal')).map(({ status }) => status)).toEqual(['cancelled']);
    await page.getByText('Đã được thay').first().waitFor();
    await picture(page, 'đã thay thế tối');
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('điện thoại: một cột, không tràn ngang', async () => {
    const { page } = await openDay({ width: 390, height: 844 });
    await page.getByRole('row', { name: /Công ty Mẫu Mới/ }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại');
    await page.context().close();
  });
});

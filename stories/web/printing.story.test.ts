import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityCardQr } from '@lienmach/cli';
import { openPrintHelper, type PrintHelper, simulatedSpooler } from '@lienmach/print-helper';
import type { Bundle, Task } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';
import { scan } from './scan.ts';

const PRINTER = 'P105 Laser';
const CODE = 'GHEP2345MAYINTHU';
/** the page may speak to this port of its own computer and to no other */
const PORT = 9631;

let house: WebDemo;
let browser: Browser;
let helper: PrintHelper;
const folder = mkdtempSync(join(tmpdir(), 'lienmach-prints-'));
const spooler = simulatedSpooler(folder, [PRINTER]);

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  helper = await openPrintHelper({ port: PORT, origins: [house.demo.url], code: CODE, spooler });
});
afterAll(async () => {
  await browser?.close();
  await helper?.close();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `printing ${name}.png`) });
const toast = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();

async function printJobs(): Promise<Task[]> {
  const tool = await house.demo.as('registrar');
  const bundle = await tool.get<Bundle>('Task?code=print&_count=100&_sort=_lastUpdated');
  return (bundle.entry ?? []).map(({ resource }) => resource as Task);
}

async function openDesk(look = {}) {
  const visitor = await openVisitor(browser, house.demo.url, look);
  await visitor.page.evaluate(`localStorage.setItem('lienmach.place', 'tiep-don')`);
  await signIn(visitor.page, 'tiep-don', house.demo.password);
  return visitor;
}

async function giveNumber(page: Page, room: string): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.getByRole('radio').first().waitFor();
  await scan(page, identityCardQr);
  await expect
    .poll(() => page.evaluate<string>('document.activeElement?.getAttribute("name") ?? ""'), { timeout: 15_000 })
    .toBe('reason');
  await page.keyboard.type('Dau dau', { delay: 30 });
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Enter');
  await page.keyboard.press(room);
  await page.keyboard.press('Control+i');
}

describe('in không xem trước, qua trình in của máy tính', () => {
  test('ghép trình in, cấp số và in; máy in mất thì giấy ở lại với lý do; cắm lại thì in lại bằng một phím', async () => {
    const { page, problems } = await openDesk();
    await page.goto(`${house.demo.url}/print-desk/prints`);
    await page.getByLabel('Mã ghép').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'chưa ghép');
    await page.getByLabel('Mã ghép').focus();
    await page.keyboard.type(CODE.toLowerCase(), { delay: 60 });
    await page.keyboard.press('Enter');
    await page.getByText(`Máy in thấy được: ${PRINTER}`).waitFor();
    await page.getByText('Không có giấy nào bị kẹt lại').waitFor();
    await picture(page, 'đã ghép');

    await giveNumber(page, '1');
    await toast(page, /Phiếu số thứ tự: đã gửi tới/);
    expect(spooler.out).toHaveLength(1);
    expect((await printJobs()).at(-1)).toMatchObject({ status: 'completed' });

    spooler.setPrinters([]);
    await page.keyboard.press('Control+p');
    const trouble = page.getByRole('dialog', { name: /Chưa in được: Phiếu số thứ tự/ });
    await trouble.waitFor();
    await trouble.getByText(/không có máy in/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'mất máy in');
    await page.keyboard.press('Escape');
    expect((await printJobs()).at(-1)).toMatchObject({
      status: 'failed',
      statusReason: { text: expect.stringContaining('không có máy in') },
    });

    await page.goto(`${house.demo.url}/print-desk/prints`);
    await page.getByText('chưa in được', { exact: true }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'in lại');
    spooler.setPrinters([PRINTER]);
    await page.keyboard.press('Control+i');
    await toast(page, /đã gửi tới/);
    await page.getByText('Không có giấy nào bị kẹt lại').waitFor();
    expect(spooler.out).toHaveLength(2);
    const last = (await printJobs()).at(-1);
    expect(last).toMatchObject({ status: 'completed' });
    expect(last?.identifier?.some(({ value }) => value?.endsWith('.3'))).toBe(true);

    await page.getByRole('radio', { name: 'Hôm nay' }).click();
    await picture(page, 'hôm nay');
    await page.keyboard.press('Control+Shift+p');
    const dialog = page.getByRole('dialog', { name: 'In giấy' });
    await dialog.getByLabel('Bản Phiếu số thứ tự').fill('2');
    await dialog.getByLabel('Máy in').selectOption(PRINTER);
    await dialog.getByLabel('Nhớ cho phòng này').check();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'hộp in');
    await dialog.getByLabel('Bản Phiếu số thứ tự').press('Enter');
    await toast(page, new RegExp(`đã gửi tới ${PRINTER}`));
    expect(spooler.out.at(-1)).toMatchObject({ printer: PRINTER, copies: 2 });
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+i');
    await expect.poll(() => spooler.out.length).toBe(4);
    expect(spooler.out.at(-1)).toMatchObject({ printer: PRINTER, copies: 2 });
    expect(problems.filter((line) => !/status of 4\d\d/.test(line))).toEqual([]);
    await page.context().close();
  });

  test('trình in không trả lời: nói rõ, còn cách in bằng trình duyệt; điện thoại nền tối không tràn ngang', async () => {
    const { page } = await openDesk({ width: 390, height: 844, isDark: true });
    await page.evaluate(`localStorage.setItem('lienmach.printHelper', 'SAI')`);
    await page.goto(`${house.demo.url}/print-desk/prints`);
    await page.getByText('Mã ghép không đúng').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại tối');
    await page.context().close();
  });
});

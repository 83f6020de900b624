import { join } from 'node:path';
import type { Bundle, ObservationDefinition } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo({ hasAnalyzer: false }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function atCatalog(login: string, look: Look = {}): Promise<Page> {
  const { page } = await openVisitor(browser, house.demo.url, look);
  await signIn(page, login, house.demo.password);
  await page.goto(`${house.demo.url}/laboratory/catalog`);
  const find = page.getByLabel('Tìm chỉ số');
  await find.focus();
  await page.keyboard.type('Kali', { delay: 40 });
  await page.getByRole('heading', { name: 'Kali', exact: true }).waitFor();
  await page.getByRole('region', { name: 'Của phần mềm' }).waitFor();
  return page;
}

async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.screenshot({ path: join(shots, `lab-catalog ${name}.png`) });
}

const rows = async (): Promise<ObservationDefinition[]> => {
  const head = await house.demo.as('lab-head');
  return ((await head.get<Bundle>('ObservationDefinition')).entry ?? []).map(
    ({ resource }) => resource as ObservationDefinition,
  );
};

describe('danh mục xét nghiệm của bệnh viện, chỉ bằng bàn phím', () => {
  test('bác sĩ đề nghị dòng mới, chưa dùng được; trưởng khoa xem chỗ khác rồi duyệt', async () => {
    const page = await atCatalog('bac-si-xet-nghiem');
    await looked(page, 'row');
    await page.keyboard.press('Alt+n');
    const dialog = page.getByRole('dialog', { name: 'Dòng mới của Kali' });
    await dialog.waitFor();
    // a day far away: the story may run over midnight
    await dialog.locator('[name=from]').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('31/12/2031', { delay: 40 });
    await dialog.locator('[name=method]').focus();
    await page.keyboard.type('ISE gián tiếp', { delay: 40 });
    await dialog.locator('[name="critical.0.high"]').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('cao', { delay: 40 });
    await page.keyboard.press('Control+s');
    await dialog.getByText('Cần một số').waitFor();
    await looked(page, 'form');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('6,4', { delay: 40 });
    await page.keyboard.press('Control+s');
    await page.getByRole('region', { name: 'Chờ duyệt' }).waitFor();
    expect(await rows()).toEqual([]);
    await page.context().close();

    const head = await atCatalog('truong-khoa-xet-nghiem', { isDark: true });
    await head.getByRole('region', { name: 'Chờ duyệt' }).waitFor();
    await looked(head, 'proposed dark');
    await head.keyboard.press('Control+Enter');
    await head.getByRole('region', { name: 'Sắp dùng' }).waitFor();
    await looked(head, 'agreed dark');
    await head.context().close();
    expect(await rows()).toMatchObject([{ method: { text: 'ISE gián tiếp' }, preferredReportName: 'Kali' }]);
  });

  test('điện thoại: danh sách và các dòng không tràn', async () => {
    const page = await atCatalog('truong-khoa-xet-nghiem', { width: 390, height: 844 });
    await looked(page, 'phone');
    await page.context().close();
  });
});

import { join } from 'node:path';
import { newVisit, playSteps, type Visit, visitSteps } from '@lienmach/cli';
import type { Bundle, Encounter } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

let house: WebDemo;
let browser: Browser;
let visit: Visit;

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  visit = newVisit(house.demo);
  // reception has scanned the cards and given a number
  await playSteps(visitSteps.slice(0, 2), visit, () => undefined);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function openDesk(look = {}): Promise<Page> {
  const { page } = await openVisitor(browser, house.demo.url, look);
  await page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
  await signIn(page, 'dieu-duong', house.demo.password);
  await page.keyboard.press('Alt+1');
  await page.getByRole('navigation', { name: 'Danh sách khám' }).getByRole('button').first().waitFor();
  return page;
}
const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");
const picture = (page: Page, name: string) => page.screenshot({ path: join(shots, `vitals ${name}.png`) });

describe('điều dưỡng đo sinh hiệu chỉ bằng bàn phím', () => {
  test('mở người chưa đo, gõ sai thì báo tại ô, lưu, số báo động ở lại trên màn hình', async () => {
    const page = await openDesk();
    await page.getByRole('button', { name: /Người tiếp theo/ }).waitFor();
    await page.keyboard.press('F6');
    await expect.poll(() => focused(page), { timeout: 10_000 }).toBe('systolic');
    for (const figure of ['212', '118', '96', '97', '38,x', '20', '61,5', '158']) {
      await page.keyboard.type(figure, { delay: 40 });
      if (figure !== '158') await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+s');
    await page.getByText('Chỉ gõ số').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => page.getByLabel('HA trên').inputValue(), { timeout: 10_000 }).toBe('212');
    await page.getByLabel('Nhiệt').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('38,5', { delay: 40 });
    await page.keyboard.press('Control+s');
    await page.getByText('Đo lại cho chắc, rồi báo bác sĩ.').first().waitFor();
    await page.getByRole('img', { name: 'đã đo' }).waitFor();
    expect(await page.getByLabel('HA trên').inputValue()).toBe('');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'báo động');

    const nurse = await house.demo.as('nurse');
    expect((await nurse.get<Encounter>(`Encounter/${visit.encounter}`)).status).toBe('triaged');
    const pressure = await nurse.get<Bundle>(`Observation?encounter=Encounter/${visit.encounter}&code=85354-9`);
    expect(pressure.entry?.length).toBe(1);
    await page.context().close();
  });

  test('điện thoại tối: không tràn, đọc được', async () => {
    const page = await openDesk({ width: 390, height: 844, isDark: true });
    await picture(page, 'điện thoại danh sách');
    await page.getByRole('navigation', { name: 'Danh sách khám' }).getByRole('button').first().click();
    await page.getByLabel('HA trên').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'điện thoại');
    await page.context().close();
  });
});

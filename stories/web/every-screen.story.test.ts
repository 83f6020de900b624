import { join } from 'node:path';
import { newVisit, playSteps, visitSteps } from '@lienmach/cli';
import { screens } from '@lienmach/web';
import type { Bundle, Claim } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Look, openBrowser, openVisitor, overflow, shots, signIn, violations } from './browser.ts';
import { openWebDemo, type WebDemo } from './open-web-demo.ts';

const isLong = process.env.LIENMACH_TEST_LONG === '1';
const desktop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const looks: readonly Required<Look>[] = [
  { ...desktop, isDark: false },
  { ...phone, isDark: true },
  { ...desktop, isDark: true },
  { ...phone, isDark: false },
];
const lookName = ({ width, isDark = false }: Look) =>
  `${width === phone.width ? 'điện thoại' : 'máy bàn'} ${isDark ? 'tối' : 'sáng'}`;

let house: WebDemo;
let browser: Browser;
/** what stands for the parameters of addresses: things of a visit that has been played */
const values: Record<string, string> = {};
const report: string[] = [];

beforeAll(async () => {
  [house, browser] = await Promise.all([openWebDemo(), openBrowser()]);
  const visit = newVisit(house.demo);
  await playSteps(visitSteps, visit, () => undefined);
  const doctor = await house.demo.as('doctor');
  const orders = await doctor.get<Bundle>(`ServiceRequest?encounter=Encounter/${visit.encounter}&_count=1`);
  const reports = await doctor.get<Bundle>(`DiagnosticReport?encounter=Encounter/${visit.encounter}&_count=1`);
  const clerk = await house.demo.as('claims-clerk');
  const claim = await clerk.operation<Claim>(`Encounter/${visit.encounter}/$prepare-claim`);
  Object.assign(values, {
    encounter: visit.encounter,
    claim: claim.id ?? '',
    patient: visit.patient,
    id: visit.patient,
    form: 'audit-c',
    order: orders.entry?.[0]?.resource?.id ?? '',
    report: reports.entry?.[0]?.resource?.id ?? '',
    task: 'da-xong',
    name: 'service-prices',
  });
});
afterAll(async () => {
  console.info(['axe (WCAG 2.1 A, AA), every screen:', ...report].join('\n'));
  await browser?.close();
  await house?.close();
});

/** the address with its parameters filled in, and without those it can do without */
function addressesOf(path: string): string[] {
  const full = path.replace(/:(\w+)\??/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path}: say above what stands for :${name}`);
    return value;
  });
  return [...new Set([path.replace(/\/:\w+\?/g, ''), full])].filter((address) => !address.includes(':'));
}

const loginOf = (roles: readonly string[]): string => {
  const account = house.demo.accounts.find(({ role }) => roles.includes('*') || roles.includes(role));
  if (account === undefined) throw new Error(`no demo account may open a screen for ${roles.join(', ')}`);
  return account.login;
};

async function settle(page: Page): Promise<void> {
  await page.locator('main').first().waitFor();
  await expect.poll(() => page.locator('.loading, [aria-busy="true"]').count(), { timeout: 15_000 }).toBe(0);
  await page.waitForTimeout(400);
}

/** nothing smaller than twelve pixels, nothing wider than the screen, nothing axe objects to, no error of the page */
async function inspect(page: Page, problems: readonly string[]) {
  const small = await page.evaluate<string[]>(`(() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !parent?.checkVisibility()) continue;
      if (parent.closest('svg, .sr-only, [aria-hidden="true"]')) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 11.99) found.add(parent.className + ' ' + size + ' px');
    }
    return [...found];
  })()`);
  return {
    axe: await violations(page),
    overflow: await overflow(page),
    small,
    problems: problems.filter((line) => !/status of 4\d\d/.test(line)),
  };
}
const clean = { axe: [], overflow: 0, small: [], problems: [] };

const turns = screens.flatMap((screen, index) =>
  (isLong ? looks : [looks[index % looks.length]]).flatMap((look) => (look ? [{ screen, look }] : [])),
);

describe('mọi màn hình đọc được bằng mọi cách', () => {
  test.each(looks.slice(0, isLong ? 4 : 2))('đăng nhập và trang chính, $width px, tối: $isDark', async (look) => {
    const { page, problems } = await openVisitor(browser, house.demo.url, look);
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor();
    expect(await inspect(page, problems)).toEqual(clean);
    await signIn(page, 'quan-tri', house.demo.password);
    await settle(page);
    expect(await inspect(page, problems)).toEqual(clean);
    report.push(`  ${lookName(look)}: sign-in, home: clean`);
    await page.context().close();
  });

  test.each(turns.map(({ screen, look }) => ({ title: `${screen.id}, ${lookName(look)}`, screen, look })))(
    '$title',
    async ({ screen, look }) => {
      const { page, problems } = await openVisitor(browser, house.demo.url, look);
      await page.evaluate("localStorage.setItem('lienmach.place', 'noi-1')");
      await signIn(page, loginOf(screen.roles), house.demo.password);
      for (const address of addressesOf(screen.path)) {
        await page.goto(house.demo.url + address);
        await settle(page);
        await page.screenshot({ path: join(shots, `screen ${screen.id} ${lookName(look)}.png`) });
        expect(await inspect(page, problems), address).toEqual(clean);
        report.push(`  ${lookName(look)}: ${address.replaceAll(/[0-9a-f-]{20,}/g, '…')}: clean`);
      }
      await page.context().close();
    },
  );
});

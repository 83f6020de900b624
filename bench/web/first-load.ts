import type { Page } from 'playwright-core';
import { openVisitor } from '../../stories/web/browser.ts';
import type { House } from '../../stories/web/open-house.ts';

export interface FirstLoad {
  readonly account: string;
  /** kB of JavaScript as it came over the wire until the role home stands, and until its first door is open */
  readonly home: number;
  readonly firstScreen: number;
  readonly screen: string;
}

/** Adds up the JavaScript that came over the wire, as compressed. */
async function countScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes / 1000;
}

/** What a person of this role loads with an empty cache before the first screen of their day is there. */
export async function firstLoad(
  { demo, browser }: House,
  { login, title }: House['demo']['accounts'][number],
): Promise<FirstLoad> {
  const { page } = await openVisitor(browser, 'about:blank');
  const loaded = await countScripts(page);
  await page.goto(demo.url);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(demo.password);
  await page.keyboard.press('Enter');
  // a waiting board has no rail: whoever signed in is past this field
  await page.getByLabel('Mật khẩu', { exact: true }).waitFor({ state: 'detached' });
  await page.locator('main').first().waitFor();
  await page.waitForTimeout(1_000);
  const home = loaded();
  await page.keyboard.press('Alt+1');
  await page.waitForTimeout(1_500);
  const screen = new URL(page.url()).pathname;
  const firstScreen = loaded();
  await page.context().close();
  return { account: title, home, firstScreen, screen };
}

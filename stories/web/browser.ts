import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

const installed = '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** pictures of a story, to be looked at; nothing compares them */
export const shots = join(tmpdir(), 'lienmach-screens');

/** ours, not the package's: its list runs everything in one process, which ends with the first window that is closed */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of the machine, else the one that comes as a package. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  mkdirSync(shots, { recursive: true });
  const hasOwn = existsSync(installed);
  return chromium.launch({
    executablePath: hasOwn ? installed : await sparticuz.executablePath(),
    args: [...flags, ...more],
  });
}

export interface Visitor {
  readonly page: Page;
  /** errors of the page: scripts that failed, policies that were broken */
  readonly problems: string[];
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
}

/** Somebody in front of a screen of their own. */
export async function openVisitor(browser: Browser, url: string, look: Look = {}): Promise<Visitor> {
  const { width = 1366, height = 768, isDark = false } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // a browser without windows falls over when it prints a PDF: papers come as a link, as where there is no viewer
  await page.addInitScript("Object.defineProperty(navigator, 'pdfViewerEnabled', { get: () => false })");
  const problems: string[] = [];
  page.on('pageerror', (thrown) => problems.push(thrown.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
  if (isDark) await page.addInitScript("localStorage.setItem('lienmach.theme', 'dark')");
  await page.goto(url);
  return { page, problems };
}

/** Fills in what the sign-in page asks for and waits for the role home. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Các phòng' }).waitFor();
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** What breaks WCAG 2.1 AA on the page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(`${axe};undefined`);
  const found = await page.evaluate<AxeViolation[]>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then((result) => result.violations)",
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Nothing is cut off at the right of the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

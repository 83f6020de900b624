import type { Browser, Page } from 'playwright-core';
import { openVisitor, signIn } from '../../stories/web/browser.ts';
import type { House } from '../../stories/web/open-house.ts';
import { quantile } from '../measurement.ts';

export interface Painted {
  readonly list: string;
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

/** Milliseconds from the last key to the picture in which a condition of the page holds. @param isThere  JavaScript */
async function paintedAfter(page: Page, isThere: string, press: () => Promise<void>): Promise<number> {
  await page.evaluate(`{
    window.benchKey = undefined;
    window.benchBefore = document.querySelector('section.grid tbody, .qc-found')?.innerText;
    window.benchHear = () => { window.benchKey = performance.now(); };
    addEventListener('keydown', window.benchHear, true);
    window.benchPainted = new Promise((done, fail) => {
      const told = () => 'not there in 20 s: ' + ${JSON.stringify(isThere)} + '; pressed: ' + (window.benchKey !== undefined) +
        '; focus: ' + document.activeElement.outerHTML.slice(0, 200) +
        '; busy: ' + [...document.querySelectorAll('[aria-busy="true"]')].map((one) => one.className).join(', ');
      setTimeout(() => fail(new Error(told())), 20_000);
      const look = () => window.benchKey !== undefined && (${isThere})
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.benchKey)))
        : requestAnimationFrame(look);
      look();
    });
    // the promise itself as the value would be waited for here, before anybody has pressed
    undefined;
  }`);
  await press();
  const taken = await page.evaluate<number>('window.benchPainted');
  await page.evaluate("removeEventListener('keydown', window.benchHear, true)");
  return taken;
}

interface Step {
  readonly name: string;
  readonly isThere: string;
  readonly press: (turn: number) => Promise<void>;
}

interface Round {
  readonly list: string;
  readonly steps: readonly Step[];
  readonly times: number;
  /** the page as if it was just opened: no answer of the round before is kept in it */
  readonly open: () => Promise<void>;
}

async function measured(page: Page, { list, steps, times, open }: Round): Promise<Painted[]> {
  const taken = new Map<string, number[]>(steps.map(({ name }) => [name, []]));
  for (let turn = 0; turn < times; turn += 1) {
    await open();
    for (const { name, isThere, press } of steps)
      taken.get(name)?.push(await paintedAfter(page, isThere, () => press(turn)));
  }
  return [...taken].map(([name, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    return { list, name, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), most: sorted.at(-1) ?? 0 };
  });
}

const words = ['nguyen', 'tran', 'le', 'pham'] as const;

/** the list has answered, and this holds */
const settled = (more: string): string =>
  `document.querySelector('.bench-list .scroll[aria-busy="false"]${more}') !== null`;

// a page that is still coming cannot be turned: whoever presses waits for it
const back = '.page-turner button:first-of-type[aria-disabled="false"]';
const forward = '.page-turner button:last-of-type[aria-disabled="false"]';

async function labBench({ demo, browser }: Pick<House, 'demo'> & { readonly browser: Browser }, times: number) {
  const { page } = await openVisitor(browser, demo.url);
  await signIn(page, 'bac-si-xet-nghiem', demo.password);
  const on = async (selector: string, key: string): Promise<void> => {
    await page.locator(selector).first().focus();
    await page.keyboard.press(key);
  };
  const open = async (): Promise<void> => {
    await page.goto(`${demo.url}/laboratory/bench`);
    await page.locator('.bench-line').first().waitFor({ timeout: 60_000 });
    await on('.bench-narrow', 'Enter');
    await page.locator('select[name="bench-section"]').waitFor();
  };
  const state = (n: number): string => `.bench-states button:nth-of-type(${n})`;
  const isPressed = (n: number): string => `document.querySelector('${state(n)}').ariaPressed === 'true'`;
  const late = '.bench-corners .check:last-of-type input';
  const isLate = `document.querySelector('${late}').checked`;
  const steps: readonly Step[] = [
    { name: 'next page', isThere: settled('[data-page="2"]'), press: () => on(forward, 'Enter') },
    { name: 'page before', isThere: settled('[data-page="1"]'), press: () => on(back, 'Enter') },
    { name: 'state: to verify', isThere: `${isPressed(4)} && ${settled('')}`, press: () => on(state(4), 'Enter') },
    { name: 'state: all', isThere: `${isPressed(1)} && ${settled('')}`, press: () => on(state(1), 'Enter') },
    {
      name: 'section, then another',
      isThere: settled('[data-page="1"]'),
      press: () => on('select[name="bench-section"]', 'ArrowDown'),
    },
    {
      name: 'section: all',
      isThere: settled('[data-page="1"]'),
      press: () => on('select[name="bench-section"]', 'Home'),
    },
    { name: 'late only', isThere: `${isLate} && ${settled('')}`, press: () => on(late, 'Space') },
    { name: 'late and not', isThere: `!${isLate} && ${settled('')}`, press: () => on(late, 'Space') },
    {
      name: 'typed name, from its last letter',
      isThere: `document.querySelector('.bench-list .scroll').dataset.text !== '' && ${settled('')}`,
      async press(turn) {
        await page.keyboard.press('Control+f');
        await page.keyboard.type(words[turn % words.length] ?? '', { delay: 60 });
      },
    },
    {
      name: 'typed name taken back',
      isThere: settled('[data-text=""]'),
      async press() {
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Delete');
      },
    },
  ];
  const painted = await measured(page, { list: 'laboratory bench', steps, times, open });
  await page.context().close();
  return painted;
}

const found = (more: string): string => `document.querySelector('.qc-found[aria-busy="false"]${more}') !== null`;

async function qualityBoard({ demo, browser }: Pick<House, 'demo'> & { readonly browser: Browser }, times: number) {
  const { page } = await openVisitor(browser, demo.url);
  await signIn(page, 'bac-si-xet-nghiem', demo.password);
  const open = async (): Promise<void> => {
    await page.goto(`${demo.url}/lab-quality/control`);
    await page.locator('.qc-line').first().waitFor({ timeout: 60_000 });
  };
  const on = async (selector: string, key: string): Promise<void> => {
    await page.locator(selector).first().focus();
    await page.keyboard.press(key);
  };
  const machine = 'select[name="qc-machine"]';
  const steps: readonly Step[] = [
    { name: 'next page', isThere: found('[data-page="2"]'), press: () => on(forward, 'Enter') },
    { name: 'page before', isThere: found('[data-page="1"]'), press: () => on(back, 'Enter') },
    { name: 'machine', isThere: found(''), press: () => on(machine, 'ArrowDown') },
    { name: 'every machine', isThere: found(''), press: () => on(machine, 'Home') },
    {
      name: 'typed name, from its last letter',
      isThere: `${found('')} && document.querySelector('.qc-found').innerText !== window.benchBefore`,
      async press() {
        await page.keyboard.press('Control+f');
        await page.keyboard.type('crp', { delay: 60 });
      },
    },
    {
      name: 'typed name taken back',
      isThere: `${found('')} && document.querySelector('.qc-found').innerText !== window.benchBefore`,
      async press() {
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Delete');
      },
    },
  ];
  const painted = await measured(page, { list: 'quality control board', steps, times, open });
  await page.context().close();
  return painted;
}

/** other rows than before, and more than a screen of them */
const newRows = `document.querySelectorAll('section.grid tbody tr').length > 10 &&
  document.querySelector('section.grid tbody').innerText !== window.benchBefore`;

async function messageDesk({ demo, browser }: Pick<House, 'demo'> & { readonly browser: Browser }, times: number) {
  const { page } = await openVisitor(browser, demo.url);
  await signIn(page, 'tich-hop', demo.password);
  const tab = (name: RegExp) => page.getByRole('tab', { name });
  const open = async (): Promise<void> => {
    await page.goto(`${demo.url}/integration/desk`);
    await page.locator('section.grid tbody tr').nth(11).waitFor({ timeout: 60_000 });
  };
  const press = async (name: RegExp): Promise<void> => {
    await tab(name).focus();
    await page.keyboard.press('Enter');
  };
  const state = page.locator('.itg-search select').nth(1);
  const steps: readonly Step[] = [
    { name: 'log', isThere: newRows, press: () => press(/Sổ/) },
    {
      name: 'log: parked ones',
      isThere: newRows,
      async press() {
        await state.focus();
        await page.keyboard.type('n');
      },
    },
    { name: 'parked groups', isThere: newRows, press: () => press(/Nằm chờ/) },
  ];
  const painted = await measured(page, { list: 'message desk', steps, times, open });
  await page.context().close();
  return painted;
}

/** From a key to the rows on the screen, as the page itself sees it. */
export async function inBrowser(house: House, times: number): Promise<Painted[]> {
  return [
    ...(await labBench(house, times)),
    ...(await qualityBoard(house, times)),
    ...(await messageDesk(house, times)),
  ];
}

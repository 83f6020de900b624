import { availableParallelism, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { openVisitor, signIn } from '../stories/web/browser.ts';
import { type House, openHouse } from '../stories/web/open-house.ts';
import { quantile } from './measurement.ts';
import { writeReport } from './report.ts';
import { fillClinic } from './web/fill-clinic.ts';
import { firstLoad } from './web/first-load.ts';
import { memoryOf } from './web/memory.ts';
import { openChart } from './web/open-chart.ts';
import { watchFrames, watchKeys } from './web/watch-frames.ts';

/** a smoke run; its figures mean nothing */
const isQuick = process.argv.includes('--quick');
const visits = isQuick ? 60 : 500;
const patientsInOneTab = isQuick ? 50 : 200;
/** longer than the page keeps answers nobody looks at (`gcTime` of apps/web/src/signed-in.tsx) */
const restFor = isQuick ? 5_000 : 40_000;
/** patients after which the heap is read */
const lookedAt = new Set([50, 100, 200]);
const room = 'noi-1';
/** wide enough for all that is typed, narrow enough to be many answers */
const typed = ['tang huyet ap', 'dai thao duong', 'viem hong', 'e78', 'roi loan'];

const verdict = (isHeld: boolean, target: string): string => `${target}: ${isHeld ? 'held' : 'SHORT'}`;
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string => `${row(...cells)}\n${row(...cells.map(() => '---'))}`;

function quantiles(values: readonly number[]): { p50: number; p95: number; most: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), most: sorted.at(-1) ?? 0 };
}

async function sizes(house: House): Promise<string> {
  const lines = [head('who', 'home, kB', 'with first screen, kB', 'screen', 'budget')];
  for (const account of house.demo.accounts) {
    const { home, firstScreen, screen } = await firstLoad(house, account);
    lines.push(
      row(account.title, home.toFixed(0), firstScreen.toFixed(0), screen, verdict(firstScreen <= 250, '250 kB')),
    );
  }
  return lines.join('\n');
}

async function openRoom({ browser, demo }: House): Promise<Page> {
  const { page } = await openVisitor(browser, demo.url);
  await page.evaluate(`localStorage.setItem('lienmach.place', '${room}')`);
  await signIn(page, 'bac-si', demo.password);
  await page.goto(`${demo.url}/outpatient/room`);
  await page.locator('.wl-entry').first().waitFor();
  return page;
}

async function goTo(page: Page, path: string): Promise<void> {
  // as a click on a link does: the page stays, the screen changes
  await page.evaluate(
    `history.pushState({}, '', '${path}'); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
  );
}

async function typing(house: House, visit: string): Promise<string> {
  const page = await openRoom(house);
  await goTo(page, `/outpatient/room/${visit}`);
  const picker = page.getByRole('combobox', { name: /chẩn đoán|ICD/i }).first();
  await picker.waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  const keys = await watchKeys(page, async () => {
    for (const words of typed) {
      await picker.focus();
      await page.keyboard.type(words, { delay: 120 });
      await page.getByRole('option').filter({ visible: true }).first().waitFor();
      // as people erase: keys a few milliseconds apart come from a reader of codes
      for (const _ of words) {
        await page.keyboard.press('Backspace');
        await page.waitForTimeout(60);
      }
    }
  });
  await page.context().close();
  const { p50, p95, most } = quantiles(keys);
  return row(
    'key in the ICD-10 picker to the next picture',
    keys.length,
    p50.toFixed(0),
    p95.toFixed(0),
    most.toFixed(0),
    verdict(p95 <= 50, '50 ms at p95'),
  );
}

async function scrolling(house: House): Promise<string> {
  const page = await openRoom(house);
  const session = await page.context().newCDPSession(page);
  await page
    .locator('.wl-entry')
    .nth(visits - 50)
    .waitFor({ state: 'attached' })
    .catch(() => undefined);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const box = await page.locator('.wl .scroll').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 200);
  const frames = await watchFrames(page, async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(30);
    }
  });
  await page.context().close();
  const { p50, p95, most } = quantiles(frames);
  const perSecond = 1000 / (frames.reduce((sum, one) => sum + one, 0) / frames.length);
  return row(
    `scroll ${visits} rows, CPU slowed to a quarter: one frame (${perSecond.toFixed(0)} a second)`,
    frames.length,
    p50.toFixed(1),
    p95.toFixed(1),
    most.toFixed(0),
    verdict(p95 <= 17.5, '60 a second'),
  );
}

/** a long record opened with nothing of it in the browser: the picture, and the server's part of it */
async function charts(house: House): Promise<string> {
  const { resources, screen, server, kilobytes } = await openChart(house, isQuick ? 500 : 5_000);
  const told = (what: string, values: readonly number[], target: string) => {
    const { p50, p95, most } = quantiles(values);
    return row(what, values.length, p50.toFixed(0), p95.toFixed(0), most.toFixed(0), target);
  };
  const { p95 } = quantiles(screen);
  return [
    told(`open a chart of ${resources} resources to its first screen`, screen, verdict(p95 <= 300, '300 ms at p95')),
    told(`of that the server's answer, ${kilobytes.toFixed(0)} kB`, server, ''),
  ].join('\n');
}

async function memory(house: House, encounters: readonly string[]): Promise<string> {
  const page = await openRoom(house);
  const session = await page.context().newCDPSession(page);
  const lines = [
    head(
      'patients opened in one tab',
      'heap at once, MB',
      'heap after a rest, MB',
      'of that kept by the page, MB',
      'DOM nodes',
      'listeners',
      'seconds',
    ),
  ];
  const rested: number[] = [];
  const since = performance.now();
  for (const [index, encounter] of encounters.slice(0, patientsInOneTab).entries()) {
    await goTo(page, `/outpatient/room/${encounter}`);
    await page.getByRole('region', { name: 'Người bệnh' }).waitFor();
    await page.waitForTimeout(150);
    const count = index + 1;
    if (lookedAt.has(count)) {
      const seconds = (performance.now() - since) / 1000;
      const atOnce = await memoryOf(session);
      await page.waitForTimeout(restFor);
      const { megabytes, kept, nodes, listeners } = await memoryOf(session);
      rested.push(kept);
      lines.push(
        row(
          count,
          atOnce.megabytes.toFixed(1),
          megabytes.toFixed(1),
          kept.toFixed(2),
          nodes,
          listeners,
          seconds.toFixed(0),
        ),
      );
    }
  }
  await page.context().close();
  const [first = 0] = rested;
  const growth = (rested.at(-1) ?? 0) / first - 1;
  lines.push(
    '',
    `From 50 to ${patientsInOneTab} patients, each after ${restFor / 1000} s of rest (answers nobody looks at are kept 30 s), what the page keeps grew by ${(100 * growth).toFixed(2)} % (${verdict(growth < 0.01, 'under 1 %')}). The rest of the heap is the engine's: compiled code, and notes for its tools.`,
  );
  return lines.join('\n');
}

async function measure(house: House): Promise<string> {
  const load = loadavg()[0]?.toFixed(1);
  const parts: string[] = [];
  /** told as soon as it is known: a long run that is broken off has still said something */
  const tell = (part: string): void => {
    parts.push(part);
    console.log(`${part}\n`);
  };
  tell(`${availableParallelism()} cores, load average ${load}; Chromium ${house.browser.version()}, no GPU.`);
  tell(await sizes(house));
  const encounters = await fillClinic(house.demo, visits, room);
  tell(head('interaction', 'n', 'p50 ms', 'p95 ms', 'most ms', 'target'));
  for (const measured of [() => typing(house, encounters[0] ?? ''), () => scrolling(house), () => charts(house)])
    tell(await measured());
  tell(await memory(house, encounters));
  return parts.join('\n').replaceAll('|\n\n|', '|\n|');
}

const house = await openHouse();
try {
  const text = await measure(house);
  if (process.argv.includes('--report')) console.log(writeReport('web', `# The clinical web\n\n${text}\n`));
} finally {
  await house.close();
}

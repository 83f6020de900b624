import type { Page } from 'playwright-core';
import { openVisitor, signIn } from '../../stories/web/browser.ts';
import type { House } from '../../stories/web/open-house.ts';
import { fillChart } from './fill-chart.ts';

const TIMES = 12;

export interface ChartOpening {
  readonly resources: number;
  /** milliseconds from the key that opens the chart to its first screen in the picture, server included */
  readonly screen: readonly number[];
  /** milliseconds of `$chart` alone, asked over HTTP, and what it weighs */
  readonly server: readonly number[];
  readonly kilobytes: number;
}

/** as a chosen name in the search box does: the page stays, the screen changes */
const opening = (path: string): string => `new Promise((done) => {
  const since = performance.now();
  history.pushState({}, '', '${path}');
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  const look = () => document.querySelector('.tl svg') && document.querySelector('.course-below tr[data-selected]')
    ? requestAnimationFrame(() => done(performance.now() - since))
    : requestAnimationFrame(look);
  look();
})`;

async function openOnce(page: Page, url: string, path: string): Promise<number> {
  await page.goto(`${url}/patient-chart/patient`);
  await page.getByText('Chưa mở hồ sơ nào').waitFor();
  await page.waitForTimeout(500);
  return page.evaluate<number>(opening(path));
}

/** Opens one long record again and again, each time with nothing of it in the browser. */
export async function openChart({ demo, browser }: House, resources = 5_000): Promise<ChartOpening> {
  const { id, written } = await fillChart(demo, resources);
  const { page } = await openVisitor(browser, demo.url);
  await signIn(page, 'bac-si', demo.password);
  const screen: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1)
    screen.push(await openOnce(page, demo.url, `/patient-chart/patient/${id}`));
  await page.context().close();
  const doctor = await demo.as('doctor');
  const server: number[] = [];
  let kilobytes = 0;
  for (let turn = 0; turn < TIMES; turn += 1) {
    const since = performance.now();
    const answer = await doctor.operation(`Patient/${id}/$chart`);
    server.push(performance.now() - since);
    kilobytes = JSON.stringify(answer).length / 1000;
  }
  // the first of each warms the caches
  return { resources: written, screen: screen.slice(1), server: server.slice(1), kilobytes };
}

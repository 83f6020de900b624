import type { Page } from 'playwright-core';

/** Milliseconds between the frames that the page drew while something happened. */
export async function watchFrames(page: Page, during: () => Promise<void>): Promise<number[]> {
  await page.evaluate(`{
    const frames = (window.benchFrames = []);
    let last = performance.now();
    const tick = (now) => { frames.push(now - last); last = now; window.benchTick = requestAnimationFrame(tick); };
    window.benchTick = requestAnimationFrame(tick);
  }`);
  await during();
  return page.evaluate<number[]>('cancelAnimationFrame(window.benchTick); window.benchFrames.slice(2)');
}

/** Collects how long the page took from each key to the next picture, as the browser itself measures it. */
export async function watchKeys(page: Page, during: () => Promise<void>): Promise<number[]> {
  await page.evaluate(`{
    window.benchKeys = [];
    window.benchObserver = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.benchKeys.push(duration);
    });
    window.benchObserver.observe({ type: 'event', durationThreshold: 16 });
  }`);
  await during();
  await page.waitForTimeout(400);
  return page.evaluate<number[]>('window.benchObserver.disconnect(); window.benchKeys');
}

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { shots } from './browser.ts';
import type { GuideAct } from './read-guide.ts';

export interface Reader {
  readonly page: Page;
  readonly password: string;
  /** keeps what the page shows now under the name that the guide gives the picture */
  takePicture(file: string): Promise<void>;
}

const pattern = (label: string) => new RegExp(label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');

/** Whatever can be chosen and shows these words: the reader does not know what it is made of. */
function choosable(page: Page, label: string): Locator {
  const name = pattern(label);
  const roles = ['button', 'link', 'option', 'radio', 'checkbox', 'tab', 'menuitem', 'row', 'switch'] as const;
  return roles
    .map((role) => page.getByRole(role, { name }))
    .reduce((all, one) => all.or(one))
    .filter({ visible: true })
    .first();
}

/** clicks where it stands, on whatever lies there: a drawn radio button lies over the real one */
async function choose(page: Page, label: string): Promise<void> {
  const choice = choosable(page, label);
  await choice.waitFor();
  await choice.click({ force: true });
}

const field = (page: Page, label: string) =>
  page.getByLabel(pattern(label)).and(page.locator('input, select, textarea')).filter({ visible: true }).first();

async function type(page: Page, label: string, text: string): Promise<void> {
  const place = field(page, label);
  await place.waitFor();
  if ((await place.evaluate((element: { readonly tagName: string }) => element.tagName)) === 'SELECT') {
    const option = await place.locator('option').filter({ hasText: text }).first().getAttribute('value');
    await place.selectOption(option);
    return;
  }
  await place.focus();
  await page.keyboard.press('Control+a');
  // as people type: faster is a scanner
  await page.keyboard.type(text, { delay: 45 });
}

const keyOf = (keys: string): string =>
  keys
    .replaceAll(' ', '')
    .replace('Ctrl', 'Control')
    .replace(/\+([A-Z])$/, (_, key: string) => `+${key.toLowerCase()}`);

/** A key is pressed once the screen shows it: on a button, on a door. */
async function press(page: Page, keys: string): Promise<void> {
  const shown = new RegExp(`^${keys.replaceAll('+', ' ?')}$`);
  if (/\+|^F\d/.test(keys))
    await page.locator('.kbd').filter({ hasText: shown }).first().waitFor({ state: 'attached' });
  const before = page.url();
  await page.keyboard.press(keyOf(keys));
  // on the role home these keys open doors: the reader looks at the room, not at the page that is leaving
  if (new URL(before).pathname === '/' && /^Alt\+\d$/.test(keys)) await page.waitForURL((url) => url.href !== before);
}

async function play(act: GuideAct, { page, password, takePicture }: Reader): Promise<void> {
  if (act.verb === 'picture') await takePicture(act.file);
  else if (act.verb === 'password') await type(page, act.label, password);
  else if (act.verb === 'type') await type(page, act.label, act.text);
  else if (act.verb === 'press') await press(page, act.keys);
  else if (act.verb === 'choose') await choose(page, act.label);
  else await page.getByText(pattern(act.label)).filter({ visible: true }).first().waitFor();
  await page.waitForTimeout(400);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** Does what the guide says, knowing nothing but the words on the screen. @throws with the step where a reader would be lost */
export async function playGuide(acts: readonly GuideAct[], reader: Reader): Promise<void> {
  for (const [index, act] of acts.entries()) {
    try {
      await play(act, reader);
    } catch (thrown) {
      await reader.page.screenshot({ path: join(shots, 'guide lost.png') });
      throw new Error(`the guide leads nowhere at act ${index + 1}, ${JSON.stringify(act)}`, { cause: thrown });
    }
  }
}

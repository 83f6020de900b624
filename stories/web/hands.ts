import type { Page } from 'playwright-core';

const KEYS_PER_SECOND = 5;

/** The hands of somebody who types all day: every key they press is counted. */
export class Hands {
  readonly #page: Page;
  #keys = 0;
  readonly #since = Date.now();

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    this.#keys += keys.length;
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text, { delay: 35 });
    this.#keys += [...text].length;
  }

  /** types into a picker and takes its first line; Enter waits for the answer to the whole text */
  async pick(text: string, name: RegExp): Promise<void> {
    await this.type(text);
    await this.#page.getByRole('option', { name, selected: true }).waitFor();
    await this.#page.waitForTimeout(600);
    await this.press('Enter');
  }

  /** @returns seconds at the speed of a practised hand */
  tell(what: string): number {
    const seconds = this.#keys / KEYS_PER_SECOND;
    const machine = ((Date.now() - this.#since) / 1000).toFixed(1);
    console.info(
      `${what}: ${this.#keys} keys, ${seconds.toFixed(1)} s at ${KEYS_PER_SECOND} keys/s (ran in ${machine} s)`,
    );
    return seconds;
  }
}

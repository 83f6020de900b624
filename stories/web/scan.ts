import type { Page } from 'playwright-core';

/** A reader: keys a few milliseconds apart, as one event after the other in the page */
export const scan = (page: Page, code: string) =>
  page.evaluate<void>(`(async () => {
    const at = document.activeElement;
    for (const key of [...${JSON.stringify(code)}, 'Enter']) {
      const goesOn = at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      if (goesOn && key.length === 1 && 'value' in at) {
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
        setter.call(at, at.value + key);
        at.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await new Promise((next) => setTimeout(next, 4));
    }
  })()`);

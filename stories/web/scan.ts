import type { CDPSession, Page } from 'playwright-core';

const sessions = new WeakMap<Page, CDPSession>();

/** The browser from below: keys with times of their own, input methods. */
export async function openKeys(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known) return known;
  const made = await page.context().newCDPSession(page);
  sessions.set(page, made);
  return made;
}

interface ScanHow {
  /** milliseconds between two keys */
  readonly gap?: number;
  readonly end?: 'Enter' | 'Tab';
}

const lastKey = { at: 0 };
/** `\u001d` is sent as readers send it */
const GROUP = '\u001d';
const CTRL = 2;

interface KeyFace {
  readonly key: string;
  readonly code?: string;
  readonly text?: string;
  readonly modifiers?: number;
  readonly windowsVirtualKeyCode?: number;
}

const ends: Readonly<Record<'Enter' | 'Tab', KeyFace>> = {
  Enter: { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
};

const faceOf = (letter: string): KeyFace =>
  letter === GROUP
    ? { key: ']', code: 'BracketRight', modifiers: CTRL }
    : { key: letter, text: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };

/**
 * A reader: the keys go down a few milliseconds apart, all of them through the browser's own input, whatever the page is
 * doing meanwhile. The times are the keyboard's, as an operating system gives them.
 */
export async function scan(page: Page, code: string, { gap = 4, end = 'Enter' }: ScanHow = {}): Promise<void> {
  const keys = await openKeys(page);
  let at = Math.max(Date.now(), lastKey.at + 500);
  const sent: Promise<unknown>[] = [];
  for (const face of [...[...code].map(faceOf), ends[end]]) {
    const timestamp = at / 1000;
    const type = face.text === undefined ? 'rawKeyDown' : 'keyDown';
    sent.push(keys.send('Input.dispatchKeyEvent', { ...face, type, timestamp }));
    sent.push(keys.send('Input.dispatchKeyEvent', { ...face, type: 'keyUp', timestamp }));
    at += gap;
  }
  lastKey.at = at;
  await Promise.all(sent);
}

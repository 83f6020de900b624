/** What of a keyboard event names a key. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly keyCode?: number;
  readonly isComposing?: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** An input method is at work: nothing may be taken for a shortcut. */
export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing === true || press.keyCode === 229;

/** Letters and digits by their place on the keyboard, so that Alt on other layouts still finds them. */
function plainKey({ key, code = '', altKey, ctrlKey }: KeyPress): string {
  const placed = altKey || ctrlKey ? /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] : undefined;
  return placed ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** `Ctrl+Shift+P`, `Alt+1`, `F9`, `Enter`: as it is printed on buttons. `undefined` while an input method composes. */
export function keyName(press: KeyPress): string | undefined {
  if (isComposing(press)) return undefined;
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const parts = [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '', plainKey(press)];
  return parts.filter(Boolean).join('+');
}

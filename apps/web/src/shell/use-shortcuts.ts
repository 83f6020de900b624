import { type ActionBoard, currentKeyPreset, keyName, standardKey } from '@lienmach/ui';
import { useEffect, useRef } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** keys that keep their meaning inside a text field */
const editing = new Set(['Ctrl+A', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+Z', 'Delete', '/']);
/** the browser would do something with these that nobody wants here */
const guarded = new Set([
  'Ctrl+S',
  'F1',
  'F3',
  'F6',
  'F7',
  'Ctrl+K',
  'Ctrl+E',
  'Ctrl+I',
  'Ctrl+D',
  'Ctrl+P',
  'Ctrl+Shift+P',
  'Alt+R',
  'F8',
  'F9',
]);

/** undefined: the key belongs to somebody else */
function nameOf(event: KeyboardEvent): string | undefined {
  const pressed = event.defaultPrevented ? undefined : keyName(event);
  const name = pressed && standardKey(currentKeyPreset(), pressed);
  return name !== undefined && isTyping(event.target) && editing.has(name) ? undefined : name;
}

/** Keys of the screen first, then keys of the shell. */
export function useShortcuts(board: ActionBoard, shell: Readonly<Record<string, () => void>>): void {
  const latest = useRef(shell);
  latest.current = shell;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      if (name === undefined) return;
      const run = board.find(name)?.run ?? latest.current[name];
      if (run === undefined && !guarded.has(name)) return;
      event.preventDefault();
      if (!event.repeat) run?.();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [board]);
}

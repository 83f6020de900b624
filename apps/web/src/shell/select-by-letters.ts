import { foldText } from '@lienmach/ui';

/** milliseconds in which letters belong together */
const TOGETHER = 900;

const typed = { text: '', at: 0, list: undefined as HTMLSelectElement | undefined };

/** What browsers do with letters on a closed list, without accents: *nu* finds *Nữ*, the same letter again the next. */
export function selectByLetters(list: HTMLSelectElement, letter: string): void {
  const now = Date.now();
  const goesOn = typed.list === list && now - typed.at < TOGETHER;
  const text = (goesOn ? typed.text : '') + foldText(letter);
  Object.assign(typed, { text, at: now, list });
  const options = [...list.options];
  const isRepeat = [...text].every((one) => one === text[0]);
  const wanted = isRepeat ? (text[0] ?? '') : text;
  const from = list.selectedIndex + (isRepeat ? 1 : 0);
  const turned = [...options.slice(from), ...options.slice(0, from)];
  const found = turned.find((option) => !option.disabled && foldText(option.label.trim()).startsWith(wanted));
  if (found === undefined || found.value === list.value) return;
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(list, found.value);
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

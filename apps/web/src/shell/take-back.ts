import type { TextControl } from './held-keys.ts';

/** A text field as it was before a reader began. */
export interface FieldBefore {
  readonly control: TextControl;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** React hears of it as of typing; the field's own undo does not. */
function setValue(control: TextControl, value: string): void {
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value);
  control.dispatchEvent(new Event('input', { bubbles: true }));
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** As a hand would: undo what came in, write again what the undo took too much. So nothing of a reader can be undone back. */
function editBack(control: TextControl, value: string): void {
  document.execCommand('undo');
  const now = control.value;
  if (now === value) return;
  const from = sharedStart(now, value);
  let tail = 0;
  const most = Math.min(now.length, value.length) - from;
  while (tail < most && now.at(-1 - tail) === value.at(-1 - tail)) tail += 1;
  control.setSelectionRange(from, now.length - tail);
  const missing = value.slice(from, value.length - tail);
  if (missing === '') document.execCommand('delete');
  else document.execCommand('insertText', false, missing);
}

/** Value, caret and undo history as they were before. */
export function takeBack({ control, value, start, end }: FieldBefore): void {
  if (control.value !== value && start !== null && document.activeElement === control) editBack(control, value);
  if (control.value !== value) setValue(control, value);
  if (start !== null) control.setSelectionRange(start, end);
}

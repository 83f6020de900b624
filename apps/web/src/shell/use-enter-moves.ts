import { isComposing } from '@lienmach/ui';
import { useEffect } from 'react';

const FIELDS = 'input:not([disabled]):not([type=hidden]),select:not([disabled]),textarea:not([disabled])';

const isField = (target: EventTarget | null): target is HTMLElement =>
  (target instanceof HTMLInputElement && target.type !== 'submit') || target instanceof HTMLSelectElement;

/** the primary button of the dialog, or of the action bar */
const primaryOf = (around: Element): HTMLElement | null =>
  around.querySelector<HTMLElement>('[data-tone=primary]:not([disabled])') ??
  document.querySelector<HTMLElement>('.action-bar [data-tone=primary]:not([disabled])');

function move(from: HTMLElement, by: 1 | -1): void {
  const around = from.closest('dialog, [data-form], main');
  if (around === null) return;
  const fields = [...around.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null);
  const next = fields[fields.indexOf(from) + by];
  if (next !== undefined) next.focus();
  else if (by === 1) primaryOf(around)?.focus();
}

/** Enter goes to the next field, Shift+Enter back; the last field leads to the primary button. */
export function useEnterMoves(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event)) return;
      if (event.ctrlKey || event.altKey || event.metaKey || !isField(event.target)) return;
      if (event.target instanceof HTMLInputElement && event.target.form !== null) return;
      event.preventDefault();
      move(event.target, event.shiftKey ? -1 : 1);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

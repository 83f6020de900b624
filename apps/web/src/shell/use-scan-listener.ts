import { isComposing, ScanBurst } from '@lienmach/ui';
import { useEffect, useRef } from 'react';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

interface Snapshot {
  readonly control: TextControl;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

const isText = (element: Element | null): element is TextControl =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type !== 'checkbox');

function snapshot(): Snapshot | undefined {
  const control = document.activeElement;
  if (!isText(control)) return undefined;
  return { control, value: control.value, start: control.selectionStart, end: control.selectionEnd };
}

/** Value and caret as they were before the reader began; React hears of it as of typing. */
function restore({ control, value, start, end }: Snapshot): void {
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value);
  control.dispatchEvent(new Event('input', { bubbles: true }));
  if (start !== null) control.setSelectionRange(start, end);
}

/** One listener for the whole page: a burst of a reader is taken out of whatever has focus and handed over. */
export function useScanListener(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const burst = new ScanBurst();
    let before: Snapshot | undefined;
    const listen = (event: KeyboardEvent): void => {
      const step = burst.press({
        key: event.key,
        at: event.timeStamp,
        isComposing: isComposing(event),
        hasModifier: event.ctrlKey || event.altKey || event.metaKey,
      });
      if (step.kind === 'begin') before = snapshot();
      if (step.kind !== 'scan') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (before !== undefined) restore(before);
      before = undefined;
      latest.current(step.text);
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

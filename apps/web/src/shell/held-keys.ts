import { selectByLetters } from './select-by-letters.ts';

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const wordless = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color']);

export const isText = (element: Element | null): element is TextControl =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !wordless.has(element.type));

const copyOf = ({ key, code, shiftKey }: KeyboardEvent): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });

/** As typing does it: the field's own undo knows the letter, React hears of it. */
function write(field: TextControl, letter: string): void {
  if (document.activeElement === field) document.execCommand('insertText', false, letter);
  else {
    field.setRangeText(letter, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Keys kept away from the page while they may still be a reader's; given back in order when a hand typed them. */
export class HeldKeys {
  #keys: KeyboardEvent[] = [];
  readonly #returned = new WeakSet<Event>();

  /** our own copy on its way back into the page */
  isReturned(event: Event): boolean {
    return this.#returned.has(event);
  }

  hold(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#keys.push(event);
  }

  drop(): void {
    this.#keys = [];
  }

  giveBack(): void {
    const keys = this.#keys;
    this.#keys = [];
    for (const key of keys) this.#type(key);
  }

  #type(event: KeyboardEvent): void {
    const { target } = event;
    // where it was pressed: the focus may have gone on meanwhile
    const at = target instanceof Element && target.isConnected ? target : (document.activeElement ?? document.body);
    const copy = copyOf(event);
    this.#returned.add(copy);
    if (!at.dispatchEvent(copy)) return;
    if (isText(at)) write(at, event.key);
    else if (at instanceof HTMLSelectElement) selectByLetters(at, event.key);
  }
}

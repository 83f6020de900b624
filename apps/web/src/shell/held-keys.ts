import { selectByLetters } from './select-by-letters.ts';

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const wordless = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color']);

export const isText = (element: Element | null): element is TextControl =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !wordless.has(element.type));

const copyOf = ({ key, code, shiftKey }: KeyboardEvent): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });

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
    const at = document.activeElement ?? document.body;
    const copy = copyOf(event);
    this.#returned.add(copy);
    if (!at.dispatchEvent(copy)) return;
    // as typing does it: the field's own undo knows the letter, React hears of it
    if (isText(at)) document.execCommand('insertText', false, event.key);
    else if (at instanceof HTMLSelectElement) selectByLetters(at, event.key);
  }
}

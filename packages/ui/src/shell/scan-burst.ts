/** One key as the listener sees it; `at` is when the key went down, not when the page heard of it. */
export interface BurstKey {
  readonly key: string;
  /** milliseconds */
  readonly at: number;
  readonly isComposing: boolean;
  readonly hasModifier: boolean;
}

export type BurstStep =
  /** a run begins with this key: remember what the focused field holds now */
  | { readonly kind: 'begin' }
  /** as fast as a reader: keep it away from the page until the run is understood */
  | { readonly kind: 'hold' }
  | { readonly kind: 'more' }
  | { readonly kind: 'none' }
  | { readonly kind: 'scan'; readonly text: string };

const SHORTEST = 8;
/** milliseconds: median gap of a reader, and the pause after which a new run begins */
const READER_GAP = 30;
const PAUSE = 80;
/** so many fast keys are no hand; a reader on a busy machine may stop this long in the middle */
const SURE = 4;
const STALL = 400;

const silent = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Control']);
/** between the fields of a GS1 code; readers send it as Ctrl+] */
export const GROUP_SEPARATOR = '\u001d';

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/**
 * Tells a barcode reader from hands: at least 8 printable keys, median gap under 30 ms, no Backspace, ended by Enter or Tab.
 * Input methods of Vietnamese also send fast keys, but after Backspaces or inside a composition: those are typing.
 *
 * @source web design of the house, section 4 "Scan box": our own decision (verified)
 */
export class ScanBurst {
  #text = '';
  #gaps: number[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #isTyping = false;

  /** surely a reader, though it has not ended */
  get isReader(): boolean {
    return this.#gaps.length >= SURE && median(this.#gaps) < READER_GAP;
  }

  #reset(isTyping = false): void {
    this.#text = '';
    this.#gaps = [];
    this.#isTyping = isTyping;
  }

  #end(): BurstStep {
    const isScan = [...this.#text].length >= SHORTEST && this.isReader;
    const text = this.#text;
    this.#reset();
    return isScan ? { kind: 'scan', text } : { kind: 'none' };
  }

  press({ key, at, isComposing, hasModifier }: BurstKey): BurstStep {
    if (silent.has(key)) return { kind: 'more' };
    const gap = at - this.#last;
    this.#last = at;
    if (gap > (this.isReader ? STALL : PAUSE)) this.#reset();
    if (key === 'Backspace' || isComposing) this.#reset(true);
    if (this.#isTyping) return { kind: 'none' };
    if (key === 'Enter' || key === 'Tab') return hasModifier ? { kind: 'none' } : this.#end();
    if (hasModifier || [...key].length !== 1) {
      this.#reset();
      return { kind: 'none' };
    }
    return this.#add(key, gap);
  }

  #add(key: string, gap: number): BurstStep {
    const isFirst = this.#text === '';
    this.#text += key;
    if (isFirst) return { kind: 'begin' };
    this.#gaps.push(gap);
    return { kind: gap < READER_GAP || this.isReader ? 'hold' : 'more' };
  }
}

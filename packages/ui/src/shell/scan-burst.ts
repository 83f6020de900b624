/** One key as the listener sees it; `at` in milliseconds. */
export interface BurstKey {
  readonly key: string;
  readonly at: number;
  readonly isComposing: boolean;
  readonly hasModifier: boolean;
}

export type BurstStep =
  /** a run begins with this key: remember what the focused field holds now */
  | { readonly kind: 'begin' }
  | { readonly kind: 'more' }
  | { readonly kind: 'none' }
  | { readonly kind: 'scan'; readonly text: string };

const SHORTEST = 8;
/** milliseconds: median gap of a reader, and the pause after which a new run begins */
const READER_GAP = 30;
const PAUSE = 80;

const silent = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock']);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/**
 * Tells a barcode reader from hands: at least 8 printable keys, median gap under 30 ms, no Backspace, ended by Enter or Tab.
 * Input methods of Vietnamese also send fast keys, but with Backspaces or inside a composition: those are typing.
 *
 * @source web design of the house, section 4 "Scan box": our own decision (verified)
 */
export class ScanBurst {
  #text = '';
  #gaps: number[] = [];
  #last = Number.NEGATIVE_INFINITY;

  #reset(): void {
    this.#text = '';
    this.#gaps = [];
  }

  #end(): BurstStep {
    const isReader = [...this.#text].length >= SHORTEST && median(this.#gaps) < READER_GAP;
    const text = this.#text;
    this.#reset();
    return isReader ? { kind: 'scan', text } : { kind: 'none' };
  }

  press({ key, at, isComposing, hasModifier }: BurstKey): BurstStep {
    if (silent.has(key)) return { kind: 'more' };
    const gap = at - this.#last;
    this.#last = at;
    if (isComposing || hasModifier) {
      this.#reset();
      return { kind: 'none' };
    }
    if (key === 'Enter' || key === 'Tab') {
      if (gap > PAUSE) this.#reset();
      return this.#end();
    }
    if ([...key].length !== 1) {
      this.#reset();
      return { kind: 'none' };
    }
    if (this.#text === '' || gap > PAUSE) {
      this.#reset();
      this.#text = key;
      return { kind: 'begin' };
    }
    this.#text += key;
    this.#gaps.push(gap);
    return { kind: 'more' };
  }
}

import { fold } from '@lienmach/fhir-store';

/** What the index needs of one concept; days are numbers `yyyymmdd`, 0 and 99999999 when open. */
export interface IndexedConcept {
  readonly code: string;
  readonly display: string;
  /** codes of everyday work stand before rare ones of the same kind of match */
  readonly isCommon?: boolean;
  readonly from: number;
  readonly to: number;
}

interface Entry {
  readonly code: string;
  readonly foldedCode: string;
  readonly text: string;
  readonly isCommon: boolean;
  readonly from: number;
  readonly to: number;
}

/** rank and place in one number: the places of one catalog stay below this, and places are in the order of the codes */
const PLACES = 2 ** 22;

/** words of a folded text: letters and digits; `e11.9` stays one word beside `e11` and `9` */
const wordsOf = (folded: string): string[] => folded.split(/[^\p{L}\p{N}.]+/u).filter((word) => word !== '');

/**
 * Words of one catalog in memory. A filter matches when each of its words begins some word of the display or the code;
 * accents do not count. Answers in time proportional to what matches, so 100 thousand concepts stay quick at every letter.
 */
export class WordIndex {
  readonly #entries: readonly Entry[];
  readonly #words: readonly string[];
  readonly #places: readonly (readonly number[])[];

  constructor(concepts: Iterable<IndexedConcept>) {
    const places = new Map<string, number[]>();
    const entries: Entry[] = [];
    for (const concept of [...concepts].sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)))) {
      const entry = {
        code: concept.code,
        foldedCode: fold(concept.code),
        text: fold(concept.display),
        isCommon: concept.isCommon ?? false,
        from: concept.from,
        to: concept.to,
      };
      const place = entries.push(entry) - 1;
      for (const word of new Set([...wordsOf(entry.text), entry.foldedCode, ...wordsOf(entry.foldedCode)])) {
        const list = places.get(word);
        if (list) list.push(place);
        else places.set(word, [place]);
      }
    }
    this.#entries = entries;
    this.#words = [...places.keys()].sort();
    this.#places = this.#words.map((word) => places.get(word) ?? []);
  }

  /**
   * @param day  `yyyymmdd`
   * @returns codes, best first: the code itself, codes that begin with the filter, everyday codes whose text holds it as a
   *   phrase, texts that begin with it, texts that hold it, the rest; shorter texts first
   */
  find(filter: string, day: number): string[] {
    const wanted = fold(filter);
    const terms = wordsOf(wanted);
    const found: number[] = [];
    this.#matching(terms, (entry, place) => {
      if (entry.from <= day && entry.to >= day) found.push(rankOf(entry, wanted) * PLACES + place);
    });
    // a typed array of plain numbers: the first letter may match half of the catalog
    return Array.from(Float64Array.from(found).sort(), (key) => this.#entries[key % PLACES]?.code ?? '');
  }

  #matching(terms: readonly string[], found: (entry: Entry, place: number) => void): void {
    const hits = new Uint8Array(this.#entries.length);
    terms.forEach((term, turn) => {
      for (const place of this.#beginningWith(term)) if (hits[place] === turn) hits[place] = turn + 1;
    });
    this.#entries.forEach((entry, place) => {
      if (hits[place] === terms.length) found(entry, place);
    });
  }

  *#beginningWith(term: string): Iterable<number> {
    for (let at = this.#firstAtLeast(term); this.#words[at]?.startsWith(term); at++) yield* this.#places[at] ?? [];
  }

  #firstAtLeast(term: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? '') < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** smaller is better; inside a class shorter texts come first */
function rankOf({ foldedCode, text, isCommon }: Entry, wanted: string): number {
  const length = Math.min(text.length, 9_999);
  if (foldedCode === wanted) return 0;
  if (foldedCode.startsWith(wanted)) return 10_000 + foldedCode.length;
  const phraseAt = text.indexOf(wanted);
  if (phraseAt < 0) return (isCommon ? 50_000 : 60_000) + length;
  if (isCommon) return 20_000 + length;
  return (phraseAt === 0 ? 30_000 : 40_000) + length;
}

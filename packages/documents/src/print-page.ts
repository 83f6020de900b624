/** Part of a line: plain, or bold. */
export type Span = string | { readonly bold: string };

/** What a print is made of. Rooms describe; only this package knows how a page is set. */
export type PrintBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[]; readonly align?: 'left' | 'center' | 'right' }
  /** label and value, set in as many pairs per row as the paper bears; an undefined value is left out */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string | undefined])[] }
  /** heavy border: allergies, warnings */
  | { readonly kind: 'framed'; readonly text: string }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** columns that hold numbers, from 0; set to the right */
      readonly numeric?: readonly number[];
      /** columns that take the free width, from 0; default the first */
      readonly wide?: readonly number[];
    }
  /** one drug or service: name and detail left, quantity right, small boxes below */
  | {
      readonly kind: 'item';
      readonly number: number;
      readonly name: string;
      readonly detail?: string;
      readonly right: string;
      readonly boxes?: readonly { readonly label: string; readonly value?: string }[];
      readonly note?: string;
    }
  /** who signs, right; undefined lines are left out */
  | { readonly kind: 'signature'; readonly lines: readonly (Span | undefined)[]; readonly left?: readonly string[] };

export type Paper = 'A4' | 'A5' | '80mm';

export interface PrintPage {
  readonly paper: Paper;
  readonly facility: { readonly name: string; readonly address: string; readonly phone: string };
  /** prints `BẢN THỬ` on every page */
  readonly isDemo: boolean;
  readonly title: string;
  readonly subtitle?: readonly Span[];
  /** what the QR code says; absent: none */
  readonly qr?: string;
  /** short lines between facility and QR, e.g. the patient number */
  readonly codes?: readonly string[];
  /** two identifiers of the patient, on every page: a leaf that is lost finds its person */
  readonly patient: readonly [string, string];
  /** e.g. `In lúc 09:31 20/11/2026 · bản 1` */
  readonly printed: string;
  readonly printedAt: Date;
  readonly body: readonly PrintBlock[];
}

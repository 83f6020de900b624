/** Part of a line: plain, or bold. */
export type Span = string | { readonly bold: string };

type Align = 'left' | 'center' | 'right';

/** What a print is made of. Rooms describe; only this package knows how a page is set. */
export type PrintBlock =
  | {
      readonly kind: 'paragraph';
      readonly spans: readonly Span[];
      readonly align?: Align;
      readonly size?: 'small' | 'normal' | 'large' | 'huge';
    }
  /** label and value in two pairs per row, one on a roll; an undefined value is left out */
  | {
      readonly kind: 'facts';
      readonly facts: readonly (readonly [label: string, value: string | undefined, look?: 'wide' | 'lead'])[];
    }
  /** heavy border: allergies, warnings */
  | { readonly kind: 'framed'; readonly text: string }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly align?: readonly Align[];
      /** millimetres, the free width, or as wide as it needs (default: the first takes the free width) */
      readonly widths?: readonly (number | '*' | 'auto')[];
      readonly isSmall?: boolean;
      readonly caption?: string;
      /** totals, bold */
      readonly foot?: readonly string[];
    }
  /** one drug or service: name left, quantity right, small boxes below */
  | {
      readonly kind: 'item';
      readonly number: number;
      readonly name: readonly Span[];
      readonly right: string;
      readonly boxes?: readonly { readonly label: string; readonly value?: string | undefined }[];
      readonly note?: string;
    }
  /** who signs: one at the right, or side by side */
  | {
      readonly kind: 'sign';
      readonly date?: string | undefined;
      readonly left?: readonly string[];
      readonly signers: readonly {
        readonly role: string;
        readonly name?: string | undefined;
        readonly licence?: string | undefined;
        /** lines of the box of a digital signature; none: room for a pen */
        readonly signed?: readonly string[];
      }[];
    }
  /** a sticky label: a page of its own */
  | {
      readonly kind: 'label';
      readonly lines: readonly (readonly Span[])[];
      readonly barcode: string;
      readonly isSquare?: boolean;
      readonly below: string;
    };

export const papers = ['A4', 'A5', '80mm', '50x30'] as const;
export type Paper = (typeof papers)[number];

/** What a paper says, without when and how often it was printed: the same content is the same paper. */
export interface PrintPage {
  readonly paper: Paper;
  /** what it is called in lists and how its layout is named: `DT 2025.1` */
  readonly form: { readonly code: string; readonly version: string; readonly law: string };
  readonly facility: {
    readonly authority?: string | undefined;
    readonly name: string;
    readonly address: string;
    readonly phone: string;
  };
  /** prints `BẢN THỬ` on every page */
  readonly isDemo: boolean;
  readonly hasNationalHead?: boolean;
  readonly title: string;
  readonly subtitle?: readonly Span[];
  /** the paper's own number */
  readonly number?: string | undefined;
  /** what the QR code says where no check address is known; absent: none */
  readonly qr?: string;
  /** Code 128 in the head, with these short lines below */
  readonly barcode?: string;
  readonly codes?: readonly string[];
  /** two identifiers of the patient, on every page: a leaf that is lost finds its person; none on papers about no patient */
  readonly patient: readonly [string, string] | undefined;
  readonly body: readonly PrintBlock[];
}

/** One printing of a page. */
export interface PrintStamp {
  /** e.g. `In lúc 09:31 20/11/2026` */
  readonly printed: string;
  readonly printedAt: Date;
  /** 1 is the first; later ones say so */
  readonly copy?: number;
  /** where a stranger checks this paper, and the code in that address for typing */
  readonly check?: { readonly url: string; readonly code: string };
}

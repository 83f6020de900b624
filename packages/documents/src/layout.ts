import type { Paper } from './print-page.ts';

/** Text with places: `{path}` is a value of the paper's data, `**…**` is bold. Left out when all its places are empty. */
export type LayoutText = string;

export type Align = 'left' | 'center' | 'right';

export type LayoutBlock =
  | { readonly kind: 'text'; readonly text: LayoutText; readonly align?: Align; readonly size?: TextSize }
  /** label and path of the value; `wide` takes the whole row, `lead` is set bigger; left out when empty */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string, ('wide' | 'lead')?])[] }
  /** heavy border, only when there is something to warn of */
  | { readonly kind: 'frame'; readonly text: LayoutText }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      /** path of the list of rows; cells and foot are texts over a row or over the whole data */
      readonly each: string;
      readonly columns: readonly {
        readonly head: string;
        readonly text: LayoutText;
        readonly align?: Align;
        /** millimetres; `*` shares the free width; default as wide as it needs */
        readonly width?: number | '*';
      }[];
      readonly foot?: readonly LayoutText[];
      /** a row over the head, never torn from it */
      readonly caption?: LayoutText;
      /** many columns of figures: the smallest letters */
      readonly isSmall?: boolean;
    }
  /** the same blocks for every row, over the row */
  | { readonly kind: 'each'; readonly each: string; readonly blocks: readonly LayoutBlock[] }
  /** one drug or service per row, with a quantity at the right and small boxes below */
  | {
      readonly kind: 'items';
      readonly each: string;
      readonly name: LayoutText;
      readonly right: LayoutText;
      readonly boxes?: readonly (readonly [label: string, path: string])[];
      readonly note?: LayoutText;
    }
  | {
      readonly kind: 'sign';
      readonly date?: LayoutText;
      readonly left?: readonly LayoutText[];
      readonly signers: readonly {
        readonly role: LayoutText;
        readonly name?: LayoutText;
        readonly licence?: LayoutText;
        /** lines of the box of a digital signature; empty places leave room for a pen */
        readonly signed?: readonly LayoutText[];
      }[];
    }
  /** sticky labels, each on a page of its own */
  | {
      readonly kind: 'labels';
      readonly each: string;
      readonly lines: readonly LayoutText[];
      readonly barcode: string;
      /** a square code at the right instead of bars: glass and cassettes have no room for bars */
      readonly isSquare?: boolean;
      readonly below: LayoutText;
    };

export type TextSize = 'small' | 'large' | 'huge';

/**
 * A legal paper as data: what stands on it in which order, by which text, from which day to which. JSON and nothing else,
 * so that a site can keep its own and a new circular is a new version, never a change of an old one.
 */
export interface Layout {
  readonly form: string;
  readonly version: string;
  /** what prescribes it; `none: why` for papers of our own */
  readonly law: string;
  /** FHIR dates, both included */
  readonly validFrom: string;
  readonly validTo?: string;
  /** the first is the usual one */
  readonly papers: readonly Paper[];
  readonly title: LayoutText;
  readonly subtitle?: LayoutText;
  /** quốc hiệu and tiêu ngữ, only where the legal template has them */
  readonly hasNationalHead?: boolean;
  /** path of the paper's own number: who checks a paper may compare it */
  readonly number?: string;
  readonly blocks: readonly LayoutBlock[];
}

/** Values of one paper, already written as people read them. */
export interface LayoutData {
  readonly [path: string]: string | undefined | LayoutData | readonly LayoutData[];
}

/** The version in force on a day; a paper keeps the layout of its own day when it is printed again. */
export const layoutOn = (layouts: readonly Layout[], day: string): Layout | undefined =>
  layouts.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo));

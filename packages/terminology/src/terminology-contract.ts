/** One concept as it stood on a day. Flags and prices are properties. */
export interface Concept {
  readonly system: string;
  readonly code: string;
  /** Vietnamese */
  readonly display: string;
  /** calendar dates, both inclusive; absent: open */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** flags, prices, parents; `common: true` marks codes of everyday work, which searches show first */
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

export interface Expansion {
  /** all that match, before paging */
  readonly total: number;
  readonly concepts: readonly Concept[];
}

/** Calendar dates are `yyyy-mm-dd`. Every question is answered for a day: catalogs and rules move. */
export interface Terminology {
  lookup(question: { system: string; code: string; date: string }): Promise<Concept | undefined>;
  /** Filter words match word beginnings without accents, or the beginning of the code; best matches first. */
  expand(question: {
    system: string;
    filter?: string;
    date: string;
    count?: number;
    offset?: number;
  }): Promise<Expansion>;
  /** the load that is in force of a catalog; undefined: there is no such catalog */
  edition(system: string): Promise<string | undefined>;
  /** every concept in force on a day, in the order of their codes: for value sets that choose among them */
  all(question: { system: string; date: string }): Promise<readonly Concept[]>;
  translate(question: {
    map: string;
    system: string;
    code: string;
    date: string;
  }): Promise<readonly { system: string; code: string; display?: string; equivalence: string }[]>;
}

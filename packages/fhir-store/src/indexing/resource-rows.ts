export interface TokenRow {
  readonly param: number;
  readonly system: string;
  readonly code: string;
}

export interface ReferenceRow {
  readonly param: number;
  /** 0: an absolute URL or a canonical */
  readonly targetType: number;
  readonly target: string;
}

export interface DateRow {
  readonly param: number;
  readonly low: string;
  readonly high: string;
}

export interface StringRow {
  readonly param: number;
  readonly folded: string;
  readonly exact: string;
}

export interface QuantityRow {
  readonly param: number;
  readonly low: string;
  readonly high: string;
  readonly system: string;
  readonly code: string;
}

export interface UriRow {
  readonly param: number;
  readonly value: string;
}

export interface CompositeRow {
  readonly param: number;
  readonly key1: string;
  readonly key2: string;
  /** both `0` where no component has a number: every column of the key can then be compared */
  readonly low: string;
  readonly high: string;
}

/** The index rows of one resource version, without repeats: the key of each map holds every column. */
export class ResourceRows {
  readonly type: number;
  readonly id: string;
  /** clinical date: token and reference rows carry it */
  readonly at: string;
  readonly token = new Map<string, TokenRow>();
  readonly reference = new Map<string, ReferenceRow>();
  readonly date = new Map<string, DateRow>();
  readonly string = new Map<string, StringRow>();
  readonly quantity = new Map<string, QuantityRow>();
  readonly uri = new Map<string, UriRow>();
  readonly composite = new Map<string, CompositeRow>();

  /** how often something was added, also what was there already */
  additions = 0;

  constructor(type: number, id: string, at: string) {
    this.type = type;
    this.id = id;
    this.at = at;
  }

  addToken(param: number, system: string, code: string): void {
    this.additions += 1;
    this.token.set(`${param} ${system} ${code}`, { param, system, code });
  }

  addReference(param: number, targetType: number, target: string): void {
    this.additions += 1;
    this.reference.set(`${param} ${targetType} ${target}`, { param, targetType, target });
  }

  addDate(param: number, low: string, high: string): void {
    this.additions += 1;
    this.date.set(`${param} ${low} ${high}`, { param, low, high });
  }

  /** `folded` follows from `exact`; a row of the store's own may have no exact form, then it is its own key. */
  addString(param: number, folded: string, exact: string): void {
    this.additions += 1;
    this.string.set(`${param} ${exact === '' ? folded : exact}`, { param, folded, exact });
  }

  addQuantity(param: number, range: Range, system: string, code: string): void {
    this.additions += 1;
    this.quantity.set(`${param} ${range.low} ${range.high} ${system} ${code}`, { param, ...range, system, code });
  }

  addUri(param: number, value: string): void {
    this.additions += 1;
    this.uri.set(`${param} ${value}`, { param, value });
  }

  addComposite(param: number, key1: string, key2: string, range: Range | undefined): void {
    this.additions += 1;
    const { low, high } = range ?? NO_RANGE;
    this.composite.set(`${param} ${key1} ${key2} ${low} ${high}`, { param, key1, key2, low, high });
  }
}

const NO_RANGE: Range = { low: '0', high: '0' };

/** Exact decimal texts, or `-Infinity` and `Infinity`. */
export interface Range {
  readonly low: string;
  readonly high: string;
}

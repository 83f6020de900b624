/** Form of a value. `moment` yyyyMMddHHmm, `day` yyyyMMdd, `days` several days joined by `;`. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'code'
  | 'number'
  | 'amount'
  | 'decimal'
  | 'moment'
  | 'day'
  | 'days'
  | 'dayOrMoment';

/** Longest value in characters; `null` is unlimited; a list gives the length from each day on. */
export type MaxLength = number | readonly (readonly [from: string, max: number | null])[];

export interface ClaimField {
  readonly name: string;
  readonly type: FieldType;
  /** absent: unlimited */
  readonly max?: MaxLength;
  /** absent: never */
  readonly required?: 'yes' | 'conditional';
  /** values joined by `;` */
  readonly many?: true;
  /** name of its code list */
  readonly codes?: string;
}

/** One table of the claim file: element order is the order of `fields`. Without `row` the root is the only record. */
export interface ClaimTable {
  readonly code: string;
  readonly root: string;
  readonly list?: string;
  readonly row?: string;
  readonly fields: readonly ClaimField[];
}

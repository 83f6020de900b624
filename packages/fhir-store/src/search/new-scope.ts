import type { MergedPatients } from '../merged-patients.ts';
import type { Caller, CodeBook, Compartment } from '../store-contract.ts';
import { Bind } from './bind.ts';
import type { Scope } from './condition.ts';
import { Lookups } from './lookups.ts';

/** `others`: the same patient's other records. */
export type WholeCompartment = Compartment & { readonly others?: readonly string[] };

export interface SearchOptions {
  /** what dates without zone mean; the same as the indexer's. Default `+00:00` */
  readonly zone?: string;
  readonly now?: () => Date;
  /** address of the FHIR door; undefined while it is not known */
  readonly base?: () => string | undefined;
  /** what value sets hold; absent: nobody knows */
  readonly codes?: CodeBook;
  /** absent: merged patients are two */
  readonly merged?: MergedPatients;
  /** only what lies in the compartment of this resource */
  readonly compartment?: WholeCompartment;
}

/** The beginning of one statement. @param caller  undefined: the store itself asks, without limits */
export const newScope = (
  caller: Pick<Caller, 'reach'> | undefined,
  { zone = '+00:00', now = () => new Date(), base = () => undefined }: SearchOptions = {},
  lookups: Lookups = new Lookups(),
): Scope => ({
  bind: new Bind(),
  reach: caller?.reach,
  zone,
  now: now(),
  base: base(),
  lookups,
  parts: { left: MOST_PARTS },
});

/** inner searches that chains may open: a link without a type opens one for each type it may point at */
const MOST_PARTS = 300;

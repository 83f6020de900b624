import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import type { Criterion } from '../expected/expected-ids.ts';

/** One search to be made, and what it is a case of. */
export interface SearchCase {
  readonly type: string;
  readonly criteria: readonly Criterion[];
  readonly row: SearchParameterRow;
  /** `missing`, `exact`, `[type]`, …; absent: none */
  readonly modifier?: string;
  /** `ge`, `ap`, …; only of dates, numbers and quantities */
  readonly prefix?: string;
  /** `or`, `chain`, `_has` */
  readonly form?: string;
}

export interface CaseResult {
  readonly case: SearchCase;
  readonly isPassed: boolean;
  /** the search had to find something; had to leave something out */
  readonly finds: boolean;
  readonly excludes: boolean;
  /** why it failed */
  readonly detail?: string;
}

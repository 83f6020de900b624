import type { CdaConcept, CdaId } from './cda-document.ts';

/** A number as it was written. */
export interface CdaAmount {
  readonly digits: string;
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly unit?: string;
  /** the unit is a UCUM code; otherwise it is what somebody wrote */
  readonly isUcum: boolean;
}

export type CdaValue = { readonly amount: CdaAmount } | { readonly concept: CdaConcept } | { readonly text: string };

interface CdaStatement {
  readonly ids: readonly CdaId[];
  /** what was measured, found, given */
  readonly concept: CdaConcept;
  /** `completed`, `active`, `aborted` …, as it is written */
  readonly status?: string;
  readonly start?: string;
  readonly end?: string;
  /** negationInd: it is said that this is not so, or was not done */
  readonly isNegated: boolean;
}

/** A measurement: result or vital sign. */
export interface CdaObservation extends CdaStatement {
  readonly value?: CdaValue;
  /** code of ObservationInterpretation */
  readonly flag?: string;
  readonly range?: { readonly low?: CdaAmount; readonly high?: CdaAmount; readonly text?: string };
}

export interface CdaBattery extends CdaStatement {
  readonly observations: readonly CdaObservation[];
}

export type CdaProblem = CdaStatement;

export interface CdaAllergy extends CdaStatement {
  /** what it shows itself by */
  readonly reactions: readonly string[];
}

/** A medicine or a vaccine. */
export interface CdaMedicine extends CdaStatement {
  readonly dose?: CdaAmount;
  readonly lot?: string;
  /** how it is taken, in the words of the narrative */
  readonly words: string;
}

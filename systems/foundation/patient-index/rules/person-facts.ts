import type { InsuranceCard } from '@lienmach/core';

export type Gender = 'male' | 'female' | 'other' | 'unknown';

/** What is known of the person at the desk, from cards and from typing. Dates are FHIR dates, perhaps only a year. */
export interface PersonFacts {
  readonly name?: string;
  readonly birthDate?: string;
  readonly gender?: Gender;
  /** active 12-digit number */
  readonly personalNumber?: string;
  /** cancelled 12-digit and old 9-digit numbers found on the card */
  readonly oldNumbers: readonly string[];
  readonly socialInsuranceNumber?: string;
  readonly patientNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly province?: string;
  readonly commune?: string;
  /** as the catalog of the day names it */
  readonly communeName?: string;
  readonly ethnicity?: string;
  readonly occupation?: string;
  readonly nationality?: string;
  readonly insuranceCard?: InsuranceCard;
}

/** What a clerk types; everything is text. */
export interface TypedFacts {
  readonly name?: string;
  readonly birthDate?: string;
  readonly gender?: string;
  readonly personalNumber?: string;
  readonly insuranceNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly province?: string;
  readonly commune?: string;
  readonly ethnicity?: string;
  readonly occupation?: string;
  readonly nationality?: string;
}

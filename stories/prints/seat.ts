import type { TestHospital } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import type { PrintCase } from './print-cases.ts';

/** One visit that is being written. */
export interface Seat {
  readonly hospital: TestHospital;
  readonly plan: PrintCase;
  readonly subject: { readonly reference: string };
  readonly encounter: { readonly reference: string };
  save<R extends FhirResource>(resource: R): Promise<R>;
}

/** A minute of that morning. */
export const time = (minute: number): string => `2026-03-02T08:${String(minute % 60).padStart(2, '0')}:00+07:00`;

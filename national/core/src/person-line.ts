import type { Patient } from 'fhir/r4';
import { identifierSystems } from './canonical.ts';
import { nameText } from './person-name.ts';
import { present } from './present.ts';
import { identifierValue } from './profiles/profile-guards.ts';
import { shownAge } from './shown-age.ts';

/** A person in one line of a list. */
export interface PersonLine {
  readonly name: string;
  readonly patientNumber?: string;
  readonly age?: number;
  readonly ageUnit?: 'a' | 'mo' | 'd';
  /** FHIR administrative gender */
  readonly sex?: NonNullable<Patient['gender']>;
}

/** Who this is, as short as a list needs it: no birth date, no address, no card. */
export function personLine(patient: Patient | undefined, day: string): PersonLine {
  const shown = shownAge(patient?.birthDate, day);
  return {
    name: nameText(patient?.name),
    ...present({
      patientNumber: patient === undefined ? undefined : identifierValue(patient, identifierSystems.patientNumber),
      age: shown?.age,
      ageUnit: shown?.unit,
      sex: patient?.gender,
    }),
  };
}

import { codeSystems, identifierSystems, identifierValue, nameText, VN_ZONE } from '@lienmach/core';
import { type Hl7SegmentDraft, hl7Date, hl7Time, writeHl7 } from '@lienmach/exchange';
import type { CodeableConcept, Encounter, Patient, Reference } from 'fhir/r4';

export const told = (instant: string | undefined): string | undefined => {
  if (instant === undefined) return undefined;
  return instant.includes('T') ? hl7Time(new Date(instant), VN_ZONE) : hl7Date(instant);
};

const sexes: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };
const classes: Readonly<Record<string, string>> = { AMB: 'O', IMP: 'I', EMER: 'E', PRENC: 'P' };

/** Our own number, and the personal number where there is one. */
export function personOut(patient: Patient): Hl7SegmentDraft {
  const [name] = patient.name ?? [];
  const own = identifierValue(patient, identifierSystems.patientNumber) ?? patient.id;
  const personal = identifierValue(patient, identifierSystems.personalNumber);
  return {
    name: 'PID',
    fields: {
      1: '1',
      3: {
        repeat: [
          [own, undefined, undefined, 'LIENMACH', 'MR'],
          ...(personal === undefined ? [] : [[personal, undefined, undefined, 'CCCD', 'NI']]),
        ],
      },
      5: name?.family === undefined ? [nameText(patient.name)] : [name.family, name.given?.join(' ')],
      7: patient.birthDate === undefined ? undefined : hl7Date(patient.birthDate),
      8: sexes[patient.gender ?? 'unknown'],
      11: [patient.address?.[0]?.text],
      13: patient.telecom?.find(({ system }) => system === 'phone')?.value,
    },
  };
}

const staff = (reference: Reference | undefined): readonly (string | undefined)[] => [
  reference?.reference?.split('/')[1] ?? reference?.identifier?.value,
  reference?.display,
];

export const visitOut = (encounter: Encounter): Hl7SegmentDraft => ({
  name: 'PV1',
  fields: {
    1: '1',
    2: classes[encounter.class.code ?? ''] ?? 'U',
    3: [encounter.location?.findLast(({ status }) => status !== 'completed')?.location.display],
    7: staff(encounter.participant?.[0]?.individual),
    19: encounter.id,
    44: told(encounter.period?.start),
    45: told(encounter.period?.end),
  },
});

/** The first two codes of a concept, as a coded element. */
export function codeOut(concept: CodeableConcept | undefined): readonly (string | undefined)[] {
  const loinc = concept?.coding?.find(({ system }) => system === codeSystems.loinc);
  const local = concept?.coding?.find((one) => one !== loinc);
  const parts = [local, loinc].filter((one) => one !== undefined);
  if (parts.length === 0) return ['', concept?.text, 'L'];
  return parts.flatMap((one) => [one.code, one.display ?? concept?.text, one === loinc ? 'LN' : 'L']);
}

/** A whole message: who it is about stands first. */
export const messageOut = (
  event: readonly [string, string, string],
  about: {
    readonly controlId: string;
    readonly at: Date;
    readonly receiver: string;
    readonly charset?: string | undefined;
  },
  segments: readonly Hl7SegmentDraft[],
): string =>
  writeHl7(
    {
      type: event,
      controlId: about.controlId,
      at: about.at,
      zone: VN_ZONE,
      from: { application: 'LIENMACH' },
      to: { application: about.receiver },
      charset: about.charset,
    },
    segments,
  );

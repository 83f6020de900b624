import { nameText } from '@lienmach/core';
import type { Hl7SegmentDraft } from '@lienmach/exchange';
import type { CodeableConcept, ContactPoint, Patient, PatientContact } from 'fhir/r4';

const TABLE = /^http:\/\/terminology\.hl7\.org\/CodeSystem\/v2-(\d{4})$/;

function relationOut(concept: CodeableConcept | undefined): readonly (string | undefined)[] {
  const [coding] = concept?.coding ?? [];
  const [, table] = TABLE.exec(coding?.system ?? '') ?? [];
  const words = concept?.text ?? coding?.display;
  return coding?.code === undefined ? ['', words] : [coding.code, words, table === undefined ? 'L' : `HL7${table}`];
}

/** XTN: an address of electronic mail is a component of its own. */
const wayOut = ({ system, value }: ContactPoint): readonly (string | undefined)[] =>
  system === 'email' ? [undefined, undefined, undefined, value] : [value];

function nameOut({ name }: PatientContact): readonly (string | undefined)[] {
  const text = nameText(name === undefined ? [] : [name]);
  return name?.family === undefined ? [text] : [name.family, name.given?.join(' ')];
}

/**
 * Whom to call: people who are no patients here, so only a channel that asks is told.
 *
 * @source HL7 v2.5.1 chapter 3, NK1 (verified)
 */
export const relativesOut = ({ contact }: Patient): Hl7SegmentDraft[] =>
  (contact ?? [])
    .filter((one) => nameOut(one)[0] !== '')
    .map((one, turn) => ({
      name: 'NK1',
      fields: {
        1: String(turn + 1),
        2: nameOut(one),
        3: relationOut(one.relationship?.[0]),
        5: { repeat: (one.telecom ?? []).map(wayOut) },
      },
    }));

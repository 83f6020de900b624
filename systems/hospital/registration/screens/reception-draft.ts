import { extensions, identifierSystems, identifierValue } from '@lienmach/core';
import { nameOf, valueIn, valuesIn } from '@lienmach/ui';
import type { OperationOutcome, Parameters, Patient } from 'fhir/r4';

/** What may be typed or filled by a machine. */
export interface ReceptionFields {
  readonly name: string;
  readonly birthDate: string;
  readonly gender: string;
  readonly personalNumber: string;
  readonly phone: string;
  readonly address: string;
  /** code of the new administrative unit, and its name */
  readonly commune: string;
  readonly communeName: string;
  /** who belongs to the patient: code of the relationship, name, phone, insurance card of a mother */
  readonly relation: string;
  readonly relativeName: string;
  readonly relativePhone: string;
  readonly relativeCard: string;
  readonly cardNumber: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
  readonly priority: string;
  readonly entitlement: string;
  readonly room: string;
}
export type FieldName = keyof ReceptionFields;

/** One person at the desk, before anything is saved. */
export interface ReceptionDraft {
  readonly fields: ReceptionFields;
  /** names of fields that a card or the record filled and nobody changed */
  readonly filled: readonly FieldName[];
  readonly identityScan?: string;
  readonly insuranceScan?: string;
  readonly registeredAt?: string;
  readonly fiveYearsFrom?: string;
  /** id of the record that is this person */
  readonly existing?: string;
  readonly isConfirmedNew?: boolean;
  /** the same for every try to save this person's visit */
  readonly attempt?: string;
}

export const emptyDraft: ReceptionDraft = {
  fields: {
    name: '',
    birthDate: '',
    gender: '',
    personalNumber: '',
    phone: '',
    address: '',
    commune: '',
    communeName: '',
    relation: '',
    relativeName: '',
    relativePhone: '',
    relativeCard: '',
    cardNumber: '',
    validFrom: '',
    validTo: '',
    reason: '',
    priority: 'routine',
    entitlement: '',
    room: '',
  },
  filled: [],
};

export const isEmptyDraft = (draft: ReceptionDraft): boolean =>
  JSON.stringify(draft.fields) === JSON.stringify(emptyDraft.fields);

/** another person is another attempt */
export const whoFields: ReadonlySet<FieldName> = new Set(['name', 'birthDate', 'gender', 'personalNumber']);
export const withoutAttempt = ({ attempt: _, ...draft }: ReceptionDraft): ReceptionDraft => draft;

export interface Candidate {
  readonly patient: Patient;
  readonly grade: 'certain' | 'probable' | 'possible';
  readonly reasons: readonly string[];
}

/** What `$identify` says about the person. */
export interface Identified {
  readonly draft: Patient;
  readonly card: Parameters | undefined;
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly string[];
}

export const identifiedOf = (answer: Parameters): Identified => ({
  draft: valueIn<Patient>(answer, 'draft') ?? { resourceType: 'Patient' },
  card: valueIn<Parameters>(answer, 'card'),
  candidates: valuesIn<Parameters>(answer, 'candidate').flatMap((part) => {
    const patient = valueIn<Patient>(part, 'patient');
    const grade = valueIn<Candidate['grade']>(part, 'grade') ?? 'possible';
    return patient === undefined ? [] : [{ patient, grade, reasons: valuesIn<string>(part, 'reason') }];
  }),
  warnings: (valueIn<OperationOutcome>(answer, 'outcome')?.issue ?? []).flatMap(({ code, details }) =>
    code === 'duplicate' ? [] : (details?.text ?? []),
  ),
});

/** The new unit of the first address. */
function communeOf(patient: Patient): Pick<ReceptionFields, 'commune' | 'communeName'> {
  const found = patient.address?.[0]?.extension?.find(({ url }) => url === extensions.commune)?.valueCoding;
  return { commune: found?.code ?? '', communeName: found?.display ?? found?.code ?? '' };
}

/** The fields a Patient can fill. */
export function fieldsOf(patient: Patient): Partial<ReceptionFields> {
  return {
    name: nameOf(patient.name),
    birthDate: patient.birthDate ?? '',
    gender: patient.gender ?? '',
    personalNumber: identifierValue(patient, identifierSystems.personalNumber) ?? '',
    phone: patient.telecom?.find(({ system }) => system === 'phone')?.value ?? '',
    address: patient.address?.[0]?.text ?? '',
    ...communeOf(patient),
  };
}

export const fieldsOfCard = (card: Parameters | undefined): Partial<ReceptionFields> =>
  card === undefined
    ? {}
    : {
        cardNumber: valueIn<string>(card, 'number') ?? '',
        validFrom: valueIn<string>(card, 'validFrom') ?? '',
        validTo: valueIn<string>(card, 'validTo') ?? '',
      };

/** Fills what is empty or was filled by a machine; what a hand typed stays. */
export function fill(draft: ReceptionDraft, values: Partial<ReceptionFields>): ReceptionDraft {
  const names = (Object.keys(values) as FieldName[]).filter(
    (name) => values[name] !== '' && (draft.fields[name] === '' || draft.filled.includes(name)),
  );
  const taken = Object.fromEntries(names.map((name) => [name, values[name]]));
  return {
    ...draft,
    fields: { ...draft.fields, ...taken },
    filled: [...new Set([...draft.filled, ...names])],
  };
}

const typed = ({ fields, filled }: ReceptionDraft, name: FieldName): string | undefined =>
  fields[name].trim() === '' || filled.includes(name) ? undefined : fields[name].trim();

export const scansOf = ({ identityScan, insuranceScan }: ReceptionDraft): string[] =>
  [identityScan, insuranceScan].filter((scan) => scan !== undefined);

/** Input of `$identify` and `$enroll`: the scans as they were read, and what was typed beside them. */
export const personInput = (draft: ReceptionDraft): Readonly<Record<string, unknown>> => ({
  scan: scansOf(draft),
  name: typed(draft, 'name'),
  birthDate: typed(draft, 'birthDate'),
  gender: typed(draft, 'gender'),
  personalNumber: typed(draft, 'personalNumber'),
  phone: typed(draft, 'phone'),
  address: typed(draft, 'address'),
  commune: typed(draft, 'commune'),
  insuranceNumber: typed(draft, 'cardNumber'),
});

/** The card as `$open-visit` takes it; undefined: a visit without card. */
export function cardInput(draft: ReceptionDraft): Readonly<Record<string, unknown>> | undefined {
  if (draft.fields.cardNumber.trim() === '') return undefined;
  return {
    scan: draft.insuranceScan,
    number: typed(draft, 'cardNumber'),
    validFrom: typed(draft, 'validFrom'),
    validTo: typed(draft, 'validTo'),
  };
}

/** A visit without card: nothing of it stays. */
export function withoutCard(draft: ReceptionDraft): ReceptionDraft {
  const { insuranceScan: _, registeredAt: _r, fiveYearsFrom: _y, ...rest } = draft;
  return { ...rest, fields: { ...draft.fields, cardNumber: '', validFrom: '', validTo: '' } };
}

/** @returns the state of the card on this day, as the desk can see it before the server decides */
export function cardStateOf({ cardNumber, validFrom, validTo }: ReceptionFields, day: string): string {
  if (cardNumber.trim() === '') return 'none';
  if (validFrom === '') return 'unverified';
  if (day < validFrom) return 'early';
  return validTo !== '' && day > validTo ? 'expired' : 'valid';
}

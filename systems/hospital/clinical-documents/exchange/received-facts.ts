import { createHash } from 'node:crypto';
import type { CdaAllergy, CdaDocument, CdaMedicine, CdaObservation, CdaProblem } from '@lienmach/cda';
import { allergiesOf, immunizationsOf, medicinesOf, problemsOf, vitalSignsOf } from '@lienmach/cda';
import { codeSystems, identifierSystems, present } from '@lienmach/core';
import { exactNumber } from '@lienmach/exchange';
import type {
  AllergyIntolerance,
  Annotation,
  Coding,
  Condition,
  Identifier,
  Immunization,
  MedicationStatement,
  Observation,
  Period,
  Reference,
} from 'fhir/r4';
import { codeableConcept, keyOf, zoned } from './document-roots.ts';

export type ReceivedFact = AllergyIntolerance | Condition | Immunization | MedicationStatement | Observation;

export const OUTSIDE: Coding = {
  system: codeSystems.recordOrigin,
  code: 'outside',
  display: 'Theo tài liệu của cơ sở khác',
};

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFIED = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const ALLERGY_CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const ALLERGY_VERIFIED = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const CONDITION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';
const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** What all facts of one document share. */
interface FactGround {
  readonly document: CdaDocument;
  readonly facility: { readonly code: string; readonly name: string };
  readonly subject: Reference;
  /** key of the set of versions, or of the document that has none */
  readonly set: string;
}

type Statement = CdaProblem | CdaMedicine | CdaAllergy | CdaObservation;

/** Ids follow from facility, set and statement: the next version of a document writes over the same fact. */
function framesOf(ground: FactGround, kind: string) {
  const seen = new Map<string, number>();
  return ({ ids, concept, start }: Statement): { id: string; meta: { tag: Coding[] }; identifier: Identifier[] } => {
    const [own] = ids;
    const told = own === undefined ? `${concept.codes[0]?.code ?? concept.text} ${start ?? ''}` : keyOf(own);
    const turn = (seen.get(told) ?? 0) + 1;
    seen.set(told, turn);
    const words = JSON.stringify([ground.facility.code, ground.set, kind, told, turn]);
    return {
      id: `cda-${createHash('sha256').update(words).digest('hex').slice(0, 40)}`,
      meta: { tag: [OUTSIDE] },
      identifier: [{ system: identifierSystems.documentSet, value: ground.set }],
    };
  };
}

const noteOf = ({ document, facility }: FactGround): Annotation[] => [
  { text: `Theo ${document.title === '' ? 'tài liệu' : document.title}, ${facility.name}` },
];

const periodOf = ({ start, end }: Statement): Period | undefined => {
  const period = present({ start: zoned(start), end: zoned(end) });
  return Object.keys(period).length === 0 ? undefined : period;
};

function conditions(ground: FactGround): Condition[] {
  const frame = framesOf(ground, 'problem');
  const recordedDate = zoned(ground.document.time);
  return problemsOf(ground.document)
    .filter(({ isNegated, concept }) => !isNegated && concept.text !== '')
    .map((one) => ({
      resourceType: 'Condition',
      ...frame(one),
      clinicalStatus: { coding: [{ system: CLINICAL, code: one.end === undefined ? 'active' : 'resolved' }] },
      verificationStatus: { coding: [{ system: VERIFIED, code: 'confirmed' }] },
      category: [{ coding: [{ system: CONDITION_CATEGORY, code: 'problem-list-item' }] }],
      code: codeableConcept(one.concept),
      subject: ground.subject,
      ...present({ onsetDateTime: zoned(one.start), abatementDateTime: zoned(one.end), recordedDate }),
      note: noteOf(ground),
    }));
}

/** "No allergy known" elsewhere is not asked here: it stays in the document, and nobody's warning is switched off by it. */
function allergies(ground: FactGround): AllergyIntolerance[] {
  const frame = framesOf(ground, 'allergy');
  const recordedDate = zoned(ground.document.time);
  return allergiesOf(ground.document)
    .filter(({ isNegated, concept }) => !isNegated && concept.text !== '')
    .map((one) => ({
      resourceType: 'AllergyIntolerance',
      ...frame(one),
      clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: one.end === undefined ? 'active' : 'resolved' }] },
      verificationStatus: { coding: [{ system: ALLERGY_VERIFIED, code: 'unconfirmed' }] },
      code: codeableConcept(one.concept),
      patient: ground.subject,
      ...present({ onsetDateTime: zoned(one.start), recordedDate }),
      ...(one.reactions.length === 0 ? {} : { reaction: [{ manifestation: one.reactions.map((text) => ({ text })) }] }),
      note: noteOf(ground),
    }));
}

function medicines(ground: FactGround): MedicationStatement[] {
  const frame = framesOf(ground, 'medicine');
  const dateAsserted = zoned(ground.document.time);
  return medicinesOf(ground.document)
    .filter(({ isNegated, concept }) => !isNegated && concept.text !== '')
    .map((one) => ({
      resourceType: 'MedicationStatement',
      ...frame(one),
      status: one.status === 'completed' ? 'completed' : one.status === 'aborted' ? 'stopped' : 'active',
      medicationCodeableConcept: codeableConcept(one.concept),
      subject: ground.subject,
      ...present({ effectivePeriod: periodOf(one), dateAsserted }),
      ...(one.words === '' ? {} : { dosage: [{ text: one.words }] }),
      note: noteOf(ground),
    }));
}

function immunizations(ground: FactGround): Immunization[] {
  const frame = framesOf(ground, 'immunization');
  return immunizationsOf(ground.document)
    .filter(({ isNegated, concept }) => !isNegated && concept.text !== '')
    .map((one) => {
      const at = zoned(one.start);
      return {
        resourceType: 'Immunization',
        ...frame(one),
        status: 'completed',
        vaccineCode: codeableConcept(one.concept),
        patient: ground.subject,
        ...(at === undefined ? { occurrenceString: 'Không rõ ngày' } : { occurrenceDateTime: at }),
        primarySource: false,
        ...present({ lotNumber: one.lot }),
        note: noteOf(ground),
      };
    });
}

function vitalSigns(ground: FactGround): Observation[] {
  const frame = framesOf(ground, 'vital');
  return vitalSignsOf(ground.document).flatMap((one): Observation[] => {
    const at = zoned(one.start);
    if (one.isNegated || one.value === undefined || !('amount' in one.value) || at === undefined) return [];
    const { digits, comparator, unit, isUcum } = one.value.amount;
    return [
      {
        resourceType: 'Observation',
        ...frame(one),
        status: 'final',
        category: [{ coding: [{ system: OBSERVATION_CATEGORY, code: 'vital-signs' }] }],
        code: codeableConcept(one.concept),
        subject: ground.subject,
        effectiveDateTime: at,
        performer: [{ display: ground.facility.name }],
        valueQuantity: {
          value: exactNumber(digits),
          ...present({ comparator, unit }),
          ...(isUcum && unit !== undefined ? { system: codeSystems.ucum, code: unit } : {}),
        },
        note: noteOf(ground),
      },
    ];
  });
}

/** Diseases, allergies, medicines, vaccinations and vital signs of a document, each marked as told by another facility. */
export const receivedFacts = (ground: FactGround): ReceivedFact[] => [
  ...conditions(ground),
  ...allergies(ground),
  ...medicines(ground),
  ...immunizations(ground),
  ...vitalSigns(ground),
];

/** A fact that the new version of its document no longer tells. */
export function withdrawn(fact: ReceivedFact): ReceivedFact {
  switch (fact.resourceType) {
    case 'Condition': {
      const { clinicalStatus: _, ...rest } = fact;
      return { ...rest, verificationStatus: { coding: [{ system: VERIFIED, code: 'entered-in-error' }] } };
    }
    case 'AllergyIntolerance': {
      const { clinicalStatus: _, ...rest } = fact;
      return { ...rest, verificationStatus: { coding: [{ system: ALLERGY_VERIFIED, code: 'entered-in-error' }] } };
    }
    default:
      return { ...fact, status: 'entered-in-error' };
  }
}

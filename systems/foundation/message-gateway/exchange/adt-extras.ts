import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import {
  fhirTime,
  type Hl7Message,
  type Hl7Segment,
  type MessageContext,
  type Need,
  stableId,
} from '@lienmach/exchange';
import type { AllergyIntolerance, CodeableConcept, Condition, Coverage, Encounter, FhirResource } from 'fhir/r4';
import type { Ground } from './person-mapping.ts';
import { readCode } from './read-code.ts';
import { readPerson } from './read-person.ts';
import { fromPartner } from './resource-entry.ts';

const ALLERGY_CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const ALLERGY_VERIFIED = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';
/** segments of one kind in one message: more is no admission */
const MOST = 50;

const kinds = { AL1: 'AllergyIntolerance', DG1: 'Condition', IN1: 'Coverage' } as const;
type Kind = keyof typeof kinds;

const wordsOf = (concept: CodeableConcept | undefined): string =>
  concept?.coding?.[0]?.code ?? concept?.text?.toLowerCase() ?? '';

/** DG1-3 is a code, DG1-4 what older senders wrote in its place. */
function diagnosisCode(line: Hl7Segment, context: MessageContext): CodeableConcept | undefined {
  const text = line.get(4).trim();
  return readCode(line, 3, context) ?? (text === '' ? undefined : { text });
}

/** BHYT card or policy: what the insurer calls it. */
const policyOf = (line: Hl7Segment): string => (line.get(36) || line.get(49) || line.get(2)).trim();

/** What tells one from another: told again, it is the same. Empty: there is nothing to file. */
function keyOf(kind: Kind, line: Hl7Segment, message: Hl7Message, context: MessageContext): string {
  if (kind === 'AL1') return wordsOf(readCode(line, 3, context));
  if (kind === 'IN1') return policyOf(line);
  const words = wordsOf(diagnosisCode(line, context));
  const visit = message.segment('PV1')?.get(19) || message.segment('PID')?.get(18) || '';
  return words === '' ? '' : `${visit}\n${words}`;
}

interface Told {
  readonly id: string;
  readonly line: Hl7Segment;
}

/** Segments of a kind with the ids of what they make, each once. */
function toldIn(kind: Kind, message: Hl7Message, context: MessageContext): Told[] {
  const [number] = readPerson(message.segment('PID'), context).identifiers;
  const told = new Map<string, Told>();
  for (const line of message.all(kind).slice(0, MOST)) {
    const key = keyOf(kind, line, message, context);
    const id = stableId(context.channel.partner, kind, number?.system ?? '', number?.value ?? '', key);
    if (key !== '' && !told.has(id)) told.set(id, { id, line });
  }
  return [...told.values()];
}

/** A time that cannot be read is left out: what stands beside the visit must not hold up the visit. */
function timeIn(line: Hl7Segment, field: number): string | undefined {
  try {
    return fhirTime(line.get(field), `${line.name}-${field}`, VN_ZONE);
  } catch {
    return undefined;
  }
}

/** What was filed before: what people here made of it since is not undone by the same message. */
export function extraNeeds(message: Hl7Message, context: MessageContext): Record<string, Need> {
  const needs: Record<string, Need> = {};
  for (const kind of ['AL1', 'DG1', 'IN1'] as const) {
    const ids = toldIn(kind, message, context).map(({ id }) => id);
    if (ids.length > 0) needs[kind] = { search: `${kinds[kind]}?_id=${ids.join(',')}`, many: MOST };
  }
  return needs;
}

/** @source HL7 table 0127, allergen type (verified); the categories of FHIR they mean (from memory) */
const categories: Readonly<Record<string, NonNullable<AllergyIntolerance['category']>>> = {
  DA: ['medication'],
  FA: ['food'],
  EA: ['environment'],
  LA: ['environment'],
  PA: ['environment'],
};

function allergyOf({ id, line }: Told, ground: Ground): AllergyIntolerance {
  const reactions = line.repetitions(5).flatMap(([text = '']) => (text.trim() === '' ? [] : [text.trim()]));
  const isSevere = line.get(4).toUpperCase() === 'SV';
  return {
    resourceType: 'AllergyIntolerance',
    id,
    meta: fromPartner,
    clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: 'active' }] },
    // nobody here has asked the patient yet; warnings count it all the same
    verificationStatus: { coding: [{ system: ALLERGY_VERIFIED, code: 'unconfirmed' }] },
    patient: ground.subject,
    ...(isSevere ? { criticality: 'high' } : {}),
    ...present({
      category: categories[line.get(2).toUpperCase()],
      code: readCode(line, 3, ground.context),
      onsetDateTime: timeIn(line, 6),
    }),
    ...(reactions.length === 0 ? {} : { reaction: [{ manifestation: reactions.map((text) => ({ text })) }] }),
  };
}

function diagnosisOf({ id, line }: Told, ground: Ground, visit: Encounter | undefined): Condition {
  return {
    resourceType: 'Condition',
    id,
    meta: fromPartner,
    clinicalStatus: { coding: [{ system: CLINICAL, code: 'active' }] },
    // A: on admission, W: working, F: final
    verificationStatus: {
      coding: [{ system: VERIFICATION, code: line.get(6).toUpperCase() === 'F' ? 'confirmed' : 'provisional' }],
    },
    category: [{ coding: [{ system: CATEGORY, code: 'encounter-diagnosis' }] }],
    subject: ground.subject,
    ...(visit === undefined ? {} : { encounter: { reference: `Encounter/${visit.id}` } }),
    ...present({
      code: diagnosisCode(line, ground.context),
      recordedDate: timeIn(line, 5),
    }),
  };
}

/** A card as a partner tells of it: a draft, for here nobody has checked it, and no claim is made with it. */
function coverageOf({ id, line }: Told, ground: Ground): Coverage {
  const number = policyOf(line);
  const { partner } = ground.context.channel;
  const [start, last] = [12, 13].map((field) => timeIn(line, field)?.slice(0, 10));
  const end = start !== undefined && last !== undefined && last < start ? undefined : last;
  const insurer = line.get(4).trim() || line.get(3).trim();
  const period = present({ start, end });
  return {
    resourceType: 'Coverage',
    id,
    meta: fromPartner,
    // not under the system of cards: reception takes a card only as it reads it
    identifier: [{ system: partnerSystem(partner, 'policy'), value: number }],
    status: 'draft',
    subscriberId: number,
    beneficiary: ground.subject,
    payor: [{ display: insurer === '' ? 'Không rõ nơi chi trả' : insurer }],
    ...(Object.keys(period).length === 0 ? {} : { period }),
  };
}

const wrong = (before: Condition): Condition => {
  const { clinicalStatus: _status, ...rest } = before;
  return { ...rest, verificationStatus: { coding: [{ system: VERIFICATION, code: 'entered-in-error' }] } };
};

function diagnoses(ground: Ground, visit: Encounter | undefined): Condition[] {
  const known = (ground.context.lists.DG1 ?? []).filter((one) => one.resourceType === 'Condition');
  return toldIn('DG1', ground.message, ground.context).flatMap((told) => {
    const before = known.find(({ id }) => id === told.id);
    const isTakenBack = told.line.get(21).toUpperCase() === 'D';
    if (before === undefined) return isTakenBack ? [] : [diagnosisOf(told, ground, visit)];
    const isWrong = before.verificationStatus?.coding?.[0]?.code === 'entered-in-error';
    return isTakenBack && !isWrong ? [wrong(before)] : [];
  });
}

/**
 * What an ADT message tells beside the person and the visit: allergies, diagnoses, insurance. Each is filed once; the
 * message is a snapshot, so what it no longer tells is not taken away.
 *
 * @source HL7 v2.5.1 chapter 3, AL1; chapter 6, DG1 and IN1 (verified)
 */
export function extraResources(ground: Ground, visit: Encounter | undefined): FhirResource[] {
  const { message, context } = ground;
  const fresh = (kind: Kind): Told[] => {
    const known = new Set((context.lists[kind] ?? []).map(({ id }) => id));
    return toldIn(kind, message, context).filter(({ id }) => !known.has(id));
  };
  return [
    ...fresh('AL1').map((told) => allergyOf(told, ground)),
    ...diagnoses(ground, visit),
    ...fresh('IN1').map((told) => coverageOf(told, ground)),
  ];
}

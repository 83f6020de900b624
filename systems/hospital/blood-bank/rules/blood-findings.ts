import { codeSystems, parseInstant, present } from '@lienmach/core';
import type { CodeableConcept, Observation, ObservationComponent, Reference, Specimen } from 'fhir/r4';
import { type BloodGroup, groupCode, groupOfCode } from './blood-group.ts';
import type { Determination } from './patient-group.ts';
import type { Reactions } from './read-reactions.ts';

export const DETERMINATION = 'determination';
export const SCREEN = 'antibody-screen';
export const CROSSMATCH = 'crossmatch';
export const BEDSIDE_CHECK = 'bedside-check';

/** `machine`: an instrument read it, not a person */
export const methods = ['tube', 'gel', 'slide', 'machine'] as const;
export type Method = (typeof methods)[number];

const methodNames: Readonly<Record<Method, string>> = {
  tube: 'Ống nghiệm',
  gel: 'Gelcard',
  slide: 'Phiến, thẻ',
  machine: 'Máy tự động',
};

interface FindingGround {
  readonly order: string | undefined;
  readonly patient: Reference;
  readonly encounter: Reference | undefined;
  readonly specimen?: Specimen;
  readonly by: Reference;
  readonly at: string;
}

/** What all findings of the blood bank have in common; the tag says that a verb of the room wrote it. */
const finding = (kind: string, code: CodeableConcept, ground: FindingGround): Observation => ({
  resourceType: 'Observation',
  meta: { tag: [{ system: codeSystems.bloodBank, code: kind }] },
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
  ],
  code,
  subject: ground.patient,
  ...present({ encounter: ground.encounter }),
  ...(ground.order === undefined ? {} : { basedOn: [{ reference: `ServiceRequest/${ground.order}` }] }),
  ...(ground.specimen === undefined ? {} : { specimen: { reference: `Specimen/${ground.specimen.id}` } }),
  effectiveDateTime: ground.specimen?.collection?.collectedDateTime ?? ground.at,
  issued: ground.at,
  performer: [ground.by],
});

const loinc = (code: string, text: string): CodeableConcept => ({
  coding: [{ system: codeSystems.loinc, code }],
  text,
});

const groupText = (group: BloodGroup): CodeableConcept => ({
  coding: [{ system: codeSystems.bloodGroup, code: groupCode(group) }],
  text: `${group.abo} RhD ${group.rhd === 'positive' ? 'dương' : 'âm'}`,
});

const reaction = ([name, strength]: [string, string]): ObservationComponent => ({
  code: { coding: [{ system: codeSystems.bloodBank, code: name }], text: name },
  valueString: strength,
});

/**
 * One determination; reactions that do not agree are kept without a group.
 *
 * @source LOINC 882-1, ABO and Rh group in blood (secondary)
 */
export const determinationResource = (
  read: { readonly reactions: Reactions; readonly group: BloodGroup | undefined; readonly method: Method },
  ground: FindingGround,
): Observation => ({
  ...finding(DETERMINATION, loinc('882-1', 'Nhóm máu ABO, RhD'), ground),
  method: { coding: [{ system: codeSystems.bloodBank, code: read.method }], text: methodNames[read.method] },
  component: Object.entries(read.reactions).map(reaction),
  ...(read.group === undefined
    ? { dataAbsentReason: { text: 'Phản ứng không khớp, chưa kết luận' } }
    : { valueCodeableConcept: groupText(read.group) }),
});

/** @source none: reads the record */
export const isFinding = ({ meta }: Observation, kind: string): boolean =>
  meta?.tag?.some(({ system, code }) => system === codeSystems.bloodBank && code === kind) === true;

/** @source none: reads the record */
export const determinationOf = (observation: Observation, samples: readonly Specimen[] = []): Determination => ({
  id: observation.id ?? '',
  group: groupOfCode(observation.valueCodeableConcept?.coding?.[0]?.code),
  specimen: observation.specimen?.reference ?? '',
  collector:
    samples.find(({ id }) => observation.specimen?.reference === `Specimen/${id}`)?.collection?.collector?.reference ??
    '',
  drawnAt: observation.effectiveDateTime ?? '',
  performer: observation.performer?.[0]?.reference ?? '',
  isMachine: observation.method?.coding?.[0]?.code === 'machine',
  at: observation.issued ?? '',
});

/** @source LOINC 890-4, blood group antibody screen (secondary) */
export const screenResource = (isPositive: boolean, note: string | undefined, ground: FindingGround): Observation => ({
  ...finding(SCREEN, loinc('890-4', 'Sàng lọc kháng thể bất thường'), ground),
  valueCodeableConcept: {
    coding: [{ system: codeSystems.bloodBank, code: isPositive ? 'positive' : 'negative' }],
    text: isPositive ? 'Dương tính' : 'Âm tính',
  },
  ...(note === undefined ? {} : { note: [{ text: note }] }),
});

/** Phases that were done, each with whether it reacted. */
export interface Phases {
  readonly saline: boolean;
  readonly ahg?: boolean;
}

const phase = (name: string, text: string, isCompatible: boolean): ObservationComponent => ({
  code: { coding: [{ system: codeSystems.bloodBank, code: name }], text },
  valueString: isCompatible ? 'Âm tính' : 'Dương tính',
});

/** @source LOINC 1250-0, major crossmatch (secondary); phases: TT 26/2013/TT-BYT (exists: verified; article: unsure) */
export const crossmatchResource = (phases: Phases, unit: string, ground: FindingGround): Observation => {
  const isCompatible = phases.saline && phases.ahg !== false;
  return {
    ...finding(CROSSMATCH, loinc('1250-0', 'Phản ứng hòa hợp'), ground),
    focus: [{ reference: `BiologicallyDerivedProduct/${unit}` }],
    valueCodeableConcept: {
      coding: [{ system: codeSystems.bloodBank, code: isCompatible ? 'compatible' : 'incompatible' }],
      text: isCompatible ? 'Hòa hợp' : 'Không hòa hợp',
    },
    component: [
      phase('saline', 'Nước muối 22 °C', phases.saline),
      ...(phases.ahg === undefined ? [] : [phase('ahg', 'Kháng globulin 37 °C', phases.ahg)]),
    ],
  };
};

/** One person's check at the bedside: what the cards showed. @source TT 26/2013/TT-BYT, ABO check at the bedside (exists: verified; article: unsure) */
export const bedsideResource = (
  seen: { readonly patientAbo: string; readonly unitAbo: string | undefined; readonly unit: string },
  ground: FindingGround,
): Observation => ({
  ...finding(BEDSIDE_CHECK, { text: 'Kiểm tra tại giường trước truyền máu' }, ground),
  focus: [{ reference: `BiologicallyDerivedProduct/${seen.unit}` }],
  component: [
    {
      code: { coding: [{ system: codeSystems.bloodBank, code: 'patient' }], text: 'Người bệnh' },
      valueString: seen.patientAbo,
    },
    ...(seen.unitAbo === undefined
      ? []
      : [
          {
            code: { coding: [{ system: codeSystems.bloodBank, code: 'unit' }], text: 'Đơn vị máu' },
            valueString: seen.unitAbo,
          },
        ]),
  ],
});

/** The newest of its kind. @source none: reads the record */
export const newestOf = (all: readonly Observation[], kind: string): Observation | undefined =>
  all
    .filter((one) => isFinding(one, kind) && one.issued !== undefined)
    .toSorted((a, b) => parseInstant(b.issued ?? '').getTime() - parseInstant(a.issued ?? '').getTime())[0];

/**
 * Was an antibody screen ever positive? Antibodies fade below what a screen shows and come back with the next bag.
 *
 * @source practice of transfusion, delayed haemolytic reactions (secondary)
 */
export const hadAntibodies = (all: readonly Observation[]): boolean =>
  all.some((one) => isFinding(one, SCREEN) && one.valueCodeableConcept?.coding?.[0]?.code === 'positive');

import { codeSystems, identifierSystems, identifierValue, present, vnDayOf } from '@lienmach/core';
import type { Specimen, SpecimenProcessing } from 'fhir/r4';
import { type Material, materials } from '../catalogs/retention-periods.ts';
import type { CaseSheet } from './case-sheet.ts';
import { discardFrom } from './retention.ts';

/** Steps of the store room, as they are read in a record. */
export const storeSteps: Readonly<Record<string, string>> = {
  stored: 'Lưu',
  lent: 'Cho mượn',
  returned: 'Nhận lại',
  discarded: 'Hủy',
};

/** @source none: reads the record */
export function materialOf({ type }: Specimen): Material | undefined {
  const code = type?.coding?.find(({ system }) => system === codeSystems.pathology)?.code;
  return materials.find((one) => one === code);
}

const stepCode = ({ procedure }: SpecimenProcessing): string =>
  procedure?.coding?.find(({ system }) => system === codeSystems.specimenStep)?.code ?? '';

/** What the store room did with it last. @source none: reads the record */
export function lastStep({ processing = [] }: Specimen): SpecimenProcessing | undefined {
  return processing.findLast((one) => storeSteps[stepCode(one)] !== undefined);
}

/** Where a material is: never stored, in its place, with somebody else, gone. */
export type Whereabouts = 'bench' | 'stored' | 'lent' | 'discarded';

/** @source none: reads the record */
export function whereabouts(specimen: Specimen): Whereabouts {
  if (specimen.status === 'unavailable') return 'discarded';
  const last = lastStep(specimen);
  if (last === undefined) return 'bench';
  return stepCode(last) === 'lent' ? 'lent' : 'stored';
}

/** One line of the store room. */
export interface MaterialLine {
  readonly number: string;
  readonly material: Material;
  /** what is in it, how it was stained */
  readonly what: string;
  /** number of the case; absent: not taken in yet */
  readonly case?: string;
  readonly state: Whereabouts;
  /** the last step, with its place or person */
  readonly last?: string;
  readonly at?: string;
  /** FHIR date of the first day without it; absent: the case is not told for good */
  readonly keptUntil?: string;
  /** it is here, and may go */
  readonly isDue: boolean;
}

function whatOf({ type, processing = [], note }: Specimen, material: Material): string {
  if (material === 'container') return type?.text ?? '';
  if (material === 'block') return note?.[0]?.text ?? '';
  const stain = processing.find(({ procedure }) =>
    procedure?.coding?.some(({ system }) => system === codeSystems.pathologyStain),
  );
  return stain?.procedure?.text ?? '';
}

/**
 * A container, block or slide as the store room sees it. What is lent is not due: it is not here.
 *
 * @param today  FHIR date
 * @returns undefined: no material of pathology, or one that was written down by mistake
 * @source CAP, retention of laboratory records and materials (from memory); see `catalogs/retention-periods.ts`
 */
export function materialLine(
  specimen: Specimen,
  sheet: Pick<CaseSheet, 'number' | 'releases'> | undefined,
  today: string,
): MaterialLine | undefined {
  const material = materialOf(specimen);
  if (material === undefined || specimen.status === 'entered-in-error') return undefined;
  const final = sheet?.releases.find(({ stage }) => stage === 'final');
  const keptUntil = final === undefined ? undefined : discardFrom(material, vnDayOf(final.at), today);
  const state = whereabouts(specimen);
  const last = lastStep(specimen);
  const isHere = state === 'bench' || state === 'stored';
  return {
    number: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
    material,
    what: whatOf(specimen, material),
    state,
    isDue: isHere && keptUntil !== undefined && keptUntil <= today,
    ...present({ case: sheet?.number, last: last?.description, at: last?.timeDateTime, keptUntil }),
  };
}

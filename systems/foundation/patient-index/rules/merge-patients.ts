import { identifierSystems } from '@lienmach/core';
import type { Identifier, Patient, PatientLink } from 'fhir/r4';

/** What a merge did to the two records, and all that is needed to undo it. */
export interface MergeNote {
  /** identifiers that the kept record did not have before */
  readonly added: readonly Identifier[];
  /** how the other record said that it was in use; absent: it said nothing */
  readonly wasActive?: boolean;
}

const linkTo = (patient: Patient, type: PatientLink['type']): PatientLink => ({
  other: { reference: `Patient/${patient.id}` },
  type,
});

const isLink = (one: PatientLink, patient: Patient, type: PatientLink['type']): boolean =>
  one.type === type && one.other.reference === `Patient/${patient.id}`;

const isSame = (a: Identifier, b: Identifier): boolean => a.system === b.system && a.value === b.value;

/** In use only where the kept record has none of its kind: otherwise, and for patient numbers, a number of before. */
function addedOf(source: Patient, target: Patient): Identifier[] {
  const kept = target.identifier ?? [];
  return (source.identifier ?? [])
    .filter((one) => !kept.some((other) => isSame(one, other)))
    .map((one) => {
      const isTaken = kept.some(({ system, use }) => system === one.system && use !== 'old');
      return isTaken || one.system === identifierSystems.patientNumber ? { ...one, use: 'old' as const } : one;
    });
}

/** The list without what is taken out; no list when nothing is left. */
const without = <Item>(list: readonly Item[] | undefined, isOut: (item: Item) => boolean): Item[] | undefined => {
  const left = (list ?? []).filter((item) => !isOut(item));
  return left.length > 0 ? left : undefined;
};

/**
 * One person who has two records: `source` gives way to `target`. The record that gives way keeps all it has and points to
 * the other; the other learns its numbers. Nothing that belongs to either is touched.
 *
 * @source FHIR R4 4.0.1, patient.html#merging: link, active (verified)
 */
export function mergePatients(
  source: Patient,
  target: Patient,
): { readonly source: Patient; readonly target: Patient; readonly note: MergeNote } {
  const added = addedOf(source, target);
  const identifier = [...(target.identifier ?? []), ...added];
  return {
    source: { ...source, active: false, link: [...(source.link ?? []), linkTo(target, 'replaced-by')] },
    target: {
      ...target,
      ...(identifier.length > 0 ? { identifier } : {}),
      link: [...(target.link ?? []), linkTo(source, 'replaces')],
    },
    note: { added, ...(source.active === undefined ? {} : { wasActive: source.active }) },
  };
}

/**
 * Takes a merge back: exactly what it added goes, whatever else was written since stays.
 *
 * @source FHIR R4 4.0.1, patient.html#merging: link, active (verified)
 */
export function unmergePatients(
  source: Patient,
  target: Patient,
  { added, wasActive }: MergeNote,
): { readonly source: Patient; readonly target: Patient } {
  const { active: _inactive, link: sourceLink, ...given } = source;
  const { identifier: numbers, link: targetLink, ...kept } = target;
  const links = without(sourceLink, (one) => isLink(one, target, 'replaced-by'));
  const identifier = without(numbers, (one) => added.some((other) => isSame(one, other)));
  const others = without(targetLink, (one) => isLink(one, source, 'replaces'));
  return {
    source: {
      ...given,
      ...(wasActive === undefined ? {} : { active: wasActive }),
      ...(links === undefined ? {} : { link: links }),
    },
    target: {
      ...kept,
      ...(identifier === undefined ? {} : { identifier }),
      ...(others === undefined ? {} : { link: others }),
    },
  };
}

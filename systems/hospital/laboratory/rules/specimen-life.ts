import { codeSystems } from '@lienmach/core';
import type { Reference, Specimen } from 'fhir/r4';
import type { RejectionReason } from '../catalogs/rejection-reasons.ts';

/** What a laboratory does with a specimen besides measuring it. */
export type SpecimenStep = 'aliquoted' | 'stored' | 'discarded';

const REPLACES = 'Thay ống ';

const words: Readonly<Record<SpecimenStep, string>> = {
  aliquoted: 'Chia ống',
  stored: 'Lưu mẫu',
  discarded: 'Hủy mẫu',
};

/** @source none: shape of an input */
export const isSpecimenStep = (text: string): text is SpecimenStep => Object.hasOwn(words, text);

/** @source none: what can still be measured */
export const isUsable = ({ status }: Specimen): boolean => status === undefined || status === 'available';

/**
 * A step with its time and what was said about it; steps are never removed.
 *
 * @param text  place of storage, reason of the discard, number of a new tube
 * @source QĐ 2429/QĐ-BYT (12/06/2017), storing and discarding specimens is recorded (secondary); HL7 FHIR R4, Specimen.processing (verified)
 */
export const withStep = (specimen: Specimen, step: SpecimenStep, at: string, text: string): Specimen => ({
  ...specimen,
  processing: [
    ...(specimen.processing ?? []),
    {
      description: text,
      procedure: { coding: [{ system: codeSystems.specimenStep, code: step }], text: words[step] },
      timeDateTime: at,
    },
  ],
});

/** @source HL7 FHIR R4, Specimen.receivedTime (verified) */
export const received = (specimen: Specimen, at: string, notes: readonly string[]): Specimen => ({
  ...specimen,
  receivedTime: at,
  ...(notes.length === 0 ? {} : { condition: [...(specimen.condition ?? []), ...notes.map((text) => ({ text }))] }),
});

/**
 * A tube that cannot be used, with the reason; it stays in the record.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), rejected specimens are recorded with their reason (secondary); HL7 FHIR R4, Specimen.status unsatisfactory (verified)
 */
export const rejected = (
  specimen: Specimen,
  reason: RejectionReason,
  note: string,
  at: string,
  by: Reference,
): Specimen => ({
  ...specimen,
  status: 'unsatisfactory',
  receivedTime: specimen.receivedTime ?? at,
  condition: [
    ...(specimen.condition ?? []),
    { coding: [{ system: codeSystems.specimenRejection, code: reason.code }], text: reason.text },
  ],
  note: [...(specimen.note ?? []), { authorReference: by, time: at, text: note === '' ? reason.text : note }],
});

/** The tube to be drawn in its place: same kind, same orders, nothing collected yet. @source HL7 FHIR R4, Specimen (verified) */
export function replacement(specimen: Specimen, number: string, numberSystem: string): Specimen {
  const { type, subject, request, container } = specimen;
  return {
    resourceType: 'Specimen',
    identifier: [{ system: numberSystem, value: number }],
    status: 'available',
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined ? {} : { subject }),
    ...(request === undefined ? {} : { request }),
    ...(container === undefined ? {} : { container }),
    note: [{ text: `${REPLACES}${specimen.identifier?.[0]?.value ?? ''}` }],
  };
}

/** Number of the rejected tube that this one was drawn for. @source none: as `replacement` writes it */
export const replacedNumber = ({ note }: Specimen): string | undefined =>
  note?.find(({ text }) => text.startsWith(REPLACES))?.text.slice(REPLACES.length);

/** A part of a tube with a number of its own: that of the tube and one more digit. @source HL7 FHIR R4, Specimen.parent (verified) */
export function aliquot(specimen: Specimen, which: number, numberSystem: string): Specimen {
  const { type, subject, request, collection, receivedTime, identifier = [] } = specimen;
  const number = identifier.find(({ system }) => system === numberSystem)?.value ?? '';
  return {
    resourceType: 'Specimen',
    identifier: [{ system: numberSystem, value: `${number}${which}` }],
    status: 'available',
    parent: [{ reference: `Specimen/${specimen.id}` }],
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined ? {} : { subject }),
    ...(request === undefined ? {} : { request }),
    ...(collection === undefined ? {} : { collection }),
    ...(receivedTime === undefined ? {} : { receivedTime }),
  };
}

/** Haemolysis, icterus and lipaemia as a machine measured them. @source none: our own coding of Specimen.condition */
export const serumIndices = ({ condition = [] }: Pick<Specimen, 'condition'>): Record<string, number> =>
  Object.fromEntries(
    condition.flatMap(({ coding = [], text }) =>
      coding.filter(({ system }) => system === codeSystems.serumIndex).map(({ code = '' }) => [code, Number(text)]),
    ),
  );

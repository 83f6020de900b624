import { codeSystems, identifierSystems, nameText, present, toVnIso } from '@lienmach/core';
import { narrativeLines, narrativeOf } from '@lienmach/papers';
import type { Composition, CompositionSection, Period, Reference } from 'fhir/r4';
import type { VisitForPaper } from './can-certify-sick-leave.ts';

/** The kinds of paper of this room. */
export const paperKinds = {
  'sick-leave': {
    title: 'Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội',
    number: identifierSystems.sickLeavePaper,
    mark: 'NV',
  },
  referral: {
    title: 'Phiếu chuyển cơ sở khám bệnh, chữa bệnh',
    number: identifierSystems.referralPaper,
    mark: 'CT',
    loinc: { system: codeSystems.loinc, code: '57133-1', display: 'Referral note' },
  },
} as const;

export type PaperKind = keyof typeof paperKinds;

/** One named part of a paper; parts without words are left out. */
export type PaperPart = readonly [code: string, title: string, text: string | undefined];

export interface PaperToWrite {
  readonly kind: PaperKind;
  readonly number: string;
  readonly author: Reference;
  readonly facility: { readonly organization: string; readonly name: string };
  readonly parts: readonly PaperPart[];
  readonly period?: Period;
}

export const kindOf = ({ type }: Composition): PaperKind | undefined => {
  const code = type.coding?.find(({ system }) => system === codeSystems.visitPaper)?.code;
  return code === 'sick-leave' || code === 'referral' ? code : undefined;
};

const sectionOf = ([code, title, text = '']: PaperPart): CompositionSection => ({
  title,
  code: { coding: [{ system: codeSystems.paperSection, code }] },
  text: narrativeOf(text.trim().split('\n')),
});

/**
 * The paper as it stands in the record: what is printed is read from here and nowhere else.
 *
 * @source FHIR R4 Composition (verified); LOINC 57133-1 (from memory)
 */
export function visitPaper({ encounter, patient }: VisitForPaper, paper: PaperToWrite, now: Date): Composition {
  const kind = paperKinds[paper.kind];
  const own = { system: codeSystems.visitPaper, code: paper.kind, display: kind.title };
  return {
    resourceType: 'Composition',
    identifier: { system: kind.number, value: paper.number },
    status: 'final',
    type: { coding: 'loinc' in kind ? [kind.loinc, own] : [own], text: kind.title },
    subject: { reference: `Patient/${patient.id}`, display: nameText(patient.name) },
    encounter: { reference: `Encounter/${encounter.id}` },
    date: toVnIso(now),
    author: [paper.author],
    title: kind.title,
    attester: [{ mode: 'legal', time: toVnIso(now), party: paper.author }],
    custodian: { reference: paper.facility.organization, display: paper.facility.name },
    ...present({ event: paper.period === undefined ? undefined : [{ period: paper.period }] }),
    section: paper.parts.filter(([, , text]) => (text ?? '').trim() !== '').map(sectionOf),
  };
}

/**
 * The words of one part, as they were written.
 *
 * @source none: reads what `visitPaper` wrote
 */
export const partOf = ({ section }: Composition, code: string): string | undefined => {
  const found = section?.find((one) => one.code?.coding?.some((coding) => coding.code === code));
  return found === undefined ? undefined : narrativeLines(found.text).join('\n');
};

/** `<record number or visit>/NV1`: the first of a visit, the second after the first was withdrawn. */
export const paperNumber = (kind: PaperKind, visit: string, earlier: number): string =>
  `${visit}/${paperKinds[kind].mark}${earlier + 1}`;

/**
 * The same paper, no longer valid: why, and who said so, is part of it.
 *
 * @source FHIR R4 composition-status entered-in-error (verified)
 */
export const withdrawnPaper = (paper: Composition, reason: string, by: Reference): Composition => ({
  ...paper,
  status: 'entered-in-error',
  section: [...(paper.section ?? []), { ...sectionOf(['withdrawn', 'Lý do thu hồi', reason]), author: [by] }],
});

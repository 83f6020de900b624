import { codeSystems, nameText, present, toVnIso } from '@lienmach/core';
import { narrativeLines, narrativeOf } from '@lienmach/papers';
import type { Composition, CompositionSection, Period, Reference } from 'fhir/r4';
import type { VisitForPaper } from './can-certify-sick-leave.ts';
import { type PaperKind, paperKinds } from './paper-kinds.ts';

/** One named part of a paper; parts without words are left out. */
export type PaperPart = readonly [code: string, title: string, text: string | undefined];

export interface PaperToWrite {
  readonly kind: PaperKind;
  readonly number: string;
  readonly author: Reference;
  readonly facility: { readonly organization: string; readonly name: string };
  readonly parts: readonly PaperPart[];
  /** days of leave, or the day of going on */
  readonly period: Period;
  /** the facility that receives */
  readonly to?: Reference;
}

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
    event: [{ period: paper.period, ...present({ detail: paper.to === undefined ? undefined : [paper.to] }) }],
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

import { identifierSystems, identifierValue } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Composition } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { VisitForPaper } from '../rules/can-certify-sick-leave.ts';
import { kindOf, type PaperKind, paperKinds, paperNumber } from '../rules/paper-kinds.ts';

export interface VisitToPaper extends VisitForPaper {
  /** papers of one kind, also withdrawn ones */
  readonly papers: readonly Composition[];
  /** what a new one would be called */
  readonly number: string;
}

export async function papersOf(ctx: Context, encounter: string, kind: PaperKind): Promise<Composition[]> {
  const { number } = paperKinds[kind];
  const found = await ctx.store.search('Composition', `encounter=Encounter/${encounter}&identifier=${number}|`);
  return found.filter((one) => kindOf(one) === kind);
}

export const standing = (papers: readonly Composition[]): Composition | undefined =>
  papers.find(({ status }) => status === 'final');

/** The visit with its papers of one kind. @throws 404; visit-papers.alreadyIssued */
export async function readVisit(ctx: Context, id: string, kind: PaperKind): Promise<VisitToPaper> {
  const encounter = await ctx.store.read('Encounter', id);
  const [patient, conditions, papers] = await Promise.all([
    ctx.store.follow('Patient', encounter.subject),
    ctx.store.search('Condition', `encounter=Encounter/${id}`),
    papersOf(ctx, id, kind),
  ]);
  const issued = standing(papers);
  if (issued !== undefined) throw errors.alreadyIssued({ at: 'Encounter', number: issued.identifier?.value ?? '' });
  const visit = identifierValue(encounter, identifierSystems.recordNumber) ?? id;
  return { encounter, patient, conditions, papers, number: paperNumber(kind, visit, papers.length) };
}

/** Writes the paper unless somebody was quicker. @throws visit-papers.alreadyIssued */
export async function writePaper(ctx: Context, paper: Composition): Promise<Composition> {
  const { system = '', value = '' } = paper.identifier ?? {};
  const written = await ctx.store.createIfNone({ system, value }, paper);
  const isOurs = written.date === paper.date && written.author[0]?.reference === paper.author[0]?.reference;
  if (!isOurs || JSON.stringify(written.section) !== JSON.stringify(paper.section))
    throw errors.alreadyIssued({ at: 'Encounter', number: value });
  return written;
}

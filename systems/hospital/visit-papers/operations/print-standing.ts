import { identifierSystems, identifierValue, nameText, parseInstant, toVnDay } from '@lienmach/core';
import type { Layout, LayoutData } from '@lienmach/documents';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, Composition } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Signer } from '../exchange/signer.ts';
import type { PaperKind } from '../rules/paper-kinds.ts';
import { papersOf, standing } from './read-visit.ts';

interface StandingPaper {
  readonly kind: PaperKind;
  readonly layouts: readonly Layout[];
  readonly dataOf: (paper: Composition, signer: Signer) => LayoutData;
}

/** The paper of a kind that counts. @throws visit-papers.noPaper */
async function printStanding(
  ctx: Context,
  id: string,
  { kind, layouts, dataOf }: StandingPaper,
  wanted: PaperInput,
): Promise<Binary> {
  const encounter = await ctx.store.read('Encounter', id);
  const paper = standing(await papersOf(ctx, id, kind));
  if (paper === undefined) throw errors.noPaper({ at: 'Encounter' });
  const patient = await ctx.store.follow('Patient', encounter.subject);
  const doctor = await ctx.store.follow('Practitioner', paper.author[0]);
  const signer = {
    name: nameText(doctor.name),
    licence: identifierValue(doctor, identifierSystems.practiceLicence),
  };
  const day = toVnDay(parseInstant(paper.date));
  const given = { layouts, day, data: dataOf(paper, signer), patient, source: `Composition/${paper.id}` };
  return givePaper(ctx, given, wanted);
}

/** The verb that prints the paper of a kind that counts. */
export const printingOf = (code: string, title: { readonly vi: string; readonly en: string }, paper: StandingPaper) =>
  ({
    definition: {
      code,
      title,
      resource: ['Encounter'],
      level: 'instance',
      affectsState: false,
      allow: ['doctor', 'nurse', 'records-clerk'],
      parameter: paperParameters,
    },
    run: (ctx, id, wanted) => printStanding(ctx, id, paper, wanted),
  }) satisfies Operation<PaperInput, Binary>;

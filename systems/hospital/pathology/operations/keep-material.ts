import { codeSystems, formatVnDate, toVnDay, toVnIso, vnDayOf } from '@lienmach/core';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import type { Material } from '../catalogs/retention-periods.ts';
import { errors } from '../errors.ts';
import { sheetOf } from '../rules/case-sheet.ts';
import { materialOf, storeSteps, whereabouts } from '../rules/kept-material.ts';
import { discardFrom } from '../rules/retention.ts';
import { sheetId } from './load-case.ts';

interface KeepInput {
  readonly step: string;
  /** the place, who borrowed it, or why it is thrown away */
  readonly text: string;
}

/** @throws pathology.lentOut, notFinalYet, tooEarlyToDiscard */
async function checkDiscard(ctx: Context, specimen: Specimen, material: Material): Promise<void> {
  if (whereabouts(specimen) === 'lent') throw errors.lentOut({ at: 'Specimen' });
  const order = specimen.request?.[0]?.reference?.split('/')[1] ?? '';
  const resource = await ctx.store.find('Basic', `_id=${encodeURIComponent(sheetId(order))}`);
  const final = resource === undefined ? undefined : sheetOf(resource).releases.find(({ stage }) => stage === 'final');
  if (final === undefined) throw errors.notFinalYet({ at: 'Specimen' });
  const today = toVnDay(ctx.now());
  const day = discardFrom(material, vnDayOf(final.at), today);
  if (day === undefined || today < day)
    throw errors.tooEarlyToDiscard({ at: 'step', day: day === undefined ? '…' : formatVnDate(day) });
}

/** POST Specimen/{id}/$keep-material: a container, block or slide is stored, lent, given back or thrown away. */
export const keepMaterial: Operation<KeepInput, Specimen> = {
  definition: {
    code: 'keep-material',
    title: { vi: 'Lưu, cho mượn, hủy bệnh phẩm giải phẫu bệnh', en: 'Keep, lend or discard material' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'step', 'code'), one('in', 'text', 'string'), one('out', 'return', 'Specimen')],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, { step, text }) {
    const specimen = await ctx.store.read('Specimen', id);
    const material = materialOf(specimen);
    if (material === undefined) throw errors.notMaterial({ at: 'Specimen.type' });
    const word = storeSteps[step];
    if (word === undefined) throw errors.unknownStep({ at: 'step' });
    if (text.trim() === '') throw errors.placeMissing({ at: 'text' });
    if (specimen.status === 'unavailable') throw errors.materialGone({ at: 'Specimen.status' });
    if (step === 'discarded') await checkDiscard(ctx, specimen, material);
    return ctx.store.update<Specimen>({
      ...specimen,
      status: step === 'discarded' ? 'unavailable' : 'available',
      processing: [
        ...(specimen.processing ?? []),
        {
          description: `${word}: ${text.trim()} (${ctx.actor.display})`,
          procedure: { coding: [{ system: codeSystems.specimenStep, code: step }], text: word },
          timeDateTime: toVnIso(ctx.now()),
        },
      ],
    });
  },
};

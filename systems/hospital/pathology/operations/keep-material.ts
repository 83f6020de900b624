import { codeSystems, formatVnDate, toVnDay, toVnIso, vnDayOf } from '@lienmach/core';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { sheetOf } from '../rules/case-sheet.ts';
import { discardFrom, type Material } from '../rules/retention.ts';
import { sheetId } from './load-case.ts';

interface KeepInput {
  readonly step: string;
  /** the place, who borrowed it, or why it is thrown away */
  readonly text: string;
}

const steps: Readonly<Record<string, string>> = {
  stored: 'Lưu',
  lent: 'Cho mượn',
  returned: 'Nhận lại',
  discarded: 'Hủy',
};
const materials: readonly Material[] = ['container', 'block', 'slide'];

function materialOf({ type }: Specimen): Material {
  const code = type?.coding?.find(({ system }) => system === codeSystems.pathology)?.code;
  const found = materials.find((one) => one === code);
  if (found === undefined) throw errors.notMaterial({ at: 'Specimen.type' });
  return found;
}

/** @throws pathology.notFinalYet, tooEarlyToDiscard */
async function checkDiscard(ctx: Context, specimen: Specimen): Promise<void> {
  const order = specimen.request?.[0]?.reference?.split('/')[1] ?? '';
  const resource = await ctx.store.find('Basic', `_id=${encodeURIComponent(sheetId(order))}`);
  const final = resource === undefined ? undefined : sheetOf(resource).releases.find(({ stage }) => stage === 'final');
  if (final === undefined) throw errors.notFinalYet({ at: 'Specimen' });
  const day = discardFrom(materialOf(specimen), vnDayOf(final.at));
  if (toVnDay(ctx.now()) < day) throw errors.tooEarlyToDiscard({ at: 'step', day: formatVnDate(day) });
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
    materialOf(specimen);
    const word = steps[step];
    if (word === undefined) throw errors.unknownStep({ at: 'step' });
    if (text.trim() === '') throw errors.placeMissing({ at: 'text' });
    if (specimen.status === 'unavailable') throw errors.materialGone({ at: 'Specimen.status' });
    if (step === 'discarded') await checkDiscard(ctx, specimen);
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

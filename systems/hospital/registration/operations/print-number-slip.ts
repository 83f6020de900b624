import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { numberSlipData } from '../exchange/number-slip-data.ts';
import { numberSlipLayouts } from '../forms/number-slip-layout.ts';

/** GET Encounter/{id}/$print-number-slip: the number in the queue, on a till roll. */
export const printNumberSlip: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-number-slip',
    title: { vi: 'In phiếu số thứ tự', en: 'Print number slip' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['registrar', 'nurse'],
  },
  async run(ctx, id, wanted) {
    const encounter = await ctx.store.read('Encounter', id);
    const patient = await ctx.store.follow('Patient', encounter.subject);
    const { start } = encounter.period ?? {};
    const day = toVnDay(start === undefined ? ctx.now() : parseInstant(start));
    const data = numberSlipData(encounter, patient, day);
    if (data === undefined) throw errors.noNumber({ at: 'Encounter.identifier' });
    return givePaper(ctx, { layouts: numberSlipLayouts, day, data, patient, source: `Encounter/${id}` }, wanted);
  },
};

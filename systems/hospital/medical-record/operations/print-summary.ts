import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { summaryData } from '../exchange/summary-data.ts';
import { summaryLayouts } from '../forms/summary-layout.ts';

/** GET Encounter/{id}/$print-summary: the signed summary of the visit, on A4. */
export const printSummary: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-summary',
    title: { vi: 'In tóm tắt hồ sơ bệnh án', en: 'Print visit summary' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['doctor', 'nurse', 'records-clerk'],
  },
  async run(ctx, id, wanted) {
    const encounter = await ctx.store.read('Encounter', id);
    const found = await ctx.store.search('Composition', `encounter=Encounter/${id}&status=final`);
    const composition = found.find(({ type }) => type.coding?.some(({ code }) => code === '34133-9'));
    if (composition === undefined) throw errors.noSummary({ at: 'Encounter' });
    const patient = await ctx.store.follow('Patient', encounter.subject);
    const signer = await ctx.store.follow('Practitioner', composition.author[0]);
    const day = toVnDay(parseInstant(composition.date));
    const data = summaryData(composition, encounter, signer);
    return givePaper(
      ctx,
      { layouts: summaryLayouts, day, data, patient, source: `Composition/${composition.id}` },
      wanted,
    );
  },
};

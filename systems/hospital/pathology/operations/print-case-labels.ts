import { toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { errors } from '../errors.ts';
import { caseLabelData } from '../exchange/case-paper.ts';
import { caseLabelLayouts } from '../forms/case-label-layout.ts';
import { loadCase } from './load-case.ts';

/** GET DiagnosticReport/{id}/$print-case-labels: a label with a square code for each cassette and each slide. */
export const printCaseLabels: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-case-labels',
    title: { vi: 'In nhãn khối và lam', en: 'Print block and slide labels' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },
  async run(ctx, id, wanted) {
    const { sheet, report } = await loadCase(ctx, id);
    if (sheet.blocks.length + sheet.slides.length === 0) throw errors.nothingToPrint({ at: 'DiagnosticReport' });
    const patient = await ctx.store.follow('Patient', report.subject);
    const day = toVnDay(ctx.now());
    const data = caseLabelData(sheet, patient, day);
    return givePaper(ctx, { layouts: caseLabelLayouts, day, data, patient, source: `DiagnosticReport/${id}` }, wanted);
  },
};

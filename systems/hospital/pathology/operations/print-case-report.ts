import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, Practitioner, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { caseReportData, paperDay } from '../exchange/case-paper.ts';
import { caseReportLayouts } from '../forms/case-report-layout.ts';
import { loadCase } from './load-case.ts';
import { synopticRows } from './read-synoptic.ts';

const readerOf = (ctx: Context, person: Reference | undefined): Promise<Practitioner | undefined> =>
  person?.reference?.startsWith('Practitioner/') === true
    ? ctx.store.find('Practitioner', `_id=${encodeURIComponent(person.reference.split('/')[1] ?? '')}`)
    : Promise.resolve(undefined);

/** GET DiagnosticReport/{id}/$print-case-report: what was told of a case; nothing that was not told goes on paper. */
export const printCaseReport: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-case-report',
    title: { vi: 'In kết quả giải phẫu bệnh', en: 'Print a pathology report' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['doctor', 'nurse', 'lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },
  async run(ctx, id, wanted) {
    const { sheet, report } = await loadCase(ctx, id);
    const last = sheet.releases.at(-1);
    if (last === undefined || (sheet.isChanged && sheet.releases.some(({ stage }) => stage === 'final'))) {
      throw errors.nothingToPrint({ at: 'DiagnosticReport' });
    }
    const [order, patient, synoptic, reader] = await Promise.all([
      ctx.store.read('ServiceRequest', sheet.order),
      ctx.store.follow('Patient', report.subject),
      synopticRows(ctx, sheet.synoptic, 'in-progress'),
      readerOf(ctx, report.resultsInterpreter?.[0]),
    ]);
    const data = caseReportData({ sheet, order, reader, synoptic, last });
    const day = paperDay(last);
    return givePaper(ctx, { layouts: caseReportLayouts, day, data, patient, source: `DiagnosticReport/${id}` }, wanted);
  },
};

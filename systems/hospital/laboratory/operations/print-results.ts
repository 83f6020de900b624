import { parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, DiagnosticReport } from 'fhir/r4';
import { errors } from '../errors.ts';
import { resultData } from '../exchange/paper-data.ts';
import { resultLayouts } from '../forms/result-layout.ts';
import { isReleased } from '../rules/amended-result.ts';
import { isMeasured } from '../rules/shown-results.ts';
import { loadPaper } from './load-paper.ts';

const byRelease = (a: DiagnosticReport, b: DiagnosticReport): number => (a.issued ?? '').localeCompare(b.issued ?? '');

interface ResultsInput extends PaperInput {
  /** id of the one report that is wanted; absent: all of the visit */
  readonly report?: string;
}

/** GET Encounter/{id}/$print-results: the released laboratory results of the visit; nothing preliminary goes on paper. */
export const printResults: Operation<ResultsInput, Binary> = {
  definition: {
    code: 'print-results',
    title: { vi: 'In kết quả xét nghiệm', en: 'Print laboratory results' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [{ name: 'report', use: 'in', min: 0, max: '1', type: 'string' }, ...paperParameters],
    allow: ['doctor', 'nurse', 'lab-technician', 'lab-doctor'],
  },
  async run(ctx, id, wanted) {
    const loaded = await loadPaper(ctx, id);
    const here = `encounter=Encounter/${id}`;
    const all = await ctx.store.search('DiagnosticReport', here);
    const isWanted = (one: DiagnosticReport): boolean => wanted.report === undefined || one.id === wanted.report;
    const reports = all.filter((one) => isReleased(one) && isMeasured(one) && isWanted(one)).sort(byRelease);
    const last = reports.at(-1);
    if (last === undefined) throw errors.nothingToPrint({ at: 'Encounter' });
    const results = await ctx.store.search('Observation', `${here}&category=laboratory`);
    const person = await loaded.signer(last.resultsInterpreter?.[0]);
    const data = resultData({ ...loaded, person, reports, results });
    const day = toVnDay(last.issued === undefined ? ctx.now() : parseInstant(last.issued));
    const { patient } = loaded;
    return givePaper(
      ctx,
      { layouts: resultLayouts, day, data, patient, source: `DiagnosticReport/${last.id}` },
      wanted,
    );
  },
};

import { identifierSystems, identifierValue, personLine, present, toVnDay } from '@lienmach/core';
import { many, type Operation, type OperationParameter, one } from '@lienmach/system-kit';
import { writeBreakpoint } from '../rules/breakpoint.ts';
import { cultureState } from '../rules/culture-state.ts';
import { loadCulture } from './load-culture.ts';

const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);

/** GET DiagnosticReport/{id}/$culture-sheet: everything the bench knows of one culture, and the breakpoints it is judged by. */
export const cultureSheet: Operation<void, unknown> = {
  definition: {
    code: 'culture-sheet',
    title: { vi: 'Phiếu nuôi cấy', en: 'Culture worksheet' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: [
      out('version', 'string'),
      out('state', 'code'),
      out('order', 'Reference'),
      out('patient', 'Reference'),
      out('kind', 'code'),
      out('day', 'integer'),
      out('receivedAt', 'dateTime'),
      out('collectedAt', 'dateTime', 0),
      out('test', 'string'),
      out('orderNumber', 'string', 0),
      out('name', 'string'),
      out('patientNumber', 'string', 0),
      out('age', 'integer', 0),
      out('ageUnit', 'code', 0),
      out('sex', 'code', 0),
      out('comment', 'string', 0),
      many('out', 'smear', [out('finding', 'code'), out('amount', 'code')]),
      many('out', 'reading', [out('day', 'integer'), out('state', 'code')]),
      many('out', 'isolate', [
        out('number', 'integer'),
        out('organism', 'code'),
        out('amount', 'string', 0),
        out('method', 'code'),
        many('out', 'result', [out('agent', 'code'), out('value', 'string')]),
      ]),
      many('out', 'release', [
        out('stage', 'code'),
        out('at', 'dateTime'),
        out('by', 'string'),
        out('reason', 'string', 0),
      ]),
      out('standard', 'string', 0),
      many('out', 'breakpoint', 'string'),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['microbiology'],
  },

  async run(ctx, id) {
    const { report, worksheet, sheet, day, standard } = await loadCulture(ctx, id);
    const patient = await ctx.store.follow('Patient', report.subject);
    return {
      version: worksheet.meta?.versionId ?? '',
      state: cultureState(sheet, day),
      order: { reference: `ServiceRequest/${sheet.order}` },
      patient: report.subject ?? {},
      kind: sheet.kind,
      day,
      receivedAt: sheet.receivedAt,
      test: report.code.text ?? '',
      smear: sheet.smear,
      reading: sheet.readings,
      isolate: sheet.isolates.map(({ results, amount, ...rest }) => ({
        ...rest,
        ...(amount === '' ? {} : { amount }),
        result: results.map(({ agent, typed }) => ({ agent, value: typed })),
      })),
      release: sheet.releases,
      breakpoint: standard?.lines.map(writeBreakpoint) ?? [],
      ...personLine(patient, toVnDay(ctx.now())),
      ...present({
        collectedAt: report.effectiveDateTime,
        orderNumber: identifierValue(report, identifierSystems.orderNumber),
        comment: sheet.comment === '' ? undefined : sheet.comment,
        standard: standard === undefined ? undefined : `${standard.name} ${standard.version}`,
      }),
    };
  },
};

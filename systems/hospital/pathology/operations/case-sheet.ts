import { identifierSystems, identifierValue, personLine, present, toVnDay } from '@lienmach/core';
import { many, type Operation, type OperationParameter, one } from '@lienmach/system-kit';
import { caseState, minutesLeft } from '../rules/case-state.ts';
import { fixationRemarks } from '../rules/fixation.ts';
import { needsSecondReading } from '../rules/second-reading.ts';
import { loadCase } from './load-case.ts';

const out = (name: string, type: string, min = 1): OperationParameter => one('out', name, type, min);

/** GET DiagnosticReport/{id}/$case-sheet: everything the bench knows of one case. */
export const caseSheet: Operation<void, unknown> = {
  definition: {
    code: 'case-sheet',
    title: { vi: 'Phiếu giải phẫu bệnh', en: 'Case sheet' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: [
      out('version', 'string'),
      out('state', 'code'),
      out('kind', 'code'),
      out('service', 'code'),
      out('test', 'string'),
      out('number', 'string'),
      out('orderNumber', 'string', 0),
      out('order', 'Reference'),
      out('patient', 'Reference'),
      out('receivedAt', 'dateTime'),
      out('minutesLeft', 'integer', 0),
      out('isSuspected', 'boolean'),
      out('needsSecond', 'boolean'),
      out('isChanged', 'boolean'),
      out('clinical', 'string', 0),
      out('gross', 'string', 0),
      out('microscopy', 'string', 0),
      out('diagnosis', 'string', 0),
      out('adequacy', 'code', 0),
      out('category', 'code', 0),
      out('frozen', 'string', 0),
      many('out', 'code', 'code'),
      out('synoptic', 'QuestionnaireResponse', 0),
      many('out', 'container', [
        out('label', 'string'),
        out('specimen', 'Reference'),
        out('number', 'string'),
        out('site', 'string', 0),
        out('what', 'string'),
        out('collectedAt', 'dateTime', 0),
        out('fixedAt', 'dateTime', 0),
        many('out', 'remark', 'code'),
      ]),
      many('out', 'block', [out('label', 'string'), out('what', 'string', 0)]),
      many('out', 'slide', [
        out('block', 'string'),
        out('number', 'integer'),
        out('stain', 'code'),
        out('marker', 'string', 0),
        out('readyAt', 'dateTime', 0),
        out('orderedBy', 'string'),
      ]),
      out('readBy', 'Reference', 0),
      {
        ...many('out', 'second', [
          out('by', 'Reference'),
          out('at', 'dateTime'),
          out('agrees', 'boolean'),
          out('remark', 'string', 0),
        ]),
        max: '1',
      },
      many('out', 'release', [
        out('stage', 'code'),
        out('at', 'dateTime'),
        out('by', 'string'),
        out('text', 'string'),
        out('reason', 'string', 0),
        out('told', 'string', 0),
      ]),
      out('name', 'string'),
      out('patientNumber', 'string', 0),
      out('age', 'integer', 0),
      out('ageUnit', 'code', 0),
      out('sex', 'code', 0),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, id) {
    const { report, resource, sheet } = await loadCase(ctx, id);
    const patient = await ctx.store.follow('Patient', report.subject);
    const filled = (text: string): string | undefined => (text === '' ? undefined : text);
    const second = sheet.secondReading;
    return {
      version: resource.meta?.versionId ?? '',
      state: caseState(sheet),
      kind: sheet.kind,
      service: sheet.service,
      test: report.code.text ?? '',
      number: sheet.number,
      order: { reference: `ServiceRequest/${sheet.order}` },
      patient: report.subject ?? {},
      receivedAt: sheet.receivedAt,
      isSuspected: sheet.isSuspected,
      needsSecond: needsSecondReading(sheet),
      isChanged: sheet.isChanged,
      code: sheet.codes,
      container: sheet.containers.map(({ specimen, site, ...rest }) => ({
        ...rest,
        ...(site === '' ? {} : { site }),
        specimen: { reference: `Specimen/${specimen}` },
        remark: sheet.kind === 'histology' ? fixationRemarks({ ...timesOf(rest), grossedAt: sheet.grossedAt }) : [],
      })),
      block: sheet.blocks.map(({ label, what }) => ({ label, ...present({ what: filled(what) }) })),
      slide: sheet.slides.map(({ marker, ...rest }) => ({ ...rest, ...present({ marker: filled(marker) }) })),
      release: sheet.releases,
      ...(second === undefined
        ? {}
        : {
            second: {
              by: second.by,
              at: second.at,
              agrees: second.agrees,
              ...present({ remark: filled(second.remark) }),
            },
          }),
      ...personLine(patient, toVnDay(ctx.now())),
      ...present({
        orderNumber: identifierValue(report, identifierSystems.orderNumber),
        minutesLeft: minutesLeft(sheet.service, sheet.receivedAt, ctx.now()),
        clinical: filled(sheet.clinical),
        gross: filled(sheet.gross),
        microscopy: filled(sheet.microscopy),
        diagnosis: filled(sheet.diagnosis),
        adequacy: filled(sheet.adequacy),
        category: filled(sheet.category),
        frozen: filled(sheet.frozen),
        synoptic: sheet.synoptic,
        readBy: sheet.readBy,
      }),
    };
  },
};

const timesOf = ({ collectedAt, fixedAt }: { readonly collectedAt?: string; readonly fixedAt?: string }) => ({
  collectedAt,
  fixedAt,
});

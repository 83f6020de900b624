import { codeSystems, toVnIso } from '@lienmach/core';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';
import { type CultureKind, cultureCodes, cultureKinds, kindOf } from '../catalogs/culture-services.ts';
import { errors } from '../errors.ts';
import { worksheetResource } from '../rules/worksheet.ts';
import { putEntry, worksheetId } from './load-culture.ts';

const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';

/** the kind that was said, else what the tube says */
function kindFor(specimen: Specimen, said: string | undefined): CultureKind {
  const kind =
    said === undefined
      ? cultureKinds.find((one) =>
          specimen.type?.coding?.some(({ code }) => code !== undefined && code === one.specimen),
        )
      : kindOf(said);
  if (said !== undefined && kind === undefined) throw errors.unknownKind({ at: 'kind', code: said });
  return kind ?? { code: 'other', name: '', english: '', specimen: '', loinc: '', days: 0 };
}

async function specimenOf(ctx: Context, order: ServiceRequest): Promise<Specimen> {
  const [reference] = order.specimen ?? [];
  if (reference === undefined) throw errors.noSpecimen({ at: 'ServiceRequest.specimen' });
  const specimen = await ctx.store.follow('Specimen', reference);
  if (specimen.collection?.collectedDateTime === undefined) throw errors.notCollected({ at: 'Specimen.collection' });
  return specimen;
}

/** the report that began with the order, or a new one with an id of its own, so that a second press finds the first */
async function reportFor(ctx: Context, order: ServiceRequest, specimen: Specimen): Promise<DiagnosticReport> {
  const begun = await ctx.store.find('DiagnosticReport', `based-on=ServiceRequest/${order.id}&status=registered`);
  const collected = specimen.collection?.collectedDateTime;
  return {
    resourceType: 'DiagnosticReport',
    id: `mb-${order.id}`,
    ...(order.identifier === undefined ? {} : { identifier: order.identifier }),
    ...begun,
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    status: 'registered',
    category: [{ coding: [{ system: SECTION, code: 'MB' }], text: 'Vi sinh' }],
    code: order.code ?? { text: 'Nuôi cấy' },
    subject: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    ...(collected === undefined ? {} : { effectiveDateTime: collected }),
    specimen: [{ reference: `Specimen/${specimen.id}` }],
  };
}

/** POST ServiceRequest/{id}/$receive-culture: the specimen of an ordered culture has come; report and worksheet begin. */
export const receiveCulture: Operation<{ readonly kind?: string }, DiagnosticReport> = {
  definition: {
    code: 'receive-culture',
    title: { vi: 'Nhận mẫu nuôi cấy', en: 'Receive a specimen for culture' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'kind', 'code', 0), one('out', 'return', 'DiagnosticReport')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['microbiology'],
  },

  async run(ctx, id, { kind }) {
    const order = await ctx.store.read('ServiceRequest', id);
    const isCulture = order.code?.coding?.some(
      ({ system, code }) => system === codeSystems.services7603 && cultureCodes.has(code ?? ''),
    );
    if (isCulture !== true) throw errors.notACulture({ at: 'ServiceRequest.code' });
    if (order.status !== 'active') throw errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status });
    const before = await ctx.store.find('Basic', `_id=${worksheetId(id)}`);
    if (before !== undefined) throw errors.receivedBefore({ at: 'ServiceRequest' });
    const specimen = await specimenOf(ctx, order);
    const report = await reportFor(ctx, order, specimen);
    const receivedAt = toVnIso(ctx.now());
    const sheet = {
      order: id,
      report: report.id ?? '',
      kind: kindFor(specimen, kind).code,
      receivedAt,
      smear: [],
      readings: [],
      isolates: [],
      comment: '',
      releases: [],
      isChanged: false,
    };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(report),
        putEntry({ ...specimen, receivedTime: specimen.receivedTime ?? receivedAt }),
        putEntry(worksheetResource(worksheetId(id), sheet, order.subject)),
      ],
    });
    return ctx.store.read('DiagnosticReport', report.id ?? '');
  },
};

import { codeSystems, identifierSystems, identifierValue, toVnDay, toVnIso } from '@lienmach/core';
import { combine, type FhirError } from '@lienmach/outcome';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { DiagnosticReport, ServiceRequest, Specimen } from 'fhir/r4';
import { type PathologyService, serviceOf } from '../catalogs/pathology-services.ts';
import { errors } from '../errors.ts';
import { containerLabel, seriesOf } from '../rules/case-number.ts';
import { type CaseSheet, type Container, sheetResource } from '../rules/case-sheet.ts';
import { caseState, onBench } from '../rules/case-state.ts';
import { putEntry, reportId, sheetId } from './load-case.ts';
import { nextCaseNumber, putCounter } from './next-case-number.ts';

const numberOf = (specimen: Specimen): string => identifierValue(specimen, identifierSystems.specimenNumber) ?? '';

/** what was scanned against what was ordered, all at once */
function scanObstacles(specimens: readonly Specimen[], scanned: readonly string[]): FhirError[] {
  const wanted = specimens.map(numberOf);
  const missing = wanted.filter((number) => !scanned.includes(number));
  return [
    ...(missing.length > 0 ? [errors.containerMissing({ at: 'container', numbers: missing.join(', ') })] : []),
    ...scanned
      .filter((number) => !wanted.includes(number))
      .map((number) => errors.foreignContainer({ at: 'container', number })),
    ...specimens
      .filter(({ collection }) => collection?.collectedDateTime === undefined)
      .map((specimen) => errors.notCollected({ at: 'Specimen.collection', number: numberOf(specimen) })),
  ];
}

function containerOf(specimen: Specimen, index: number): Container {
  const collectedAt = specimen.collection?.collectedDateTime;
  const fixedAt = specimen.processing?.[0]?.timeDateTime;
  return {
    label: containerLabel(index),
    specimen: specimen.id ?? '',
    number: numberOf(specimen),
    site: specimen.collection?.bodySite?.text ?? '',
    what: specimen.type?.text ?? '',
    ...(collectedAt === undefined ? {} : { collectedAt }),
    ...(fixedAt === undefined ? {} : { fixedAt }),
  };
}

const emptySheet = (
  order: ServiceRequest,
  service: PathologyService,
  more: Pick<CaseSheet, 'number' | 'receivedAt' | 'containers'>,
): CaseSheet => ({
  order: order.id ?? '',
  report: reportId(order.id ?? ''),
  kind: service.kind,
  service: service.code,
  isSuspected: order.reasonCode !== undefined,
  clinical: order.note?.[0]?.text ?? '',
  gross: '',
  blocks: [],
  slides: [],
  microscopy: '',
  diagnosis: '',
  codes: [],
  adequacy: '',
  category: '',
  frozen: '',
  releases: [],
  isChanged: false,
  ...more,
});

/** smears get their first slide at once: there is nothing to cut */
const withFirstSlides = (sheet: CaseSheet, stain: string, by: string): CaseSheet =>
  sheet.kind === 'histology'
    ? sheet
    : {
        ...sheet,
        slides: sheet.containers.map(({ label }) => ({ block: label, number: 1, stain, marker: '', orderedBy: by })),
      };

async function orderedSpecimens(ctx: Context, order: ServiceRequest): Promise<Specimen[]> {
  return Promise.all((order.specimen ?? []).map((reference) => ctx.store.follow('Specimen', reference)));
}

function pathologyService(order: ServiceRequest): PathologyService {
  const code = order.code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code ?? '';
  const service = serviceOf(code);
  if (service === undefined) throw errors.notPathology({ at: 'ServiceRequest.code' });
  if (order.status !== 'active') throw errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status });
  return service;
}

/** POST ServiceRequest/{id}/$accept-case: every container was scanned; the case gets its number of the year. */
export const acceptCase: Operation<{ readonly container: readonly string[] }, DiagnosticReport> = {
  definition: {
    code: 'accept-case',
    title: { vi: 'Nhận bệnh phẩm giải phẫu bệnh', en: 'Accession a case' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [many('in', 'container', 'string'), one('out', 'return', 'DiagnosticReport')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, { container }) {
    const order = await ctx.store.read('ServiceRequest', id);
    const service = pathologyService(order);
    if ((await ctx.store.find('Basic', `_id=${sheetId(id)}`)) !== undefined) {
      throw errors.acceptedBefore({ at: 'ServiceRequest' });
    }
    const specimens = await orderedSpecimens(ctx, order);
    const obstacles = scanObstacles(
      specimens,
      container.map((number) => number.trim()),
    );
    if (obstacles.length > 0) throw combine(obstacles);
    const receivedAt = toVnIso(ctx.now());
    const { number, counter } = await nextCaseNumber(ctx, seriesOf(service.kind, toVnDay(ctx.now())));
    const containers = specimens.map(containerOf);
    const sheet = withFirstSlides(
      emptySheet(order, service, { number, receivedAt, containers }),
      service.stain,
      ctx.actor.display,
    );
    const report = await ctx.store.read('DiagnosticReport', sheet.report);
    const collected = containers[0]?.collectedAt;
    const numbered: DiagnosticReport = {
      ...report,
      identifier: [...(report.identifier ?? []), { system: identifierSystems.pathologyCase, value: number }],
      ...(collected === undefined ? {} : { effectiveDateTime: collected }),
    };
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        putEntry(sheetResource(sheetId(id), sheet, order.subject)),
        putEntry(onBench(numbered, caseState(sheet))),
        putCounter(counter),
        ...specimens.map((specimen) => putEntry({ ...specimen, receivedTime: specimen.receivedTime ?? receivedAt })),
      ],
    });
    return ctx.store.read('DiagnosticReport', sheet.report);
  },
};

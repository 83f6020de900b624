import { codeSystems, identifierSystems, identifierValue, vnDayOf } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DiagnosticReport, Observation, Patient, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { ResultGround } from '../rules/lab-result.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { siteCatalog } from './site-catalog.ts';

export interface LoadedReport {
  readonly report: DiagnosticReport;
  readonly ground: ResultGround;
  readonly tube: Specimen | undefined;
}

/** LOINC: pregnancy status; LA15173-0: pregnant */
const PREGNANCY = `${codeSystems.loinc}|82810-3`;
const PREGNANT = 'LA15173-0';
/** days for which a known pregnancy counts */
const GESTATION = 300;

/** Is the woman known to be pregnant on that day? The newest word of the record within a pregnancy's length. */
async function isKnownPregnant(ctx: Context, patient: Patient, day: string): Promise<boolean> {
  if (patient.gender !== 'female') return false;
  const since = new Date(Date.parse(day) - GESTATION * 86_400_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({ subject: `Patient/${patient.id}`, code: PREGNANCY, date: `ge${since}` });
  query.set('_sort', '-date');
  query.set('_count', '1');
  const { items } = await ctx.store.page('Observation', query.toString());
  return items[0]?.valueCodeableConcept?.coding?.some(({ code }) => code === PREGNANT) ?? false;
}

/** The results of a report, in its own order. */
export const resultsOf = (ctx: Context, report: DiagnosticReport): Promise<Observation[]> =>
  Promise.all((report.result ?? []).map((one) => ctx.store.follow('Observation', one)));

/** A report with all that its results need. @throws 404, laboratory.unknownTest */
export async function loadReport(ctx: Context, id: string): Promise<LoadedReport> {
  const report = await ctx.store.read('DiagnosticReport', id);
  const order = await ctx.store.follow('ServiceRequest', report.basedOn?.[0]);
  const [reference] = report.specimen ?? [];
  const [patient, specimen] = await Promise.all([
    ctx.store.follow('Patient', order.subject),
    reference === undefined ? undefined : ctx.store.follow('Specimen', reference),
  ]);
  const collectedAt = specimen?.collection?.collectedDateTime ?? report.effectiveDateTime;
  const day = vnDayOf(collectedAt ?? order.authoredOn ?? ctx.now().toISOString());
  const catalog = await siteCatalog(ctx, day);
  const test = catalog.test(testCodeOf(order, codeSystems.services7603));
  if (test === undefined) throw errors.unknownTest({ at: 'ServiceRequest.code', code: order.code?.text ?? '?' });
  return {
    report,
    tube: specimen,
    ground: {
      order,
      orderNumber: identifierValue(order, identifierSystems.orderNumber) ?? order.id ?? '',
      test,
      patient,
      specimen: reference,
      collectedAt,
      now: ctx.now(),
      catalog,
      isPregnant: await isKnownPregnant(ctx, patient, day),
    },
  };
}

import type { MessageContext } from '@lienmach/exchange';
import type { Bundle, BundleEntry, DiagnosticReport, Observation, Patient, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { standing } from '../rules/bench-state.ts';
import { indicatorCodeOf } from '../rules/lab-result.ts';
import { controlEntries } from './control-points.ts';
import { type Found, listOf, resourceOf } from './found-resource.ts';
import type { HeardGroup, HeardResult, HeardResults } from './heard-result.ts';
import { patientNeed } from './result-needs.ts';
import { indicatorOf, resultObservation } from './result-observation.ts';
import { type Sheet, sheetsOf } from './result-sheets.ts';
import { addCalculated } from './sheet-calculations.ts';
import { serumIndexOf, toldIndices, tubeOf, withIndices } from './told-indices.ts';

const putEntry = (resource: DiagnosticReport | Observation | Specimen): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** Two marks must agree, number and birth date: a mistyped number alone must never reach another person's record. */
function checkedPatient(group: HeardGroup, groups: readonly HeardGroup[], found: Found): Patient {
  const patient =
    resourceOf(found, `patient.${group.index}`, 'Patient') ?? resourceOf(found, patientNeed(group, groups), 'Patient');
  if (patient === undefined) throw errors.patientMismatch({ at: 'PID-3' });
  const { birthDate: known } = patient;
  if (group.birthDate !== undefined && known !== undefined && !group.birthDate.startsWith(known)) {
    throw errors.birthDateMismatch({ at: 'PID-7' });
  }
  return patient;
}

/** HL7 table 0085: pending, preliminary or in part. One such result holds back the whole report. */
const unfinished: ReadonlySet<string> = new Set(['P', 'A', 'I', 'S']);

function fill(sheets: readonly Sheet[], heard: HeardResult, context: MessageContext): void {
  const [first] = sheets;
  if (first === undefined) return;
  const indicator = indicatorOf(heard, context, first.ground.catalog);
  if (indicator === undefined) return;
  const asked = sheets.filter(({ ground }) => ground.test.indicators.includes(indicator.code));
  if (asked.length === 0) {
    if (context.channel.options.unordered === 'leave-out') return;
    throw errors.indicatorNotOrdered({
      at: heard.places.code,
      name: indicator.name,
      detail: sheets.map(({ ground }) => ground.test.code).join(' '),
    });
  }
  for (const sheet of asked) {
    sheet.isPartial ||= unfinished.has(heard.status);
    if (heard.status === 'I') continue; // nothing to tell yet
    const result = resultObservation(heard, indicator, sheet.ground, context);
    const id = result.id ?? '';
    const earlier = sheet.results.get(id);
    if (earlier !== undefined && context.channel.options.repeats !== 'last') {
      throw errors.indicatorTwice({ at: heard.places.code, name: indicator.name });
    }
    sheet.results.set(id, earlier === undefined ? result : rerun(result, earlier));
  }
}

/** The machine measured twice and the channel says that the last one counts; what came before it stays readable. */
function rerun(result: Observation, earlier: Observation): Observation {
  const { comparator = '', value } = earlier.valueQuantity ?? {};
  const text = `Máy chạy lại; lần trước: ${value === undefined ? 'không đo được' : `${comparator}${value}`}`;
  return { ...result, note: [...(result.note ?? []), { text }] };
}

function isComplete({ report, ground, results, isNamed }: Sheet): boolean {
  if (isNamed) return true;
  const told = new Set([...results.values()].map(indicatorCodeOf));
  const earlier = (report.result ?? []).map(({ reference }) => reference);
  const has = (code: string): boolean =>
    told.has(code) ||
    earlier.includes(`Observation/${ground.order.id}.${code.replace('#', '-abs').replace('%', '-pct')}`);
  return ground.test.indicators.every(has);
}

function filledReport(sheet: Sheet): DiagnosticReport {
  const { report, ground, results } = sheet;
  const earlier = report.result?.flatMap(({ reference }) => reference ?? []) ?? [];
  const references = new Set([...earlier, ...[...results.keys()].map((id) => `Observation/${id}`)]);
  if (references.size === 0) throw errors.noResult({ at: 'OBX' });
  return {
    ...report,
    status: sheet.isPartial || !isComplete(sheet) ? 'partial' : 'preliminary',
    ...(ground.collectedAt === undefined ? {} : { effectiveDateTime: ground.collectedAt }),
    result: [...references].map((reference) => ({ reference })),
  };
}

/** The analyzer knows when the tube was filled and the record does not: then the record learns it. */
function collected(specimen: Specimen | undefined, { ground }: Sheet): Specimen[] {
  const { collectedAt } = ground;
  if (specimen === undefined || collectedAt === undefined || specimen.collection?.collectedDateTime !== undefined) {
    return [];
  }
  return [{ ...specimen, collection: { ...specimen.collection, collectedDateTime: collectedAt } }];
}

/** Images are not kept: whoever reads the result has to know that there were some. */
function noted([first, ...rest]: Observation[], images: number): Observation[] {
  if (first === undefined) return [];
  const text = `Máy gửi kèm ${images} hình, không lưu ở đây`;
  return [images === 0 ? first : { ...first, note: [...(first.note ?? []), { text }] }, ...rest];
}

/** What the message says about the tube itself: when it was filled, where the record does not know, and its serum indices. */
function toldOfTube(group: HeardGroup, sheet: Sheet, found: Found, context: MessageContext): Specimen[] {
  const before = tubeOf(group, found, context);
  if (before === undefined) return [];
  const [timed = before] = collected(before, sheet);
  const tube = withIndices(timed, toldIndices(group, context));
  return tube === before ? [] : [tube];
}

function groupResources(group: HeardGroup, sheets: readonly Sheet[], found: Found, context: MessageContext) {
  const specimen = tubeOf(group, found, context);
  addCalculated(sheets, listOf(context, `results.${group.index}`, 'Observation'));
  const touched = sheets.filter(({ results, isNamed, isPartial }) => isNamed || isPartial || results.size > 0);
  const [first] = touched;
  if (first === undefined) throw errors.noResult({ at: 'R' });
  return [
    ...touched.flatMap((sheet) => [
      ...noted([...sheet.results.values()], sheet === first ? group.images : 0),
      ...(sheet.results.size === 0 && !sheet.isNamed ? [] : [standing(filledReport(sheet), specimen)]),
    ]),
    ...toldOfTube(group, first, found, context),
  ];
}

/**
 * Results of an analyzer as preliminary Observations and a preliminary DiagnosticReport, controls as control points, in one
 * transaction: whatever does not fit stops all of it.
 *
 * @throws every refusal of the parts
 */
export function resultBundle(
  { groups, controls }: HeardResults,
  found: Found,
  now: Date,
  context: MessageContext,
): Bundle {
  const entry = groups.flatMap((group) => {
    const sheets = sheetsOf(found, { group, patient: checkedPatient(group, groups, found), now, context });
    const results = group.results.filter((heard) => serumIndexOf(heard, context) === undefined);
    for (const heard of results) fill(sheets, heard, context);
    return groupResources(group, sheets, found, context);
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [...entry.map(putEntry), ...controlEntries(controls, found, context)],
  };
}

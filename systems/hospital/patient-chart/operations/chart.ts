import { present } from '@lienmach/core';
import type { Context, Operation, OperationParameter, RoomPage } from '@lienmach/system-kit';
import type {
  AllergyIntolerance,
  Condition,
  Coverage,
  DocumentReference,
  Encounter,
  FhirResource,
  Immunization,
  MedicationRequest,
  Observation,
  Patient,
  Reference,
} from 'fhir/r4';
import { belongsTo } from '../rules/belongs-to.ts';
import {
  type CountedKind,
  countedKinds,
  countQuery,
  type SectionName,
  sectionQuery,
  sectionTypes,
  usualTrends,
} from '../rules/chart-sections.ts';
import { ifAllowed } from './if-allowed.ts';
import { type LinkedRecord, linkedRecords } from './linked-records.ts';
import { newestResults } from './newest-results.ts';
import { type NamedPlace, placesOf } from './places-of.ts';
import { samePerson } from './same-person.ts';

/** The first screen of a chart. */
export interface Chart {
  readonly patient: Patient;
  readonly coverage?: Coverage;
  /** reference of our own facility: everything else came from elsewhere */
  readonly facility: string;
  readonly linked: readonly LinkedRecord[];
  readonly count: readonly { readonly kind: CountedKind; readonly value: number }[];
  /** what goes on after the first page, with the cursor of the search that brings it */
  readonly next: readonly { readonly kind: SectionName; readonly cursor: string }[];
  /** what the role of the caller does not see: said, so that an empty list is not taken for "there is none" */
  readonly hidden: readonly SectionName[];
  readonly place: readonly NamedPlace[];
  readonly encounter: readonly Encounter[];
  readonly condition: readonly Condition[];
  readonly medication: readonly MedicationRequest[];
  readonly allergy: readonly AllergyIntolerance[];
  readonly immunization: readonly Immunization[];
  readonly document: readonly DocumentReference[];
  readonly pressure: readonly Observation[];
  readonly trend: readonly Observation[];
  /** the newest of each indicator, as far as the newest hundred results tell; `$latest-results` tells all */
  readonly result: readonly Observation[];
  readonly moreResults: boolean;
}

const out = (name: string, type: string, max: '1' | '*', min = 0): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});
const group = (name: string, ...part: readonly OperationParameter[]): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part,
});

const parameter: readonly OperationParameter[] = [
  { name: 'trend', use: 'in', min: 0, max: '*', type: 'code' },
  out('patient', 'Patient', '1', 1),
  out('coverage', 'Coverage', '1'),
  out('facility', 'string', '1', 1),
  group('linked', out('type', 'code', '1', 1), out('patient', 'Reference', '1', 1)),
  group('count', out('kind', 'code', '1', 1), out('value', 'integer', '1', 1)),
  group('next', out('kind', 'code', '1', 1), out('cursor', 'string', '1', 1)),
  out('hidden', 'code', '*'),
  group('place', out('reference', 'string', '1', 1), out('name', 'string', '1', 1)),
  ...Object.entries(sectionTypes).map(([name, type]) => out(name, type, '*')),
  out('result', 'Observation', '*'),
  out('moreResults', 'boolean', '1', 1),
];

/** one index range for each indicator: one search for several would read them all to sort them */
async function readTrends(ctx: Context, id: string, codes: readonly string[]): Promise<RoomPage<FhirResource>> {
  const pages = await Promise.all(codes.map((code) => ctx.store.page('Observation', sectionQuery('trend', id, code))));
  return { items: pages.flatMap(({ items }) => items) };
}

type Sections = { readonly [Name in SectionName]: RoomPage<FhirResource> | undefined };

async function readSections(ctx: Context, ids: readonly string[], trends: readonly string[]): Promise<Sections> {
  const [id = ''] = ids;
  const names = Object.keys(sectionTypes) as SectionName[];
  const pages = await Promise.all(
    names.map(async (name) => {
      const read =
        name === 'trend'
          ? readTrends(ctx, id, trends)
          : ctx.store.page<FhirResource['resourceType']>(sectionTypes[name], sectionQuery(name, id));
      const page = await ifAllowed<RoomPage<FhirResource>>(read);
      return [name, page && { ...page, items: page.items.filter((one) => belongsTo(one, ids)) }] as const;
    }),
  );
  return Object.fromEntries(pages) as Sections;
}

async function countAll(ctx: Context, id: string): Promise<Chart['count']> {
  const kinds = Object.keys(countedKinds) as CountedKind[];
  const counts = await Promise.all(
    kinds.map(async (kind) => {
      const answer = await ifAllowed<RoomPage<FhirResource>>(ctx.store.page(countedKinds[kind], countQuery(id)));
      return answer?.total === undefined ? [] : [{ kind, value: answer.total }];
    }),
  );
  return counts.flat();
}

/** each section was searched by its own type */
const itemsOf = <R extends FhirResource>(page: RoomPage<FhirResource> | undefined): R[] => (page?.items ?? []) as R[];

const listed = (sections: Sections) => ({
  encounter: itemsOf<Encounter>(sections.encounter),
  condition: itemsOf<Condition>(sections.condition),
  medication: itemsOf<MedicationRequest>(sections.medication),
  allergy: itemsOf<AllergyIntolerance>(sections.allergy),
  immunization: itemsOf<Immunization>(sections.immunization),
  document: itemsOf<DocumentReference>(sections.document),
  pressure: itemsOf<Observation>(sections.pressure),
  trend: itemsOf<Observation>(sections.trend),
});

const placeReferences = ({ encounter, document }: ReturnType<typeof listed>): Reference[] => [
  ...encounter.flatMap(({ serviceProvider }) => serviceProvider ?? []),
  ...document.flatMap(({ custodian }) => custodian ?? []),
];

/**
 * GET Patient/{id}/$chart: the first screen of a chart in one call. Every list is one page of an index, newest first; the
 * number of searches does not grow with the record.
 */
export const chart: Operation<{ readonly trend?: readonly string[] }, Chart> = {
  definition: {
    code: 'chart',
    title: { vi: 'Mở hồ sơ người bệnh', en: 'Open the patient chart' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: false,
    parameter,
    allow: ['doctor', 'nurse', 'lab-doctor', 'records-clerk'],
  },
  async run(ctx, id, { trend = [] }) {
    const patient = await ctx.store.read('Patient', id);
    const ids = await samePerson(ctx, patient);
    const trends = trend.length === 0 ? usualTrends : trend.slice(0, 6);
    const cover = ctx.store.find('Coverage', `beneficiary=Patient/${id}&status=active`);
    const [sections, count, newest, linked, coverage] = await Promise.all([
      readSections(ctx, ids, trends),
      countAll(ctx, id),
      newestResults(ctx, ids, 1),
      linkedRecords(ctx, patient),
      ifAllowed(cover),
    ]);
    const names = Object.keys(sectionTypes) as SectionName[];
    const lists = listed(sections);
    return {
      patient,
      ...present({ coverage }),
      facility: ctx.site.facility.organization,
      linked,
      count,
      next: names.flatMap((kind) => {
        const cursor = sections[kind]?.next;
        return cursor === undefined ? [] : [{ kind, cursor }];
      }),
      hidden: names.filter((name) => sections[name] === undefined),
      place: await placesOf(ctx, placeReferences(lists)),
      ...lists,
      result: newest.results,
      moreResults: newest.hasMore,
    };
  },
};

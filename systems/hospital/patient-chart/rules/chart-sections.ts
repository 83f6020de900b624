import { codeSystems } from '@lienmach/core';

/** What a chart is made of, and the type that holds it. */
export const sectionTypes = {
  encounter: 'Encounter',
  condition: 'Condition',
  medication: 'MedicationRequest',
  allergy: 'AllergyIntolerance',
  immunization: 'Immunization',
  document: 'DocumentReference',
  pressure: 'Observation',
  trend: 'Observation',
} as const;

export type SectionName = keyof typeof sectionTypes;

/** blood pressure panel */
const PRESSURE = '85354-9';
/** HbA1c and glucose: what the chart draws over the years unless somebody asks for another indicator */
export const usualTrends: readonly string[] = ['4548-4', '14749-6'];

const orders: Readonly<Record<SectionName, { readonly sort: string; readonly count: number }>> = {
  encounter: { sort: '-date', count: 100 },
  condition: { sort: '-recorded-date', count: 150 },
  medication: { sort: '-authoredon', count: 100 },
  allergy: { sort: '-date', count: 50 },
  immunization: { sort: '-date', count: 50 },
  document: { sort: '-date', count: 50 },
  pressure: { sort: '-date', count: 60 },
  trend: { sort: '-date', count: 60 },
};

/**
 * The search of one section: newest first and never more than one page, so that a chart costs the same after one visit
 * and after a thousand. The page after it is the same search with the cursor that the chart hands over.
 *
 * @source none: page sizes are ours: the first screen of three years of a chronic disease with a visit each fortnight
 */
export function sectionQuery(name: SectionName, patient: string, trend = ''): string {
  const { sort, count } = orders[name];
  const query = new URLSearchParams({ patient: `Patient/${patient}`, _sort: sort, _count: String(count) });
  if (name === 'pressure') query.set('code', `${codeSystems.loinc}|${PRESSURE}`);
  if (name === 'trend') query.set('code', `${codeSystems.loinc}|${trend}`);
  return query.toString();
}

/** What the tabs of the chart count. */
export const countedKinds = {
  encounter: 'Encounter',
  medication: 'MedicationRequest',
  condition: 'Condition',
  allergy: 'AllergyIntolerance',
  document: 'DocumentReference',
  immunization: 'Immunization',
} as const;

export type CountedKind = keyof typeof countedKinds;

/** @source none: a count is asked of the same index that pages the list */
export function countQuery(patient: string): string {
  return new URLSearchParams({ patient: `Patient/${patient}`, _summary: 'count' }).toString();
}

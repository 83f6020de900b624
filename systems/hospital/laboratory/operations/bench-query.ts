import { codeSystems, identifierSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { type BenchState, benchStates } from '../rules/bench-state.ts';
import type { LabCatalog } from '../rules/lab-catalog.ts';

/** What a worklist is narrowed to. */
export interface BenchFilter {
  readonly state?: BenchState;
  readonly section?: string;
  /** code of an instrument: the tests it usually does */
  readonly instrument?: string;
  /** part of a name, a patient number, an order number, the number of a tube */
  readonly text?: string;
}

/** reports that nobody has touched for longer are no work of today */
const DAYS_OPEN = 3;

const tag = (code: string): string => `${codeSystems.labBench}|${code}`;
const openStates: readonly BenchState[] = benchStates.filter((state) => state !== 'released');
const token = (system: string, value: string): string => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`;

function codesOf({ section, instrument }: BenchFilter, catalog: LabCatalog): string[] | undefined {
  if (section === undefined && instrument === undefined) return undefined;
  const tests = catalog.tests
    .filter((test) => section === undefined || test.section === section)
    .filter((test) => instrument === undefined || test.instrument === instrument);
  return tests.map(({ code }) => `${codeSystems.services7603}|${code}`);
}

/** A number or a name, as people type it into one field. */
function textCriterion(text: string): readonly [name: string, value: string] {
  const typed = text.trim().slice(0, 60);
  if (/^\d{12,13}$/.test(typed)) return ['specimen.identifier', token(identifierSystems.specimenNumber, typed)];
  if (/^\d{6}X\d{6}$/i.test(typed)) return ['identifier', token(identifierSystems.orderNumber, typed.toUpperCase())];
  if (/^[a-z]{0,4}\d{3,}$/i.test(typed)) {
    return ['patient.identifier', token(identifierSystems.patientNumber, typed.toUpperCase())];
  }
  return ['patient.name', typed.replace(/[\\,$|]/g, '\\$&')];
}

/** @throws laboratory.unknownSection for a corner or a machine that does nothing here */
function narrowed(query: URLSearchParams, filter: BenchFilter, catalog: LabCatalog): URLSearchParams {
  const codes = codesOf(filter, catalog);
  if (codes?.length === 0) throw errors.unknownSection({ at: 'section' });
  if (codes !== undefined) query.set('code', codes.join(','));
  if (filter.text !== undefined && filter.text.trim() !== '') query.set(...textCriterion(filter.text));
  return query;
}

/** The search behind a worklist; without a state all that is open. Its order is that of the orders. */
export function benchQuery(ctx: Context, filter: BenchFilter, catalog: LabCatalog): URLSearchParams {
  const { state } = filter;
  const query = new URLSearchParams();
  if (state === 'released') {
    query.set('_tag', tag('released'));
    query.set('issued', `ge${toVnDay(ctx.now())}T00:00:00+07:00`);
  } else {
    const since = new Date(ctx.now().getTime() - DAYS_OPEN * 86_400_000).toISOString();
    query.set('_tag', (state === undefined ? openStates : [state]).map(tag).join(','));
    query.set('_lastUpdated', `ge${since}`);
  }
  return narrowed(query, filter, catalog);
}

/** How many there are, without reading one of them. */
export async function countOf(ctx: Context, filter: BenchFilter, catalog: LabCatalog): Promise<number> {
  const query = benchQuery(ctx, filter, catalog);
  query.set('_summary', 'count');
  return (await ctx.store.page('DiagnosticReport', query.toString())).total ?? 0;
}

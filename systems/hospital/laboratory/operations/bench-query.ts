import { codeSystems, identifierSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import {
  type Corners,
  narrowestCorner,
  type QueuePart,
  queueCode,
  queueParts,
  releasedCode,
} from '../rules/bench-queue.ts';
import { type BenchState, benchStates } from '../rules/bench-state.ts';
import type { LabCatalog } from '../rules/lab-catalog.ts';

/** What a worklist is narrowed to. */
export interface BenchFilter extends Corners {
  readonly state?: BenchState;
  /** part of a name, a patient number, an order number, the number of a tube */
  readonly text?: string;
  readonly urgent?: boolean;
  /** past the time in which its result should be there */
  readonly late?: boolean;
}

/** reports that nobody has touched for longer are no work of today */
const DAYS_OPEN = 3;

const openStates: readonly BenchState[] = benchStates.filter((state) => state !== 'released');
const token = (system: string, value: string): string => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`;
const hasText = ({ text }: BenchFilter): boolean => (text ?? '').trim() !== '';

/** tests of a corner and of a machine, by the catalog */
function codesOf({ section, instrument }: BenchFilter, catalog: LabCatalog): string[] {
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

const queues = (states: readonly BenchState[], part: QueuePart, corner: string | undefined): string[] =>
  states.map((state) => token(codeSystems.labQueue, queueCode(state, part, corner)));

/** The tag that finds a list, and the corners that it does not say. */
function listOf(ctx: Context, filter: BenchFilter, parts: readonly QueuePart[]): URLSearchParams {
  const { state, section, instrument, ward, urgent } = filter;
  const query = new URLSearchParams();
  if (state === 'released') {
    query.set('_tag', token(codeSystems.labQueue, releasedCode(toVnDay(ctx.now()), ward)));
    if (urgent === true) query.append('_tag', token(codeSystems.labPriority, 'urgent'));
    return query;
  }
  const corner = narrowestCorner({ section, instrument, ward });
  const states = state === undefined ? openStates : [state];
  query.set('_tag', parts.flatMap((part) => queues(states, part, corner)).join(','));
  query.set('_lastUpdated', `ge${new Date(ctx.now().getTime() - DAYS_OPEN * 86_400_000).toISOString()}`);
  return query;
}

/** does the tag of the list say all of its corners? */
const isSaid = ({ state, section, instrument }: BenchFilter): boolean => {
  if (state === 'released') return section === undefined && instrument === undefined;
  return section === undefined || instrument === undefined;
};

function narrowed(query: URLSearchParams, filter: BenchFilter, catalog: LabCatalog): URLSearchParams {
  if (!isSaid(filter)) query.set('code', codesOf(filter, catalog).join(','));
  if (hasText(filter)) query.set(...textCriterion(filter.text ?? ''));
  return query;
}

/** @throws laboratory.unknownSection for a corner or a machine that does nothing here */
export function checkCorners(filter: BenchFilter, catalog: LabCatalog): void {
  if (codesOf(filter, catalog).length === 0) throw errors.unknownSection({ at: 'section' });
}

/**
 * The search behind one part of a worklist; without a state all that is open. The tubes drawn first come first, read in the
 * order of the index; what is looked for by a name or a number is found first and is short.
 */
export function benchQuery(ctx: Context, filter: BenchFilter, catalog: LabCatalog, part: QueuePart): URLSearchParams {
  const query = narrowed(listOf(ctx, filter, [part]), filter, catalog);
  if (!hasText(filter)) query.set('_sort', 'date');
  return query;
}

/** How many there are of a state, whatever is typed, without reading one of them. */
export async function countOf(ctx: Context, filter: BenchFilter, catalog: LabCatalog): Promise<number> {
  const { text: _text, ...corners } = filter;
  const query = narrowed(listOf(ctx, corners, filter.urgent === true ? ['urgent'] : queueParts), corners, catalog);
  query.set('_summary', 'count');
  return (await ctx.store.page('DiagnosticReport', query.toString())).total ?? 0;
}

import { toVnIso } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Claim, MeasureReport } from 'fhir/r4';
import { type Figures, noFigures, type Place, placeOf, withClaims } from '../rules/claim-figures.ts';
import { inStates } from '../rules/claim-list.ts';
import { countUnderWay, figuresKey, lastCount, type Progress } from '../rules/figures-report.ts';
import { claimStates } from '../rules/stored-claim.ts';

const PAGE = 200;
/** months of up to this many claims are added up at once */
const AT_ONCE = 2 * PAGE;

const visitOf = ({ item }: Claim): string => item?.[0]?.encounter?.[0]?.reference?.split('/')[1] ?? '';

/** Where these claims come from: two searches for two hundred of them. */
async function placesOf(ctx: Context, claims: readonly Claim[]): Promise<Place[]> {
  const visits = await searchEach(ctx.store, 'Encounter', '_id', claims.map(visitOf));
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  return claims.map((claim) => placeOf(byId.get(visitOf(claim))));
}

/** Adds some pages of the month's claims to a count; what was read is forgotten before the next page. */
export async function countPages(ctx: Context, month: string, from: Progress, pages: number): Promise<Progress> {
  let { figures, counted, cursor } = from;
  const query = `${inStates(month, claimStates)}&_count=${PAGE}`;
  for (let left = pages; left > 0; left -= 1) {
    const { items, next } = await ctx.store.page('Claim', query, cursor);
    figures = withClaims(figures, items, await placesOf(ctx, items));
    counted += items.length;
    cursor = next;
    if (next === undefined) break;
  }
  return { figures, counted, ...(cursor === undefined ? {} : { cursor }) };
}

export const noProgress: Progress = { figures: noFigures, counted: 0 };

export async function findReport(ctx: Context, month: string): Promise<MeasureReport | undefined> {
  const { system, value } = figuresKey(month);
  return ctx.store.find('MeasureReport', new URLSearchParams({ identifier: `${system}|${value}` }).toString());
}

/** How the đồng of a month come about: added up at once, or in the background, where a count may be under way. */
export type Counting = 'at-once' | 'idle' | 'under-way';

export interface ShownFigures {
  readonly figures: Figures;
  readonly counted: number;
  /** absent: nothing was counted yet */
  readonly countedAt?: string;
  readonly counting: Counting;
}

/** Figures of a month: of this moment when it is small, else those that were counted last. */
export async function loadFigures(ctx: Context, month: string, total: number): Promise<ShownFigures> {
  if (total <= AT_ONCE) {
    const { figures, counted } = await countPages(ctx, month, noProgress, AT_ONCE / PAGE);
    return { figures, counted, countedAt: toVnIso(ctx.now()), counting: 'at-once' };
  }
  const report = await findReport(ctx, month);
  const last = report === undefined ? undefined : lastCount(report);
  const isUnderWay = report !== undefined && countUnderWay(report) !== undefined;
  const counting = isUnderWay ? 'under-way' : 'idle';
  if (last === undefined || report?.date === undefined) return { ...noProgress, counting };
  return { figures: last.figures, counted: last.counted, countedAt: report.date, counting };
}

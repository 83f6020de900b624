import { codeSystems, identifierSystems, toVnDay } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { cultureServices } from '../catalogs/culture-services.ts';
import { errors } from '../errors.ts';
import { type Worksheet, worksheetOf } from '../rules/worksheet.ts';

/** An ordered culture; without a sheet its specimen has not come. */
export interface CultureRow {
  readonly order: ServiceRequest;
  readonly sheet: Worksheet | undefined;
}

export interface CulturePage {
  readonly rows: readonly CultureRow[];
  readonly next?: string;
}

export interface CultureAsk {
  readonly isReleased: boolean;
  /** part of a name, a patient number, an order number */
  readonly text: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** an order nobody brought a specimen for is no work after a week */
const DAYS_WAITING = 7;
const parts = ['sheet', 'order'] as const;
type Part = (typeof parts)[number];

/** `sheet.<cursor of the store>`; nothing after the point: from the beginning of that part. @throws microbiology.badCursor */
function placeOf(cursor: string | undefined, first: Part): { readonly part: Part; readonly cursor?: string } {
  if (cursor === undefined) return { part: first };
  const [name, ...rest] = cursor.split('.');
  const part = parts.find((one) => one === name);
  if (part === undefined) throw errors.badCursor({ at: 'cursor' });
  const inner = rest.join('.');
  return inner === '' ? { part } : { part, cursor: inner };
}

const withNext = (rows: readonly CultureRow[], part: Part, next: string | undefined): CulturePage =>
  next === undefined ? { rows } : { rows, next: `${part}.${next}` };

/** Cultures that are worked on, the oldest order first. */
async function sheetPage(ctx: Context, isReleased: boolean, limit: number, cursor?: string): Promise<CulturePage> {
  const tag = `${codeSystems.microbiology}|${isReleased ? 'closed' : 'open'}`;
  const today = `ge${toVnDay(ctx.now())}T00:00:00+07:00`;
  const query = { _tag: tag, ...(isReleased ? { _lastUpdated: today } : {}), _count: String(limit) };
  const { items, next } = await ctx.store.page('Basic', new URLSearchParams(query).toString(), cursor);
  const sheets = items.map(worksheetOf);
  const ids = sheets.map(({ order }) => order);
  const orders = new Map((await searchEach(ctx.store, 'ServiceRequest', '_id', ids)).map((one) => [one.id, one]));
  const rows = sheets.flatMap((sheet) => {
    const order = orders.get(sheet.order);
    return order === undefined ? [] : [{ order, sheet }];
  });
  return withNext(rows, 'sheet', next);
}

function textCriterion(text: string): readonly [name: string, value: string] {
  const typed = text
    .trim()
    .slice(0, 60)
    .replace(/[\\,$|]/g, '\\$&');
  if (/^\d{6}[A-Z]\d{6}$/i.test(typed))
    return ['identifier', `${identifierSystems.orderNumber}|${typed.toUpperCase()}`];
  if (/^[a-z]{0,4}\d{3,}$/i.test(typed)) {
    return ['patient.identifier', `${identifierSystems.patientNumber}|${typed.toUpperCase()}`];
  }
  return ['patient.name', typed];
}

async function withSheets(ctx: Context, orders: readonly ServiceRequest[]): Promise<CultureRow[]> {
  const ids = orders.map(({ id }) => `${identifierSystems.cultureWorksheet}|${id}`);
  const sheets = await searchEach(ctx.store, 'Basic', 'identifier', ids);
  const known = new Map(sheets.map(worksheetOf).map((sheet) => [sheet.order, sheet]));
  return orders.map((order) => ({ order, sheet: known.get(order.id ?? '') }));
}

/** Cultures of these orders, wherever they stand. */
export const culturesOf = async (ctx: Context, orders: readonly string[]): Promise<CultureRow[]> =>
  withSheets(ctx, await searchEach(ctx.store, 'ServiceRequest', '_id', orders));

/** Orders of the last days, the youngest first: those whose specimen has not come, or all that fit what was typed. */
async function orderPage(ctx: Context, { text, limit }: CultureAsk, cursor?: string): Promise<CulturePage> {
  const since = ctx.now().getTime() - DAYS_WAITING * 86_400_000;
  const code = cultureServices.map((each) => `${codeSystems.services7603}|${each.code}`).join(',');
  const query = new URLSearchParams({ code, _count: String(limit) });
  if (text === '') query.set('_sort', '-authored');
  else query.set(...textCriterion(text));
  const page = await ctx.store.page('ServiceRequest', query.toString(), cursor);
  const isYoung = ({ authoredOn = '' }: ServiceRequest): boolean => Date.parse(authoredOn) >= since;
  const items = page.items.filter((order) => order.status === 'active' && isYoung(order));
  // the youngest come first: behind the first old one there are only older ones
  const next = text === '' && page.items.some((order) => !isYoung(order)) ? undefined : page.next;
  const rows = await withSheets(ctx, items);
  return withNext(text === '' ? rows.filter(({ sheet }) => sheet === undefined) : rows, 'order', next);
}

/**
 * One page of the culture bench: what is worked on, then what waits for its specimen; what is typed is looked for in both. A
 * page may be short although there is a next one.
 *
 * @throws microbiology.badCursor
 */
export async function culturePage(ctx: Context, ask: CultureAsk): Promise<CulturePage> {
  const { isReleased, limit } = ask;
  const from = placeOf(ask.cursor, ask.text === '' ? 'sheet' : 'order');
  if (from.part === 'order') return orderPage(ctx, ask, from.cursor);
  const first = await sheetPage(ctx, isReleased, limit, from.cursor);
  if (first.next !== undefined || isReleased) return first;
  if (first.rows.length >= limit) return { ...first, next: 'order.' };
  const second = await orderPage(ctx, { ...ask, limit: limit - first.rows.length });
  return { ...second, rows: [...first.rows, ...second.rows] };
}

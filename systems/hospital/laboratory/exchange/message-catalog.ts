import { vnDayOf } from '@lienmach/core';
import type { MessageContext } from '@lienmach/exchange';
import type { FhirResource } from 'fhir/r4';
import { catalogOn, type LabCatalog, type SiteRows } from '../rules/lab-catalog.ts';
import { siteRowsOf } from '../rules/site-rows.ts';

/** What every message of the laboratory needs to know of the house: its own rows of the catalog. */
export const catalogLists = {
  'catalog.indicators': 'ObservationDefinition?',
  'catalog.tests': 'ActivityDefinition?status=active',
} as const;

interface Read {
  readonly tests: readonly FhirResource[];
  readonly rows: SiteRows;
  readonly days: Map<string, LabCatalog>;
}

/** days of specimens that are told about at the same time */
const MOST_DAYS = 30;
const NONE: readonly FhirResource[] = [];
/** rows are read once for each pair of lists: the gateway hands out the same ones until somebody writes */
const read = new WeakMap<readonly FhirResource[], Read>();

function readRows({ lists }: MessageContext): Read {
  const indicators = lists['catalog.indicators'] ?? NONE;
  const tests = lists['catalog.tests'] ?? NONE;
  const known = read.get(indicators);
  if (known?.tests === tests) return known;
  const fresh: Read = { tests, rows: siteRowsOf([...indicators, ...tests]), days: new Map() };
  read.set(indicators, fresh);
  return fresh;
}

/**
 * The catalog by which a message is read: the site's own rows before those of the product, as the bench has them.
 *
 * @param at  FHIR dateTime of the specimen, else of the order or the message
 */
export function messageCatalog(context: MessageContext, at: string): LabCatalog {
  const { rows, days } = readRows(context);
  const day = vnDayOf(at);
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const catalog = catalogOn(day, rows);
  days.set(day, catalog);
  return catalog;
}

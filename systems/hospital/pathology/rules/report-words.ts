import { vnDayOf } from '@lienmach/core';
import { adequacies } from '../catalogs/cytology-categories.ts';
import { serviceOf } from '../catalogs/pathology-services.ts';
import type { CaseSheet } from './case-sheet.ts';
import { categoryIn, categoryTableOn } from './category-table.ts';

/** Name of the category and its edition, as a report says it. @source none: words of the catalog */
export function categoryText({
  category,
  service,
  receivedAt,
}: Pick<CaseSheet, 'category' | 'service' | 'receivedAt'>) {
  const scheme = serviceOf(service)?.scheme;
  const table = scheme === undefined ? undefined : categoryTableOn(scheme, vnDayOf(receivedAt));
  const found = categoryIn(table, category);
  return table === undefined || found === undefined
    ? undefined
    : { text: found.name, edition: table.name, code: `${table.scheme}.${found.code}` };
}

/** @source none: words of the catalog */
export const adequacyText = (code: string): string | undefined => adequacies.find((one) => one.code === code)?.name;

/** What a report concludes, in one text. @source none: category first, then the words of the reader */
export const conclusionOf = (sheet: CaseSheet): string =>
  [categoryText(sheet)?.text, sheet.diagnosis].filter((part) => part !== undefined && part !== '').join('. ');

import { vnDayOf } from '@lienmach/core';
import type { FhirError } from '@lienmach/outcome';
import { adequacies } from '../catalogs/cytology-categories.ts';
import { diagnosisOf } from '../catalogs/diagnoses.ts';
import { serviceOf } from '../catalogs/pathology-services.ts';
import { errors } from '../errors.ts';
import type { CaseSheet } from './case-sheet.ts';
import { categoryIn, categoryTableOn } from './category-table.ts';

/**
 * What was read cannot stand like this: codes of no catalog, categories of another edition.
 *
 * @source none: catalogs of the room; which edition counts is dated there
 */
export function readingObstacles(sheet: CaseSheet): FhirError[] {
  const { codes, category, adequacy, service, receivedAt } = sheet;
  const scheme = serviceOf(service)?.scheme;
  const table = scheme === undefined ? undefined : categoryTableOn(scheme, vnDayOf(receivedAt));
  const isKnown = category === '' || categoryIn(table, category) !== undefined;
  const isAdequate = adequacy === '' || adequacies.some(({ code }) => code === adequacy);
  return [
    ...codes
      .filter((code) => diagnosisOf(code) === undefined)
      .map((code) => errors.unknownDiagnosis({ at: 'code', code })),
    ...(isKnown ? [] : [errors.unknownCategory({ at: 'category', code: category })]),
    ...(isAdequate ? [] : [errors.unknownCategory({ at: 'adequacy', code: adequacy })]),
  ];
}

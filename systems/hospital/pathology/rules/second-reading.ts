import { vnDayOf } from '@lienmach/core';
import { diagnosisOf } from '../catalogs/diagnoses.ts';
import { serviceOf } from '../catalogs/pathology-services.ts';
import type { CaseSheet } from './case-sheet.ts';
import { categoryIn, categoryTableOn } from './category-table.ts';

type Told = Pick<CaseSheet, 'codes' | 'category' | 'service' | 'receivedAt'>;

/**
 * Does the sheet say malignant? Behaviour 3 or 6 of a picked diagnosis, or a malignant category of the smear.
 *
 * @source WHO, ICD-O third edition, fifth digit of morphology: behaviour (from memory)
 */
export function isMalignant({ codes, category, service, receivedAt }: Told): boolean {
  const scheme = serviceOf(service)?.scheme;
  const table = scheme === undefined ? undefined : categoryTableOn(scheme, vnDayOf(receivedAt));
  return (
    codes.some((code) => /\/[36]$/.test(diagnosisOf(code)?.morphology ?? '')) ||
    categoryIn(table, category)?.isMalignant === true
  );
}

/**
 * A malignant diagnosis is read by two before it is final.
 *
 * @source CAP and ADASP, review before sign-out of malignant diagnoses (from memory); that it is asked for always is our own choice
 */
export const needsSecondReading = (sheet: Told): boolean => isMalignant(sheet);

import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { labIndicators } from '../catalogs/lab-indicators.ts';
import type { LabTest } from '../catalogs/lab-test.ts';
import { labTests } from '../catalogs/lab-tests.ts';

/** What a laboratory knows on one day. */
export interface LabCatalog {
  readonly tests: readonly LabTest[];
  readonly indicators: readonly LabIndicator[];
  readonly test: (code: string) => LabTest | undefined;
  readonly indicator: (code: string) => LabIndicator | undefined;
  readonly indicatorByLoinc: (loinc: string) => LabIndicator | undefined;
}

/** Rows a site has written for itself. */
export interface SiteRows {
  readonly indicators: readonly LabIndicator[];
  readonly tests: readonly LabTest[];
}

interface Dated {
  readonly validFrom?: string;
  readonly validTo?: string;
}

const isInForce = ({ validFrom, validTo }: Dated, day: string): boolean =>
  (validFrom === undefined || day >= validFrom) && (validTo === undefined || day <= validTo);

/** Rows of the product, then those of the site over them: from its first row on, a code is the site's alone. */
function merged<Row extends Dated & { readonly code: string }>(
  product: readonly Row[],
  own: readonly Row[],
  day: string,
): Row[] {
  const begun = own.filter(({ validFrom }) => validFrom === undefined || validFrom <= day);
  const mine = new Set(begun.map(({ code }) => code));
  // of two rows in force the one that began later counts
  const byStart = own.toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  const rows = [...product.filter(({ code }) => !mine.has(code)), ...byStart].filter((row) => isInForce(row, day));
  return [...new Map(rows.map((row) => [row.code, row])).values()];
}

/**
 * The catalog of one day: the site's own rows before those of the product, each only while it is in force.
 *
 * @param day  ISO day in Viet Nam on which the specimen was taken, or of the order
 * @source QĐ 2429/QĐ-BYT (12/06/2017), the laboratory sets intervals for its own methods and keeps their versions (secondary)
 */
export function catalogOn(day: string, own: SiteRows = { indicators: [], tests: [] }): LabCatalog {
  const indicators = merged(labIndicators, own.indicators, day);
  const tests = merged(labTests, own.tests, day);
  const testOf = new Map(tests.map((test) => [test.code, test]));
  const indicatorOf = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const byLoinc = new Map(indicators.map((indicator) => [indicator.loinc, indicator]));
  return {
    tests,
    indicators: [...indicatorOf.values()],
    test: (code) => testOf.get(code),
    indicator: (code) => indicatorOf.get(code),
    indicatorByLoinc: (loinc) => byLoinc.get(loinc),
  };
}

/** The rows of the product alone. */
export const productCatalog: LabCatalog = catalogOn('9999-12-31');

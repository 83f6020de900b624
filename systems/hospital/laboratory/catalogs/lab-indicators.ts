import { bloodGas } from './indicators-blood-gas.ts';
import { calculatedIndicators } from './indicators-calculated.ts';
import { chemistry } from './indicators-chemistry.ts';
import { coagulation } from './indicators-coagulation.ts';
import { haematology } from './indicators-haematology.ts';
import { immunology } from './indicators-immunology.ts';
import { wordedIndicators } from './indicators-worded.ts';
import type { LabIndicator } from './lab-indicator.ts';

/**
 * The indicators the product begins with. Every laboratory sets ranges and limits for its own methods
 * (`rules/site-catalog.ts`). Where no row fits a person there is no flag instead of a wrong one.
 * LOINC codes and names are © Regenstrief Institute, Inc., used under the LOINC licence (https://loinc.org/license).
 *
 * @source typical reference ranges and critical limits of laboratory practice; LOINC 2.81, check digits computed (from memory)
 */
export const labIndicators: readonly LabIndicator[] = [
  ...haematology,
  ...coagulation,
  ...chemistry,
  ...immunology,
  ...bloodGas,
  ...wordedIndicators,
  ...calculatedIndicators,
];

export const LOINC_VERSION = '2.81';

const byCode: ReadonlyMap<string, LabIndicator> = new Map(labIndicators.map((one) => [one.code, one]));

export const findIndicator = (code: string): LabIndicator | undefined => byCode.get(code);

import { addDays } from '@lienmach/core';

/** What is kept of a case: the rest of the tissue in its container, the paraffin, the glass. */
export type Material = 'container' | 'block' | 'slide';

/** days after the final report */
const DAYS: Readonly<Record<Material, number>> = { container: 14, block: 3653, slide: 3653 };

/**
 * The first day on which a material may be thrown away.
 *
 * @param finalDay  FHIR date of the final report
 * @source CAP, retention of laboratory records and materials: wet tissue 2 weeks, blocks and slides 10 years after the report (from memory); an article of Vietnamese law for blocks and slides is not known to us (unsure)
 */
export const discardFrom = (material: Material, finalDay: string): string => addDays(finalDay, DAYS[material]);

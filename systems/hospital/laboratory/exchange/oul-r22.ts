import type { MessageMapping } from '@lienmach/system-kit';
import { hl7Results } from './hl7-results.ts';
import { catalogLists } from './message-catalog.ts';
import { resultBundle } from './result-bundle.ts';
import { resultNeeds } from './result-needs.ts';

/**
 * Results by specimen, as newer analyzers and laboratory automation send them; the tube is enough, and controls come this
 * way (SPM-11 `Q`).
 *
 * @source HL7 v2.5.1 chapter 7, OUL^R22 (verified); IHE Laboratory Analytical Workflow (from memory)
 */
export const oulR22: MessageMapping = {
  on: 'OUL^R22',
  standing: catalogLists,
  needs: (message, context) => resultNeeds(hl7Results(message), context),
  map: (message, found, now, context) => resultBundle(hl7Results(message), found, now, context),
};

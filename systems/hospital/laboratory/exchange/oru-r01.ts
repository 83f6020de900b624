import type { MessageMapping } from '@lienmach/system-kit';
import { hl7Results } from './hl7-results.ts';
import { catalogLists } from './message-catalog.ts';
import { resultBundle } from './result-bundle.ts';
import { resultNeeds } from './result-needs.ts';

/**
 * Results of an analyzer become preliminary Observations and a preliminary DiagnosticReport, in one transaction. The
 * order, its report and its patient must be in the record; a patient, specimen, code or unit that does not fit parks the
 * whole message: half a result is worse than a late one.
 *
 * @source HL7 v2.5.1 chapter 7, ORU^R01 (verified); QĐ 7713/QĐ-BYT (30/12/2016), HL7 message standard: content (unsure)
 */
export const oruR01: MessageMapping = {
  on: 'ORU^R01',
  standing: catalogLists,
  needs: (message, context) => resultNeeds(hl7Results(message), context),
  map: (message, found, now, context) => resultBundle(hl7Results(message), found, now, context),
};

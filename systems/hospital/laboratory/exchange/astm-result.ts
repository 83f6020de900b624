import type { AstmMessage } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import { astmResults } from './astm-results.ts';
import { catalogLists } from './message-catalog.ts';
import { resultBundle } from './result-bundle.ts';
import { resultNeeds } from './result-needs.ts';

/**
 * Results of an analyzer that speaks ASTM E1394: the same Observations and reports as by HL7 v2. The tube number (O.3) is
 * the key; patient marks, where the machine has them, must agree.
 *
 * @source ASTM E1394-97 / CLSI LIS2-A2 (verified in public descriptions)
 */
export const astmResult: MessageMapping<string, AstmMessage> = {
  id: 'laboratory.astm-result',
  codec: 'astm',
  on: 'ASTM^R',
  standing: catalogLists,
  needs: (message, context) => resultNeeds(astmResults(message), context),
  map: (message, found, now, context) => resultBundle(astmResults(message), found, now, context),
};

import { defineSystem } from '@lienmach/system-kit';
import { labIndicatorCodeSystem } from './catalogs/lab-indicator-code-system.ts';
import { astmQuery } from './exchange/astm-query.ts';
import { astmResult } from './exchange/astm-result.ts';
import { hl7Query } from './exchange/hl7-query.ts';
import { incomingOrder, incomingTubeOrder } from './exchange/incoming-order.ts';
import { oruR01 } from './exchange/oru-r01.ts';
import { oulR22 } from './exchange/oul-r22.ts';
import { outsideMappings } from './exchange/outside-oru.ts';
import { csvResults, jsonResults, xmlResults } from './exchange/table-results.ts';
import { bench } from './operations/bench.ts';
import { ladderVerbs } from './operations/ladder-verbs.ts';
import { orderTests } from './operations/order-tests.ts';
import { printOrderSlip } from './operations/print-order-slip.ts';
import { recordCallback } from './operations/record-callback.ts';
import { reportVerbs } from './operations/report-verbs.ts';
import { rowDesk } from './operations/row-desk.ts';
import { specimenVerbs } from './operations/specimen-verbs.ts';
import { catalogEntrance } from './rules/catalog-entrance.ts';
import { releasedResultsEntrance, releasedResultsGuard } from './rules/released-results-guard.ts';
import { callRound } from './subscriptions/call-round.ts';
import { queueRound } from './subscriptions/queue-round.ts';
import { reactions } from './subscriptions/reactions.ts';

export const laboratory = defineSystem({
  id: 'laboratory',
  title: { vi: 'Xét nghiệm (LIS)', en: 'Laboratory' },
  catalogs: [labIndicatorCodeSystem],
  operations: [
    orderTests,
    printOrderSlip,
    bench,
    recordCallback,
    ...ladderVerbs,
    ...specimenVerbs,
    ...reportVerbs,
    ...rowDesk,
  ],
  subscriptions: reactions,
  rounds: [callRound, queueRound],
  messages: [
    oruR01,
    oulR22,
    hl7Query,
    astmResult,
    astmQuery,
    incomingOrder,
    incomingTubeOrder,
    csvResults,
    xmlResults,
    jsonResults,
    ...outsideMappings,
  ],
  guards: [catalogEntrance, releasedResultsGuard],
  entrances: [catalogEntrance, releasedResultsEntrance],
});

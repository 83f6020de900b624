import { defineSystem } from '@lienmach/system-kit';
import { labIndicatorCodeSystem } from './catalogs/lab-indicator-code-system.ts';
import { astmQuery } from './exchange/astm-query.ts';
import { astmResult } from './exchange/astm-result.ts';
import { hl7Query } from './exchange/hl7-query.ts';
import { incomingOrder } from './exchange/incoming-order.ts';
import { oruR01 } from './exchange/oru-r01.ts';
import { oulR22 } from './exchange/oul-r22.ts';
import { outsideMappings } from './exchange/outside-oru.ts';
import { amendReport } from './operations/amend-report.ts';
import { bench } from './operations/bench.ts';
import { collectSpecimen } from './operations/collect-specimen.ts';
import { enterResults } from './operations/enter-results.ts';
import { handleSpecimen } from './operations/handle-specimen.ts';
import { orderReflex } from './operations/order-reflex.ts';
import { orderTests } from './operations/order-tests.ts';
import { printOrderSlip } from './operations/print-order-slip.ts';
import { printResults } from './operations/print-results.ts';
import { printTubeLabels } from './operations/print-tube-labels.ts';
import { receiveSpecimen } from './operations/receive-specimen.ts';
import { recordCallback } from './operations/record-callback.ts';
import { rejectSpecimen } from './operations/reject-specimen.ts';
import { resultSheet } from './operations/result-sheet.ts';
import { verifyReport } from './operations/verify-report.ts';
import { verifyTechnically } from './operations/verify-technically.ts';
import { catalogEntrance } from './rules/catalog-entrance.ts';
import { releasedResultsGuard } from './rules/released-results-guard.ts';
import { onOrderActive } from './subscriptions/on-order-active.ts';
import { onReportComplete } from './subscriptions/on-report-complete.ts';
import { onResultPreliminary } from './subscriptions/on-result-preliminary.ts';
import { onSpecimenCollected } from './subscriptions/on-specimen-collected.ts';

export const laboratory = defineSystem({
  id: 'laboratory',
  title: { vi: 'Xét nghiệm (LIS)', en: 'Laboratory' },
  catalogs: [labIndicatorCodeSystem],
  operations: [
    orderTests,
    collectSpecimen,
    receiveSpecimen,
    rejectSpecimen,
    handleSpecimen,
    bench,
    resultSheet,
    enterResults,
    recordCallback,
    verifyTechnically,
    verifyReport,
    amendReport,
    orderReflex,
    printOrderSlip,
    printResults,
    printTubeLabels,
  ],
  subscriptions: [onOrderActive, onSpecimenCollected, onReportComplete, onResultPreliminary],
  messages: [oruR01, oulR22, hl7Query, astmResult, astmQuery, incomingOrder, ...outsideMappings],
  guards: [catalogEntrance, releasedResultsGuard],
  entrances: [catalogEntrance],
});

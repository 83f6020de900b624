import { defineSystem } from '@lienmach/system-kit';
import { labIndicatorCodeSystem } from './catalogs/lab-indicator-code-system.ts';
import { astmQuery } from './exchange/astm-query.ts';
import { astmResult } from './exchange/astm-result.ts';
import { hl7Query } from './exchange/hl7-query.ts';
import { oruR01 } from './exchange/oru-r01.ts';
import { oulR22 } from './exchange/oul-r22.ts';
import { outsideMappings } from './exchange/outside-oru.ts';
import { bench } from './operations/bench.ts';
import { collectSpecimen } from './operations/collect-specimen.ts';
import { enterResults } from './operations/enter-results.ts';
import { orderTests } from './operations/order-tests.ts';
import { printOrderSlip } from './operations/print-order-slip.ts';
import { printResults } from './operations/print-results.ts';
import { printTubeLabels } from './operations/print-tube-labels.ts';
import { recordCallback } from './operations/record-callback.ts';
import { resultSheet } from './operations/result-sheet.ts';
import { verifyReport } from './operations/verify-report.ts';
import { onOrderActive } from './subscriptions/on-order-active.ts';
import { onResultPreliminary } from './subscriptions/on-result-preliminary.ts';

export const laboratory = defineSystem({
  id: 'laboratory',
  title: { vi: 'Xét nghiệm (LIS)', en: 'Laboratory' },
  catalogs: [labIndicatorCodeSystem],
  operations: [
    orderTests,
    collectSpecimen,
    bench,
    resultSheet,
    enterResults,
    recordCallback,
    verifyReport,
    printOrderSlip,
    printResults,
    printTubeLabels,
  ],
  subscriptions: [onOrderActive, onResultPreliminary],
  messages: [oruR01, oulR22, hl7Query, astmResult, astmQuery, ...outsideMappings],
});

import { amendReport } from './amend-report.ts';
import { enterResults } from './enter-results.ts';
import { orderReflex } from './order-reflex.ts';
import { printResults } from './print-results.ts';
import { resultSheet } from './result-sheet.ts';
import { verifyReport } from './verify-report.ts';
import { verifyTechnically } from './verify-technically.ts';

/** The way of a report: values, verification in one or two steps, amendment, paper. */
export const reportVerbs = [
  resultSheet,
  enterResults,
  verifyTechnically,
  verifyReport,
  amendReport,
  orderReflex,
  printResults,
];

import type { Round } from '@lienmach/system-kit';
import { openAllDueHolds } from '../operations/instrument-holds.ts';

/**
 * Calibrations, maintenance and opened lots past their day keep results back from midnight on, whether or not somebody runs a
 * control of that instrument.
 */
export const dueRound: Round = {
  id: 'due-holds',
  everyMinutes: 10,
  actAs: ['lab-quality'],
  run: openAllDueHolds,
};

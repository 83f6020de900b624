import { defineSystem } from '@lienmach/system-kit';
import { controlChart } from './operations/control-chart.ts';
import { concludeExternalResult, recordExternalResult } from './operations/external-verbs.ts';
import { closeHold, overrideHold, recordCorrectiveAction } from './operations/hold-verbs.ts';
import { instrumentBoard } from './operations/instrument-board.ts';
import { recordService, saveInstrument } from './operations/instrument-verbs.ts';
import { laboratoryDay } from './operations/laboratory-day.ts';
import { qualityBoard } from './operations/quality-board.ts';
import { moveReagent, receiveReagent } from './operations/reagent-verbs.ts';
import { recordControlRun } from './operations/record-control-run.ts';
import { saveControlLot } from './operations/save-control-lot.ts';
import { switchControlLot } from './operations/switch-control-lot.ts';
import { holdEntrance, holdGuard } from './rules/hold-guard.ts';
import { dueRound } from './subscriptions/due-round.ts';
import { newestRound } from './subscriptions/newest-round.ts';
import { onControlFinal } from './subscriptions/on-control-final.ts';

export const labQuality = defineSystem({
  id: 'lab-quality',
  title: { vi: 'Chất lượng xét nghiệm', en: 'Laboratory quality' },
  operations: [
    qualityBoard,
    controlChart,
    recordControlRun,
    saveControlLot,
    switchControlLot,
    recordCorrectiveAction,
    closeHold,
    overrideHold,
    instrumentBoard,
    saveInstrument,
    recordService,
    receiveReagent,
    moveReagent,
    recordExternalResult,
    concludeExternalResult,
    laboratoryDay,
  ],
  subscriptions: [onControlFinal],
  rounds: [dueRound, newestRound],
  guards: [holdGuard],
  entrances: [holdEntrance],
});

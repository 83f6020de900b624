import { defineSystem } from '@lienmach/system-kit';
import { checkAtBedside, startTransfusion } from './operations/bedside-verbs.ts';
import { bloodBench, bloodSheet } from './operations/blood-bench.ts';
import { bloodStock, lookBack, transfusionHistory } from './operations/blood-stock.ts';
import { issueUnit, returnUnit } from './operations/issue-verbs.ts';
import { cancelBloodOrder, declareEmergency, drawBloodSample, orderBlood } from './operations/order-verbs.ts';
import { closeReactionCheck, closeReactionStep, reportReaction } from './operations/reaction-verbs.ts';
import { recordAntibodyScreen, recordBloodGroup, strikeBloodGroup } from './operations/sample-verbs.ts';
import { clearUnit, discardUnit, quarantineUnit, receiveBloodUnit } from './operations/stock-verbs.ts';
import { endTransfusion, observeTransfusion } from './operations/transfusion-verbs.ts';
import { recordCrossmatch, releaseUnit, reserveUnit } from './operations/use-verbs.ts';
import { visitBlood, wardBlood } from './operations/ward-blood.ts';
import { bankEntrance, bankGuard } from './rules/bank-guard.ts';
import { staleOrdersRound } from './subscriptions/stale-orders-round.ts';

export const bloodBank = defineSystem({
  id: 'blood-bank',
  title: { vi: 'Ngân hàng máu', en: 'Blood bank' },
  operations: [
    orderBlood,
    declareEmergency,
    cancelBloodOrder,
    drawBloodSample,
    recordBloodGroup,
    strikeBloodGroup,
    recordAntibodyScreen,
    receiveBloodUnit,
    quarantineUnit,
    clearUnit,
    discardUnit,
    reserveUnit,
    releaseUnit,
    recordCrossmatch,
    issueUnit,
    returnUnit,
    checkAtBedside,
    startTransfusion,
    observeTransfusion,
    endTransfusion,
    reportReaction,
    closeReactionStep,
    closeReactionCheck,
    bloodBench,
    bloodSheet,
    bloodStock,
    lookBack,
    transfusionHistory,
    wardBlood,
    visitBlood,
  ],
  rounds: [staleOrdersRound],
  guards: [bankGuard],
  entrances: [bankEntrance],
});

/** A bag as the record holds it, for whoever fills a shelf. */
export { unitResource } from './rules/blood-unit.ts';

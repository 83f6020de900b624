import { defineSystem } from '@lienmach/system-kit';
import { printSummary } from './operations/print-summary.ts';
import { signSummary } from './operations/sign-summary.ts';
import { verifySignature } from './operations/verify-signature.ts';
import { lockedRecordGuard } from './rules/locked-record-guard.ts';
import { lockedVisitEntrance } from './rules/locked-visit-entrance.ts';

export const medicalRecord = defineSystem({
  id: 'medical-record',
  title: { vi: 'Bệnh án điện tử', en: 'Medical record' },
  operations: [signSummary, printSummary, verifySignature],
  guards: [lockedRecordGuard],
  entrances: [lockedVisitEntrance],
});

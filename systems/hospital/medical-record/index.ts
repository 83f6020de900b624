import { defineSystem } from '@lienmach/system-kit';
import { approveDestruction } from './operations/approve-destruction.ts';
import { holdRecord } from './operations/hold-record.ts';
import { printSummary } from './operations/print-summary.ts';
import { releaseHold } from './operations/release-hold.ts';
import { signSummary } from './operations/sign-summary.ts';
import { verifySignature } from './operations/verify-signature.ts';
import { keptListGuard } from './rules/kept-list-guard.ts';
import { lockedRecordGuard } from './rules/locked-record-guard.ts';
import { lockedVisitEntrance } from './rules/locked-visit-entrance.ts';

export const medicalRecord = defineSystem({
  id: 'medical-record',
  title: { vi: 'Bệnh án điện tử', en: 'Medical record' },
  operations: [signSummary, printSummary, verifySignature, holdRecord, releaseHold, approveDestruction],
  guards: [lockedRecordGuard, keptListGuard],
  entrances: [lockedVisitEntrance],
});

import { defineSystem } from '@lienmach/system-kit';
import { certifySickLeave } from './operations/certify-sick-leave.ts';
import { printReferral } from './operations/print-referral.ts';
import { printSickLeave } from './operations/print-sick-leave.ts';
import { refer } from './operations/refer.ts';
import { withdrawPaper } from './operations/withdraw-paper.ts';

export const visitPapers = defineSystem({
  id: 'visit-papers',
  title: { vi: 'Giấy tờ cho người bệnh', en: 'Papers for the patient' },
  operations: [certifySickLeave, refer, withdrawPaper, printSickLeave, printReferral],
});

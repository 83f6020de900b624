import { defineSystem } from '@lienmach/system-kit';
import { checkPaper } from './operations/check-paper.ts';
import { print } from './operations/print.ts';
import { printDone } from './operations/print-done.ts';
import { printProfile } from './operations/print-profile.ts';
import { rememberPrint } from './operations/remember-print.ts';

export const printDesk = defineSystem({
  id: 'print-desk',
  title: { vi: 'Bàn in', en: 'Print desk' },
  operations: [print, printDone, printProfile, rememberPrint, checkPaper],
});

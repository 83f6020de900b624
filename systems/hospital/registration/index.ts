import { vnCoverage, vnEncounter } from '@lienmach/core';
import { defineSystem } from '@lienmach/system-kit';
import { openVisit } from './operations/open-visit.ts';
import { printNumberSlip } from './operations/print-number-slip.ts';

export const registration = defineSystem({
  id: 'registration',
  title: { vi: 'Tiếp đón', en: 'Registration' },
  profiles: [vnCoverage, vnEncounter],
  operations: [openVisit, printNumberSlip],
});

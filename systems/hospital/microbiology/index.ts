import { defineSystem } from '@lienmach/system-kit';
import { cultureBench } from './operations/culture-bench.ts';
import { cultureSheet } from './operations/culture-sheet.ts';
import { receiveCulture } from './operations/receive-culture.ts';
import { releaseCulture } from './operations/release-culture.ts';
import { saveBreakpoints } from './operations/save-breakpoints.ts';
import { saveCulture } from './operations/save-culture.ts';

export const microbiology = defineSystem({
  id: 'microbiology',
  title: { vi: 'Vi sinh', en: 'Microbiology' },
  operations: [cultureBench, cultureSheet, receiveCulture, saveCulture, releaseCulture, saveBreakpoints],
});

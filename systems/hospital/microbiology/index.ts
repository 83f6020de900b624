import { defineSystem } from '@lienmach/system-kit';
import { cultureBench } from './operations/culture-bench.ts';
import { cultureSheet } from './operations/culture-sheet.ts';
import { orderCulture } from './operations/order-culture.ts';
import { receiveCulture } from './operations/receive-culture.ts';
import { recordCultureCall } from './operations/record-culture-call.ts';
import { releaseCulture } from './operations/release-culture.ts';
import { saveBreakpoints } from './operations/save-breakpoints.ts';
import { saveCulture } from './operations/save-culture.ts';

export const microbiology = defineSystem({
  id: 'microbiology',
  title: { vi: 'Vi sinh', en: 'Microbiology' },
  operations: [
    orderCulture,
    cultureBench,
    cultureSheet,
    receiveCulture,
    saveCulture,
    releaseCulture,
    recordCultureCall,
    saveBreakpoints,
  ],
});

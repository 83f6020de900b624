import { defineSystem } from '@lienmach/system-kit';
import { cdaIn } from './exchange/cda-in.ts';
import { makeCda } from './operations/make-cda.ts';
import { receiveCda } from './operations/receive-cda.ts';

export const clinicalDocuments = defineSystem({
  id: 'clinical-documents',
  title: { vi: 'Tài liệu lâm sàng (CDA)', en: 'Clinical documents' },
  operations: [makeCda, receiveCda],
  messages: [cdaIn],
});

import { defineSystem } from '@lienmach/system-kit';
import { cdaIn } from './exchange/cda-in.ts';
import { lookAtCda } from './operations/look-at-cda.ts';
import { makeCda } from './operations/make-cda.ts';
import { receiveCda } from './operations/receive-cda.ts';
import { signReport } from './operations/sign-report.ts';
import { toSign } from './operations/to-sign.ts';
import { onReportReleased } from './subscriptions/on-report-released.ts';
import { toSignRound } from './subscriptions/to-sign-round.ts';

export const clinicalDocuments = defineSystem({
  id: 'clinical-documents',
  title: { vi: 'Tài liệu lâm sàng (CDA)', en: 'Clinical documents' },
  operations: [makeCda, lookAtCda, receiveCda, signReport, toSign],
  subscriptions: [onReportReleased],
  rounds: [toSignRound],
  messages: [cdaIn],
});

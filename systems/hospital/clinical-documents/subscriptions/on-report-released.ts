import type { Subscription } from '@lienmach/system-kit';
import { markToSign } from '../operations/mark-to-sign.ts';
import { hasLeftBench } from '../rules/signing-state.ts';

/** A report that was released, amended or withdrawn waits for a signature from now on, or no longer. */
export const onReportReleased: Subscription<'DiagnosticReport'> = {
  id: 'on-report-released',
  on: 'DiagnosticReport',
  when: hasLeftBench,
  actAs: ['signing-marks'],
  async react(ctx, { id = '' }) {
    await markToSign(ctx, id);
  },
};

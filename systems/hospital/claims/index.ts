import { defineSystem } from '@lienmach/system-kit';
import { bhytClaim } from './operations/bhyt-claim.ts';
import { bhytValidate } from './operations/bhyt-validate.ts';

export const claims = defineSystem({
  id: 'claims',
  title: { vi: 'Thanh toán BHYT', en: 'Health-insurance claims' },
  operations: [bhytClaim, bhytValidate],
});

import { defineSystem } from '@lienmach/system-kit';
import { paperForms } from './forms/paper-forms.ts';
import { bhytClaim } from './operations/bhyt-claim.ts';
import { bhytValidate } from './operations/bhyt-validate.ts';

export const claims = defineSystem({
  id: 'claims',
  title: { vi: 'Thanh toán BHYT', en: 'Health-insurance claims' },
  forms: paperForms,
  operations: [bhytClaim, bhytValidate],
});

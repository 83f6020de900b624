import { defineSystem } from '@lienmach/system-kit';
import { callBackReferral } from './operations/call-back-referral.ts';
import { completeReferral } from './operations/complete-referral.ts';
import { printConsignment } from './operations/print-consignment.ts';
import { referSpecimen } from './operations/refer-specimen.ts';
import { referralDesk } from './operations/referral-desk.ts';
import { saveReferralLaboratory } from './operations/save-referral-laboratory.ts';
import { sendConsignment } from './operations/send-consignment.ts';
import { onOrderCalledOff } from './subscriptions/on-order-called-off.ts';
import { onReport } from './subscriptions/on-report.ts';
import { onSpecimen } from './subscriptions/on-specimen.ts';

export const labReferral = defineSystem({
  id: 'lab-referral',
  title: { vi: 'Gửi mẫu làm nơi khác', en: 'Specimens for other laboratories' },
  operations: [
    referralDesk,
    referSpecimen,
    sendConsignment,
    callBackReferral,
    completeReferral,
    printConsignment,
    saveReferralLaboratory,
  ],
  subscriptions: [onSpecimen, onReport, onOrderCalledOff],
});

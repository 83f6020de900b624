import { defineSystem } from '@lienmach/system-kit';
import { paperForms } from './forms/paper-forms.ts';
import { bhytCheckIn } from './operations/bhyt-check-in.ts';
import { bhytClaim } from './operations/bhyt-claim.ts';
import { bhytValidate } from './operations/bhyt-validate.ts';
import { importEnvelope } from './operations/import-envelope.ts';
import { judgeRunningVisit } from './operations/judge-running-visit.ts';
import { listClaimRules } from './operations/list-claim-rules.ts';
import { prepareClaim } from './operations/prepare-claim.ts';
import { prepareClaims } from './operations/prepare-claims.ts';
import { retireClaimRule } from './operations/retire-claim-rule.ts';
import { saveClaimRule } from './operations/save-claim-rule.ts';
import { setClaimRule } from './operations/set-claim-rule.ts';
import { storedClaimEntrance, storedClaimGuard } from './rules/stored-claim-guard.ts';
import { onInsuredChanged } from './subscriptions/on-insured-changed.ts';
import { onPreparingRequested } from './subscriptions/on-preparing-requested.ts';
import { onVisitContent } from './subscriptions/on-visit-content.ts';
import { onVisitEnded } from './subscriptions/on-visit-ended.ts';

export const claims = defineSystem({
  id: 'claims',
  title: { vi: 'Thanh toán BHYT', en: 'Health-insurance claims' },
  forms: paperForms,
  operations: [
    bhytClaim,
    bhytCheckIn,
    bhytValidate,
    importEnvelope,
    judgeRunningVisit,
    listClaimRules,
    prepareClaim,
    prepareClaims,
    retireClaimRule,
    saveClaimRule,
    setClaimRule,
  ],
  subscriptions: [onVisitEnded, ...onVisitContent, ...onInsuredChanged, onPreparingRequested],
  guards: [storedClaimGuard],
  entrances: [storedClaimEntrance],
});

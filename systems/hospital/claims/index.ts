import { defineSystem } from '@lienmach/system-kit';
import { paperForms } from './forms/paper-forms.ts';
import { bhytCheckIn } from './operations/bhyt-check-in.ts';
import { bhytClaim } from './operations/bhyt-claim.ts';
import { bhytValidate } from './operations/bhyt-validate.ts';
import { checkCard } from './operations/check-card.ts';
import { checkCopay } from './operations/check-copay.ts';
import { claimBoard } from './operations/claim-board.ts';
import { claimWorklist } from './operations/claim-worklist.ts';
import { countClaims } from './operations/count-claims.ts';
import { decideUnlock } from './operations/decide-unlock.ts';
import { importEnvelope } from './operations/import-envelope.ts';
import { importReview } from './operations/import-review.ts';
import { judgeRunningVisit } from './operations/judge-running-visit.ts';
import { listClaimRules } from './operations/list-claim-rules.ts';
import { lockClaim } from './operations/lock-claim.ts';
import { lockClaims } from './operations/lock-claims.ts';
import { prepareClaim } from './operations/prepare-claim.ts';
import { prepareClaims } from './operations/prepare-claims.ts';
import { resumeSending } from './operations/resume-sending.ts';
import { retireClaimRule } from './operations/retire-claim-rule.ts';
import { reviewReasons } from './operations/review-reasons.ts';
import { saveClaimRule } from './operations/save-claim-rule.ts';
import { sendClaim } from './operations/send-claim.ts';
import { sendClaims } from './operations/send-claims.ts';
import { setClaimRule } from './operations/set-claim-rule.ts';
import { unlockClaim } from './operations/unlock-claim.ts';
import { withdrawClaim } from './operations/withdraw-claim.ts';
import { storedClaimEntrance, storedClaimGuard } from './rules/stored-claim-guard.ts';
import { onCardQuestion } from './subscriptions/on-card-question.ts';
import { onClaimBatch } from './subscriptions/on-claim-batch.ts';
import { onClaimSending } from './subscriptions/on-claim-sending.ts';
import { onCountUnderWay } from './subscriptions/on-count-under-way.ts';
import { onInsuredChanged } from './subscriptions/on-insured-changed.ts';
import { onPreparingRequested } from './subscriptions/on-preparing-requested.ts';
import { onVisitArrived } from './subscriptions/on-visit-arrived.ts';
import { onVisitContent } from './subscriptions/on-visit-content.ts';
import { onVisitEnded } from './subscriptions/on-visit-ended.ts';

export const claims = defineSystem({
  id: 'claims',
  title: { vi: 'Thanh toán BHYT', en: 'Health-insurance claims' },
  forms: paperForms,
  operations: [
    bhytCheckIn,
    bhytClaim,
    bhytValidate,
    checkCard,
    checkCopay,
    claimBoard,
    claimWorklist,
    countClaims,
    decideUnlock,
    importEnvelope,
    importReview,
    judgeRunningVisit,
    listClaimRules,
    lockClaim,
    lockClaims,
    prepareClaim,
    prepareClaims,
    resumeSending,
    retireClaimRule,
    reviewReasons,
    saveClaimRule,
    sendClaim,
    sendClaims,
    setClaimRule,
    unlockClaim,
    withdrawClaim,
  ],
  subscriptions: [
    onCountUnderWay,
    onVisitEnded,
    ...onVisitContent,
    ...onInsuredChanged,
    onPreparingRequested,
    onClaimSending,
    onClaimBatch,
    onVisitArrived,
    onCardQuestion,
  ],
  guards: [storedClaimGuard],
  entrances: [storedClaimEntrance],
});

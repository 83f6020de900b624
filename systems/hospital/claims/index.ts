import { defineSystem } from '@lienmach/system-kit';
import { paperForms } from './forms/paper-forms.ts';
import { bhytCheckIn } from './operations/bhyt-check-in.ts';
import { bhytClaim } from './operations/bhyt-claim.ts';
import { bhytValidate } from './operations/bhyt-validate.ts';
import { deskVerbs } from './operations/desk-verbs.ts';
import { gatewayVerbs } from './operations/gateway-verbs.ts';
import { importEnvelope } from './operations/import-envelope.ts';
import { prepareClaim } from './operations/prepare-claim.ts';
import { prepareClaims } from './operations/prepare-claims.ts';
import { ruleVerbs } from './operations/rule-verbs.ts';
import { storedClaimEntrance, storedClaimGuard } from './rules/stored-claim-guard.ts';
import { onCardQuestion } from './subscriptions/on-card-question.ts';
import { onClaimBatch } from './subscriptions/on-claim-batch.ts';
import { onClaimSending } from './subscriptions/on-claim-sending.ts';
import { onCountUnderWay } from './subscriptions/on-count-under-way.ts';
import { onInsuredChanged } from './subscriptions/on-insured-changed.ts';
import { onPreparingRequested } from './subscriptions/on-preparing-requested.ts';
import { onVisitArrived } from './subscriptions/on-visit-arrived.ts';
import { visitFollower } from './subscriptions/visit-follower.ts';

export const claims = defineSystem({
  id: 'claims',
  title: { vi: 'Thanh toán BHYT', en: 'Health-insurance claims' },
  forms: paperForms,
  operations: [
    bhytCheckIn,
    bhytClaim,
    bhytValidate,
    importEnvelope,
    prepareClaim,
    prepareClaims,
    ...deskVerbs,
    ...gatewayVerbs,
    ...ruleVerbs,
  ],
  subscriptions: [
    onCountUnderWay,
    ...onInsuredChanged,
    onPreparingRequested,
    onClaimSending,
    onClaimBatch,
    onVisitArrived,
    onCardQuestion,
  ],
  followers: [visitFollower],
  guards: [storedClaimGuard],
  entrances: [storedClaimEntrance],
});

import { checkCard } from './check-card.ts';
import { checkCopay } from './check-copay.ts';
import { importReview } from './import-review.ts';
import { resumeSending } from './resume-sending.ts';
import { reviewReasons } from './review-reasons.ts';
import { sendCheckIn } from './send-check-in.ts';
import { sendClaim } from './send-claim.ts';
import { sendClaims } from './send-claims.ts';
import { withdrawClaim } from './withdraw-claim.ts';

/** What goes to the gateway of the insurance, and what comes back. */
export const gatewayVerbs = [
  checkCard,
  checkCopay,
  importReview,
  resumeSending,
  reviewReasons,
  sendCheckIn,
  sendClaim,
  sendClaims,
  withdrawClaim,
];

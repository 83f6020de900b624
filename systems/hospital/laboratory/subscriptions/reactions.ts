import { onOrderActive } from './on-order-active.ts';
import { onOrderForChannel } from './on-order-for-channel.ts';
import { onReferralSent } from './on-referral-sent.ts';
import { onReportComplete } from './on-report-complete.ts';
import { onResultPreliminary } from './on-result-preliminary.ts';
import { onSpecimenCollected } from './on-specimen-collected.ts';

/** What the laboratory does when the record changes. */
export const reactions = [
  onOrderActive,
  onOrderForChannel,
  onReferralSent,
  onSpecimenCollected,
  onReportComplete,
  onResultPreliminary,
] as const;

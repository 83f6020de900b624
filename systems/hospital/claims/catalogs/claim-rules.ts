import type { ClaimRule } from '../rules/claim-rule.ts';
import { cardRules } from './card-rules.ts';
import { diagnosisRules } from './diagnosis-rules.ts';
import { dischargePaperRules } from './discharge-paper-rules.ts';
import { drugRules } from './drug-rules.ts';
import { envelopeRules } from './envelope-rules.ts';
import { episodeRules } from './episode-rules.ts';
import { identityRules } from './identity-rules.ts';
import { leavePaperRules } from './leave-paper-rules.ts';
import { moneyLineRules } from './money-line-rules.ts';
import { moneyTotalRules } from './money-total-rules.ts';
import { programmeRules } from './programme-rules.ts';
import { resultRules } from './result-rules.ts';
import { routeRules } from './route-rules.ts';
import { sendingRules } from './sending-rules.ts';
import { serviceLineRules } from './service-line-rules.ts';
import { servicePracticeRules } from './service-practice-rules.ts';
import { stayRules } from './stay-rules.ts';

/**
 * The 283 rules. An error stops sending, a warning is shown. Rules known only from memory are warnings.
 *
 * @source công văn 1245/BHXH-CNTT (03/05/2024) and its workbook; QĐ 3176/QĐ-BYT (29/10/2024); QĐ 3276/QĐ-BYT (17/10/2025); public validators (secondary)
 */
export const claimRules: readonly ClaimRule[] = [
  ...envelopeRules,
  ...identityRules,
  ...cardRules,
  ...episodeRules,
  ...routeRules,
  ...diagnosisRules,
  ...moneyLineRules,
  ...moneyTotalRules,
  ...drugRules,
  ...serviceLineRules,
  ...servicePracticeRules,
  ...stayRules,
  ...resultRules,
  ...dischargePaperRules,
  ...leavePaperRules,
  ...programmeRules,
  ...sendingRules,
];

const byId = new Map(claimRules.map((rule) => [rule.id, rule]));

/** What the list says of a rule: texts, tables, law. */
export const findClaimRule = (id: string): ClaimRule | undefined => byId.get(id);

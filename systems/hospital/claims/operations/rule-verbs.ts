import { judgeRunningVisit } from './judge-running-visit.ts';
import { listClaimRules } from './list-claim-rules.ts';
import { retireClaimRule } from './retire-claim-rule.ts';
import { saveClaimRule } from './save-claim-rule.ts';
import { setClaimRule } from './set-claim-rule.ts';

/** Rules of a site, and what they say of a visit under way. */
export const ruleVerbs = [judgeRunningVisit, listClaimRules, retireClaimRule, saveClaimRule, setClaimRule];

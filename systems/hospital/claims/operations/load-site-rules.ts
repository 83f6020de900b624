import type { RoomStore } from '@lienmach/system-kit';
import { ruleQuery, siteRulesOf } from '../rules/rule-record.ts';
import type { SiteRules } from '../rules/site-rules.ts';

/** What this site decided about the rules of claims: one search. */
export const loadSiteRules = async (store: RoomStore): Promise<SiteRules> =>
  siteRulesOf(await store.search('Basic', ruleQuery('setting', 'own')));

import { useLanguage } from '@lienmach/ui';
import { findClaimRule } from '../catalogs/claim-rules.ts';

/** What a rule says in the language of the moment; its id when it is not in our list. */
export function useRuleText(): (id: string) => string {
  const language = useLanguage();
  return (id) => findClaimRule(id)?.[language] ?? id;
}

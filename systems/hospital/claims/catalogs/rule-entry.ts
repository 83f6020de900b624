import type { ClaimRule, Confidence } from '../rules/claim-rule.ts';
import { momentOf } from './rule-moments.ts';

const entry =
  (severity: ClaimRule['severity']) =>
  (
    id: string,
    tables: string,
    vi: string,
    en: string,
    source: string,
    confidence: Confidence,
    from?: string,
  ): ClaimRule => ({
    id,
    severity,
    tables: tables.split(' '),
    vi,
    en,
    source,
    confidence,
    moment: momentOf(id),
    ...(from === undefined ? {} : { from }),
  });

/** A rule that stops sending. */
export const error = entry('error');

/** A rule that is shown and may be passed over: also all that are known from memory only. */
export const warning = entry('warning');

import { present } from '@lienmach/core';
import type { OperationParameter } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import type { ClaimRule } from '../rules/claim-rule.ts';
import { type ExampleCell, type OwnRule, type RuleSetting, type SiteRules, settingOn } from '../rules/site-rules.ts';

/** A setting as verbs show it. */
interface ShownSetting {
  readonly use: string;
  readonly reason: string;
  readonly from: string;
  readonly to?: string;
  readonly by: Reference;
  readonly at: string;
}

/** A rule as verbs show it: what the list says, what the site made of it. */
export interface ShownRule extends Omit<ClaimRule, 'tables'> {
  readonly table: readonly string[];
  /** as it counts on the day asked for */
  readonly use: string;
  readonly setting: readonly ShownSetting[];
  readonly expression?: string;
  readonly fires?: readonly ExampleCell[];
  readonly near?: readonly ExampleCell[];
  readonly retired?: string;
}

const out = (name: string, type: string, min: 0 | 1, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

/** One field of an example, in or out. */
export const cellParts = (use: 'in' | 'out'): readonly OperationParameter[] => [
  { name: 'table', use, min: 1, max: '1', type: 'code' },
  { name: 'row', use, min: 0, max: '1', type: 'integer' },
  { name: 'field', use, min: 1, max: '1', type: 'code' },
  { name: 'value', use, min: 0, max: '1', type: 'string' },
];

export const ruleParameter: OperationParameter = {
  name: 'rule',
  use: 'out',
  min: 0,
  max: '*',
  part: [
    out('id', 'code', 1),
    out('severity', 'code', 1),
    out('use', 'code', 1),
    out('table', 'code', 1, '*'),
    out('vi', 'string', 1),
    out('en', 'string', 1),
    out('source', 'string', 1),
    out('confidence', 'string', 1),
    out('moment', 'code', 1),
    out('from', 'date', 0),
    out('to', 'date', 0),
    {
      name: 'setting',
      use: 'out',
      min: 0,
      max: '*',
      part: [
        out('use', 'code', 1),
        out('reason', 'string', 1),
        out('from', 'date', 1),
        out('to', 'date', 0),
        out('by', 'Reference', 1),
        out('at', 'dateTime', 1),
      ],
    },
    out('expression', 'string', 0),
    { name: 'fires', use: 'out', min: 0, max: '*', part: cellParts('out') },
    { name: 'near', use: 'out', min: 0, max: '*', part: cellParts('out') },
    out('retired', 'string', 0),
  ],
};

const shownSetting = ({ use, reason, from, to, by, byName, at }: RuleSetting): ShownSetting => ({
  use,
  reason,
  from,
  ...present({ to }),
  by: { reference: by, display: byName },
  at,
});

/** @param day  `yyyy-MM-dd` for which the setting counts */
export function shownRule(rule: ClaimRule & Partial<OwnRule>, site: SiteRules, day: string): ShownRule {
  const { id, severity, tables, vi, en, source, confidence, moment, from, to, expression, fires, near, retired } = rule;
  const use = settingOn(site, id, day)?.use ?? 'default';
  return {
    id,
    severity,
    use: use === 'default' ? severity : use,
    table: tables,
    vi,
    en,
    source,
    confidence,
    moment,
    ...present({ from, to, expression, fires, near, retired }),
    setting: (site.settings[id] ?? []).map(shownSetting),
  };
}

/** @source none: how what a site decided about rules stands in the record */
import { codeSystems, extensionOf, extensions, extensionValue, identifierSystems, present } from '@lienmach/core';
import type { Basic, Extension } from 'fhir/r4';
import type { Confidence, RuleMoment, RuleSeverity } from './claim-rule.ts';
import type { ExampleCell, OwnRule, RuleSetting, RuleUse, SiteRules } from './site-rules.ts';

type Kind = 'setting' | 'own';

/** The resource that remembers one rule: there is one for each, and its history tells who decided what. */
export const ruleRecord = (kind: Kind, rule: string): Basic => ({
  resourceType: 'Basic',
  identifier: [{ system: identifierSystems.claimRule, value: recordKey(kind, rule) }],
  code: { coding: [{ system: codeSystems.claimRuleKind, code: kind }] },
});

export const recordKey = (kind: Kind, rule: string): string => `${kind}.${rule}`;

export const ruleQuery = (...kinds: readonly Kind[]): string =>
  `code=${kinds.map((kind) => `${codeSystems.claimRuleKind}|${kind}`).join(',')}`;

const text = (url: string, value: string | undefined): Extension[] =>
  value === undefined || value === '' ? [] : [{ url, valueString: value }];
const code = (url: string, value: string): Extension => ({ url, valueCode: value });
const days = ({ from, to }: { readonly from?: string; readonly to?: string }): Extension[] =>
  from === undefined && to === undefined ? [] : [{ url: 'days', valuePeriod: present({ start: from, end: to }) }];

interface Deed {
  readonly by: string;
  readonly byName: string;
  readonly at: string;
}
const deed = ({ by, byName, at }: Deed): Extension[] => [
  { url: 'by', valueReference: { reference: by, display: byName } },
  { url: 'at', valueDateTime: at },
];
const deedOf = (parts: Extension): Deed => {
  const by = extensionValue(parts, 'by', 'valueReference');
  return { by: by?.reference ?? '', byName: by?.display ?? '', at: extensionValue(parts, 'at', 'valueDateTime') ?? '' };
};
const daysOf = (parts: Extension): { from?: string; to?: string } => {
  const period = extensionValue(parts, 'days', 'valuePeriod');
  return present({ from: period?.start, to: period?.end });
};

const settingExtension = (setting: RuleSetting): Extension => ({
  url: extensions.claimRuleSetting,
  extension: [code('use', setting.use), ...text('reason', setting.reason), ...days(setting), ...deed(setting)],
});

/** The record of a rule with one more setting. */
export const withSetting = (record: Basic, setting: RuleSetting): Basic => ({
  ...record,
  extension: [...(record.extension ?? []), settingExtension(setting)],
});

const ruleOf = (record: Basic): string =>
  record.identifier?.find(({ system }) => system === identifierSystems.claimRule)?.value?.replace(/^[a-z]+\./, '') ??
  '';

/** What was set for a rule, oldest first. */
export const settingsOf = (record: Basic): RuleSetting[] =>
  (record.extension ?? [])
    .filter(({ url }) => url === extensions.claimRuleSetting)
    .map((parts) => ({
      use: (extensionValue(parts, 'use', 'valueCode') ?? 'default') as RuleUse, // written by one verb, which checks it
      reason: extensionValue(parts, 'reason', 'valueString') ?? '',
      from: '',
      ...daysOf(parts),
      ...deedOf(parts),
    }));

const cellExtension = (url: string, { table, row, field, value }: ExampleCell): Extension => ({
  url,
  extension: [code('table', table), { url: 'row', valueInteger: row }, code('field', field), ...text('value', value)],
});

const cellsOf = (parts: Extension, url: string): ExampleCell[] =>
  (parts.extension ?? [])
    .filter((part) => part.url === url)
    .map((part) => ({
      table: extensionValue(part, 'table', 'valueCode') ?? '',
      row: extensionValue(part, 'row', 'valueInteger') ?? 1,
      field: extensionValue(part, 'field', 'valueCode') ?? '',
      value: extensionValue(part, 'value', 'valueString') ?? '',
    }));

/** The record of a rule of the site, as it is now. */
export const withOwnRule = (record: Basic, rule: OwnRule): Basic => ({
  ...record,
  extension: [
    {
      url: extensions.claimRule,
      extension: [
        code('severity', rule.severity),
        ...rule.tables.map((table) => code('table', table)),
        ...text('vi', rule.vi),
        ...text('en', rule.en),
        ...text('source', rule.source),
        ...text('confidence', rule.confidence),
        code('moment', rule.moment),
        ...days(rule),
        ...text('expression', rule.expression),
        ...rule.fires.map((cell) => cellExtension('fires', cell)),
        ...rule.near.map((cell) => cellExtension('near', cell)),
        ...text('retired', rule.retired),
        ...deed(rule),
      ],
    },
  ],
});

export function ownRuleOf(record: Basic): OwnRule | undefined {
  const parts = extensionOf(record, extensions.claimRule);
  if (parts === undefined) return undefined;
  const said = (url: string): string => extensionValue(parts, url, 'valueString') ?? '';
  return {
    id: ruleOf(record),
    severity: (extensionValue(parts, 'severity', 'valueCode') ?? 'warning') as RuleSeverity, // as above
    tables: (parts.extension ?? []).filter(({ url }) => url === 'table').flatMap(({ valueCode }) => valueCode ?? []),
    vi: said('vi'),
    en: said('en'),
    source: said('source'),
    confidence: said('confidence') as Confidence, // as above
    moment: (extensionValue(parts, 'moment', 'valueCode') ?? 'claim') as RuleMoment, // as above
    expression: said('expression'),
    fires: cellsOf(parts, 'fires'),
    near: cellsOf(parts, 'near'),
    ...present({ retired: extensionValue(parts, 'retired', 'valueString') }),
    ...daysOf(parts),
    ...deedOf(parts),
  };
}

/** Everything that a site decided, from the resources that remember it. */
export const siteRulesOf = (records: readonly Basic[]): SiteRules => ({
  settings: Object.fromEntries(
    records
      .map((record) => [ruleOf(record), settingsOf(record)] as const)
      .filter(([, settings]) => settings.length > 0),
  ),
  own: records.flatMap((record) => ownRuleOf(record) ?? []),
});

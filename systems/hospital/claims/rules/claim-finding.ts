/** @source none: how findings are kept on the stored claim */
import { extensions, moneyOf, type Xu, xuOfMoney, ZERO } from '@lienmach/core';
import type { Extension } from 'fhir/r4';

/** One place where a rule is broken, as the stored claim keeps it. Law and texts stand in the list of rules under the same id. */
export interface ClaimFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** e.g. `XML3[2].DON_GIA_BH` */
  readonly at: string;
  readonly detail?: string;
  /** what the fund would not pay if the finding holds */
  readonly atRisk: Xu;
}

/** Most findings that one claim keeps: the heaviest. A claim with more is no list any more, and its worth is known all the same. */
export const MOST_FINDINGS = 200;

export const findingExtension = ({ rule, severity, at, detail, atRisk }: ClaimFinding): Extension => ({
  url: extensions.claimFinding,
  extension: [
    { url: 'rule', valueCode: rule },
    { url: 'severity', valueCode: severity },
    ...(at === '' ? [] : [{ url: 'at', valueString: at }]),
    ...(detail === undefined || detail === '' ? [] : [{ url: 'detail', valueString: detail }]),
    { url: 'atRisk', valueMoney: moneyOf(atRisk) },
  ],
});

/** A finding as an extension of the claim holds it; undefined when it is something else. */
export function readFinding(extension: Extension): ClaimFinding | undefined {
  if (extension.url !== extensions.claimFinding) return undefined;
  const part = (url: string): Extension | undefined => extension.extension?.find((one) => one.url === url);
  const rule = part('rule')?.valueCode;
  if (rule === undefined) return undefined;
  const detail = part('detail')?.valueString;
  const money = part('atRisk')?.valueMoney;
  return {
    rule,
    severity: part('severity')?.valueCode === 'warning' ? 'warning' : 'error',
    at: part('at')?.valueString ?? '',
    ...(detail === undefined ? {} : { detail }),
    atRisk: money === undefined ? ZERO : xuOfMoney(money, 'Claim.extension'),
  };
}

/** Errors before warnings, more đồng before less; else as they were found. */
export const heaviestFirst = (findings: readonly ClaimFinding[]): ClaimFinding[] =>
  findings.toSorted(
    (a, b) =>
      Number(a.severity !== 'error') - Number(b.severity !== 'error') ||
      (a.atRisk === b.atRisk ? 0 : a.atRisk > b.atRisk ? -1 : 1),
  );

/**
 * How a claim stands in the record: one Claim per visit, one tag for where it stands, findings and đồng at risk on it.
 *
 * @source none: our own form; what is sent is the envelope
 */
import {
  codeSystems,
  extensionOf,
  extensions,
  extensionValue,
  moneyOf,
  type Xu,
  xuOfMoney,
  ZERO,
} from '@lienmach/core';
import type { Claim, Coding, Extension } from 'fhir/r4';
import { type ClaimFinding, findingExtension, heaviestFirst, MOST_FINDINGS, readFinding } from './claim-finding.ts';

/** Where a claim can stand, in the order of its life. */
export const claimStates = [
  'blocked',
  'ready',
  'locked',
  'queued',
  'sent',
  'refused',
  'reviewed',
  'rejected',
  'withdrawn',
] as const;

export type ClaimState = (typeof claimStates)[number];

/** Not sent yet, or sent, or taken back: what FHIR calls the status of a claim that stands so. */
const statusOf: Readonly<Record<ClaimState, Claim['status']>> = {
  blocked: 'draft',
  ready: 'draft',
  locked: 'draft',
  queued: 'active',
  sent: 'active',
  refused: 'active',
  reviewed: 'active',
  rejected: 'active',
  withdrawn: 'cancelled',
};

/** @param month  of discharge in Viet Nam, `yyyy-MM` */
export const boardTag = (month: string, state: ClaimState): Coding => ({
  system: codeSystems.claimBoard,
  code: `${month}.${state}`,
});

/** Order of magnitude of an amount in đồng: `0` below ten and for nothing, `5` for 100.000 to 999.999, `9` for all above. */
export const riskTag = (atRisk: Xu): Coding => ({
  system: codeSystems.claimRisk,
  code: String(atRisk < 1000n ? 0 : Math.min(9, String(atRisk / 100n).length - 1)),
});

const boardParts = ({ meta }: Claim): readonly string[] =>
  meta?.tag?.find(({ system }) => system === codeSystems.claimBoard)?.code?.split('.') ?? [];

const isState = (text: string | undefined): text is ClaimState => claimStates.some((state) => state === text);

/** Undefined: this Claim was not prepared here. */
export function stateOf(claim: Claim): ClaimState | undefined {
  const [, state] = boardParts(claim);
  return isState(state) ? state : undefined;
}

/** Month of discharge, `yyyy-MM`; undefined: this Claim was not prepared here. */
export const monthOf = (claim: Claim): string | undefined => boardParts(claim)[0];

const withTag = (claim: Claim, tag: Coding): Claim => ({
  ...claim,
  meta: { ...claim.meta, tag: [...(claim.meta?.tag ?? []).filter(({ system }) => system !== tag.system), tag] },
});

/** The claim somewhere else on the board; its FHIR status goes along. @param month  absent: it stays in its month */
export const withState = (claim: Claim, state: ClaimState, month: string = monthOf(claim) ?? ''): Claim => ({
  ...withTag(claim, boardTag(month, state)),
  status: statusOf[state],
});

/** Findings of the last judgement, errors first, then by đồng. */
export const findingsOf = (claim: Claim): ClaimFinding[] =>
  (claim.extension ?? []).flatMap((extension) => readFinding(extension) ?? []);

/** How many there were; more than `findingsOf` holds when not all were kept. */
export const findingCountOf = (claim: Claim): number =>
  extensionValue(claim, extensions.claimFindingCount, 'valueUnsignedInt') ?? findingsOf(claim).length;

const amountAt = (claim: Claim, url: string): Xu => {
  const money = extensionOf(claim, url)?.valueMoney;
  return money === undefined ? ZERO : xuOfMoney(money, 'Claim.extension');
};

/** Đồng at risk of the whole claim. */
export const riskOf = (claim: Claim): Xu => amountAt(claim, extensions.claimAtRisk);

/** What the fund is asked for. */
export const insurerPartOf = (claim: Claim): Xu => amountAt(claim, extensions.claimInsurerPart);

/** What the tables said when the claim was last prepared. */
export const digestOf = (claim: Claim): string | undefined =>
  extensionValue(claim, extensions.claimDigest, 'valueString');

export interface Judgement {
  readonly findings: readonly ClaimFinding[];
  readonly atRisk: Xu;
  readonly insurerPart: Xu;
  /** of the tables that were judged; absent: nothing is claimed any more */
  readonly digest?: string;
}

const ours: ReadonlySet<string> = new Set([
  extensions.claimFinding,
  extensions.claimFindingCount,
  extensions.claimAtRisk,
  extensions.claimInsurerPart,
  extensions.claimDigest,
]);

/** The claim with its last judgement instead of an older one. */
export function withJudgement(claim: Claim, { findings, atRisk, insurerPart, digest }: Judgement): Claim {
  const kept = heaviestFirst(findings).slice(0, MOST_FINDINGS);
  const count: Extension[] =
    kept.length < findings.length ? [{ url: extensions.claimFindingCount, valueUnsignedInt: findings.length }] : [];
  return {
    ...withTag(claim, riskTag(atRisk)),
    extension: [
      ...(claim.extension ?? []).filter(({ url }) => !ours.has(url)),
      { url: extensions.claimInsurerPart, valueMoney: moneyOf(insurerPart) },
      { url: extensions.claimAtRisk, valueMoney: moneyOf(atRisk) },
      ...(digest === undefined ? [] : [{ url: extensions.claimDigest, valueString: digest }]),
      ...count,
      ...kept.map(findingExtension),
    ],
  };
}

/** Says the same as far as the desk reads it: where it stands, what was found, what the tables said. */
export const isSameClaim = (a: Claim, b: Claim): boolean => saidOf(a) === saidOf(b);

const saidOf = (claim: Claim): string =>
  JSON.stringify([
    monthOf(claim),
    stateOf(claim),
    claim.status,
    (claim.extension ?? []).filter(({ url }) => ours.has(url)),
  ]);

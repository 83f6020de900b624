import { type ClaimFile, listOf, rowsOf, textOf } from '../rules/claim-file.ts';
import type { RuleFault } from '../rules/claim-rule.ts';
import { judgeClaim } from '../rules/judge-claim.ts';
import { repeated } from '../rules/read-claims.ts';
import { readEnvelope } from './read-envelope.ts';

/** Findings in one file with several claims name the claim. */
const inClaim = (faults: readonly RuleFault[], at: number, count: number): RuleFault[] =>
  count === 1 ? [...faults] : faults.map((fault) => ({ ...fault, where: `HOSO[${at + 1}].${fault.where}` }));

/** One envelope may not carry a claim id twice. */
const repeatedIds = (ids: readonly string[]): RuleFault[] =>
  [...repeated(ids)].map((id) => ({ rule: 'STR-11', where: 'XML1.MA_LK', detail: id }));

/** With more claims than this only those of the same cards are held against each other. */
const ALL_AGAINST_ALL = 50;
/** Claims of one card in one file that are held against each other; a month of one patient has a few dozen. */
const MOST_OF_A_CARD = 200;

/** For each claim the others of the file that it may collide with. */
function othersIn(claims: readonly ClaimFile[]): (claim: ClaimFile) => readonly ClaimFile[] {
  if (claims.length <= ALL_AGAINST_ALL) return (claim) => claims.filter((other) => other !== claim);
  const cardsOf = (claim: ClaimFile): string[] => listOf(rowsOf(claim, 'XML1')[0], 'MA_THE_BHYT');
  const pairs = claims.flatMap((claim) => cardsOf(claim).map((card) => ({ card, claim })));
  const byCard = Map.groupBy(pairs, ({ card }) => card);
  return (claim) =>
    [
      ...new Set(
        cardsOf(claim).flatMap((card) => (byCard.get(card) ?? []).slice(0, MOST_OF_A_CARD).map((pair) => pair.claim)),
      ),
    ].filter((other) => other !== claim);
}

/**
 * All rules that an envelope breaks. A bad envelope is a result, not a refusal.
 *
 * @param now  moment of judging, `yyyyMMddHHmm`
 * @param isSending  it is about to be sent: it must be signed, alone and in time
 */
export function judgeEnvelope(bytes: Uint8Array, now: string, isSending = false): RuleFault[] {
  const { claims, faults } = readEnvelope(bytes, { today: now.slice(0, 8), isSending });
  const ids = claims.map((claim) => textOf(rowsOf(claim, 'XML1')[0], 'MA_LK'));
  const othersOf = othersIn(claims);
  return [
    ...faults,
    ...repeatedIds(ids),
    ...claims.flatMap((claim, at) =>
      inClaim(
        judgeClaim(claim, { now, others: othersOf(claim), ...(isSending ? { sending: { at: now } } : {}) }),
        at,
        claims.length,
      ),
    ),
  ];
}

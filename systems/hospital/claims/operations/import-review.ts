import { createHash } from 'node:crypto';
import { formatDong, identifierSystems, moneyOf, sumXu } from '@lienmach/core';
import { type Context, type Operation, tokenOf } from '@lienmach/system-kit';
import type { Binary, BundleEntry, Claim, Money } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readReview } from '../exchange/read-review.ts';
import { rejectedOf, rejectionTask, reviewKey, reviewResource } from '../exchange/review-resource.ts';
import { inOrder, type ReviewedClaim } from '../rules/review-line.ts';
import { type ClaimState, digestOf, stateOf, withState } from '../rules/stored-claim.ts';

interface Imported {
  /** claims about which something new was decided */
  readonly reviewed: number;
  /** rejected lines among them, each a Task now */
  readonly rejected: number;
  readonly amount: Money;
  /** claims about which the same was told before */
  readonly known: number;
  /** MA_LK that no sent claim of this site has; the first hundred */
  readonly unknown: readonly string[];
}

/** Claims that are looked up at once. */
const CHUNK = 25;
const MOST_BYTES = 20_000_000;
const SHOWN = 100;

/** Where a claim may be when the insurer has decided about it. */
const atInsurer: ReadonlySet<ClaimState | undefined> = new Set<ClaimState>(['sent', 'reviewed', 'rejected']);

/** The same decision about the same tables of a claim, in whatever order its lines were told. */
const reviewDigest = (claim: Claim, { lines }: ReviewedClaim): string =>
  createHash('sha256')
    .update(JSON.stringify([digestOf(claim) ?? '', inOrder(lines)]))
    .digest('hex')
    .slice(0, 24);

const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK));

/** Sent claims of these MA_LK. A visit that was written twice has two claims; only what was sent counts. */
async function claimsOf({ store }: Context, reviews: readonly ReviewedClaim[]): Promise<Map<string, Claim>> {
  const ids = reviews.map(({ claimId }) => tokenOf({ system: identifierSystems.claimId, value: claimId })).join(',');
  const found = await store.search('Claim', `identifier=${encodeURIComponent(ids)}`, CHUNK * 4);
  const sent = found.filter((claim) => atInsurer.has(stateOf(claim)));
  return new Map(
    sent.flatMap((claim) =>
      (claim.identifier ?? []).flatMap(({ system, value }) =>
        system === identifierSystems.claimId && value !== undefined ? [[value, claim] as const] : [],
      ),
    ),
  );
}

/** Receipt, tasks and place on the board of one claim, all or nothing. @returns false: told before */
async function keep(ctx: Context, claim: Claim, review: ReviewedClaim): Promise<boolean> {
  const digest = reviewDigest(claim, review);
  const key = reviewKey(review.claimId, digest);
  const query = `identifier=${encodeURIComponent(tokenOf(key))}`;
  if ((await ctx.store.find('ClaimResponse', query)) !== undefined) return false;
  const at = ctx.now();
  const fullUrl = 'urn:uuid:c6e3f4a0-54c1-4b1e-8a53-2b60f2d2c904';
  const tasks = review.lines.map((line, number): BundleEntry => {
    const task = rejectionTask(claim, line, { digest, number, response: { reference: fullUrl }, at });
    return { resource: task, request: { method: 'POST', url: 'Task' } };
  });
  const state: ClaimState = review.lines.length === 0 ? 'reviewed' : 'rejected';
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl,
        resource: reviewResource(claim, review, { key, at }),
        request: { method: 'POST', url: 'ClaimResponse', ifNoneExist: query },
      },
      ...tasks,
      { resource: withState(claim, state), request: { method: 'PUT', url: `Claim/${claim.id}` } },
    ],
  });
  return true;
}

/**
 * POST ClaimResponse/$import-review: what the insurer decided, from a file in our own form, since its portal shows it on
 * pages only. A rejected line becomes a Task. The same file again changes nothing.
 */
export const importReview: Operation<{ readonly file: Binary }, Imported & { readonly text: string }> = {
  definition: {
    code: 'import-review',
    title: { vi: 'Nhập kết quả giám định', en: 'Import review results' },
    resource: ['ClaimResponse'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'file', use: 'in', min: 1, max: '1', type: 'Binary' },
      { name: 'reviewed', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'rejected', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'amount', use: 'out', min: 1, max: '1', type: 'Money' },
      { name: 'known', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'unknown', use: 'out', min: 0, max: '*', type: 'string' },
      { name: 'text', use: 'out', min: 1, max: '1', type: 'string' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { file }) {
    const data = file.data ?? '';
    if (data === '') throw errors.reviewUnreadable({ at: 'file', detail: 'trống' });
    if (data.length > (MOST_BYTES / 3) * 4) throw errors.fileTooLarge({ at: 'file' });
    const reviews = readReview(Buffer.from(data, 'base64'));
    const kept: ReviewedClaim[] = [];
    const unknown: string[] = [];
    let known = 0;
    for (const chunk of chunksOf(reviews)) {
      const claims = await claimsOf(ctx, chunk);
      for (const review of chunk) {
        const claim = claims.get(review.claimId);
        if (claim === undefined) unknown.push(review.claimId);
        else if (await keep(ctx, claim, review)) kept.push(review);
        else known += 1;
      }
    }
    const amount = sumXu(kept.map(rejectedOf));
    const rejected = kept.reduce((sum, { lines }) => sum + lines.length, 0);
    const text = `${kept.length} hồ sơ có kết quả, ${rejected} dòng bị từ chối, ${formatDong(amount)}`;
    return { reviewed: kept.length, rejected, amount: moneyOf(amount), known, unknown: unknown.slice(0, SHOWN), text };
  },
};

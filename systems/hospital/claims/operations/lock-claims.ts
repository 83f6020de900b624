import type { Operation } from '@lienmach/system-kit';
import { inStates, ofMagnitude, readMonth } from '../rules/claim-list.ts';
import { lockedClaim, lockNote } from '../rules/claim-lock.ts';
import { findingsOf } from '../rules/stored-claim.ts';
import { postEntry, putEntry, writeClaims } from './write-claim.ts';

const AT_ONCE = 50;

interface Locked {
  readonly locked: number;
  /** claims with a warning: somebody has to look at them */
  readonly passed: number;
  readonly next?: string;
}

/** POST Claim/$lock-claims: closes the claims of a month of which no rule says anything, fifty at a time. */
export const lockClaims: Operation<{ readonly month: string; readonly cursor?: string }, Locked> = {
  definition: {
    code: 'lock-claims',
    title: { vi: 'Khóa các hồ sơ sạch của tháng', en: 'Close the clean claims of a month' },
    resource: ['Claim'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'month', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'locked', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'passed', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'next', use: 'out', min: 0, max: '1', type: 'string' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { month, cursor }) {
    const query = `${inStates(readMonth(month), ['ready'])}&${ofMagnitude(0)}&_count=${AT_ONCE}`;
    const { items, next } = await ctx.store.page('Claim', query, cursor);
    const clean = items.filter((claim) => findingsOf(claim).length === 0);
    const act = { by: ctx.actor, at: ctx.now() };
    const entry = clean.flatMap((claim) => [putEntry(lockedClaim(claim, undefined)), postEntry(lockNote(claim, act))]);
    if (entry.length > 0) await writeClaims(ctx, entry);
    return { locked: clean.length, passed: items.length - clean.length, ...(next === undefined ? {} : { next }) };
  },
};

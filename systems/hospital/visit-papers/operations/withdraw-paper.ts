import type { Operation } from '@lienmach/system-kit';
import type { Composition } from 'fhir/r4';
import { errors } from '../errors.ts';
import { kindOf } from '../rules/paper-kinds.ts';
import { withdrawnPaper } from '../rules/visit-paper.ts';

/** POST Composition/{id}/$withdraw-paper: a paper given by mistake no longer counts; it stays to be read, with the reason. */
export const withdrawPaper: Operation<{ readonly reason: string }, Composition> = {
  definition: {
    code: 'withdraw-paper',
    title: { vi: 'Thu hồi giấy', en: 'Withdraw paper' },
    resource: ['Composition'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Composition' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, { reason }) {
    const paper = await ctx.store.read('Composition', id);
    if (kindOf(paper) === undefined) throw errors.notOurPaper({ at: 'Composition.type' });
    if (paper.status !== 'final')
      throw errors.alreadyWithdrawn({ at: 'Composition.status', number: paper.identifier?.value ?? '' });
    if (reason.trim() === '') throw errors.textMissing({ at: 'reason', field: 'reason', what: 'lý do thu hồi' });
    return ctx.store.update(withdrawnPaper(paper, reason, ctx.actor));
  },
};

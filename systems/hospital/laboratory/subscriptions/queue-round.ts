import { codeSystems } from '@lienmach/core';
import type { Context, Round } from '@lienmach/system-kit';
import type { DiagnosticReport } from 'fhir/r4';
import { inQueues } from '../rules/bench-queue.ts';
import { benchStates } from '../rules/bench-state.ts';

const OPEN = benchStates
  .filter((state) => state !== 'released')
  .map((state) => `${codeSystems.labBench}|${state}`)
  .join(',');
const A_DAY = 24 * 60;

const isInQueues = ({ meta }: DiagnosticReport): boolean =>
  meta?.tag?.some(({ system }) => system === codeSystems.labQueue) === true;

/**
 * A report on the bench that no worklist holds, because it was written before there were worklists or brought in from
 * elsewhere, is put into those of its state. Somebody who works on it at the same moment does it anyway.
 */
export const queueRound: Round = {
  id: 'reports-into-worklists',
  everyMinutes: A_DAY,
  actAs: ['integration'],
  async run(ctx: Context) {
    const query = new URLSearchParams({ _tag: OPEN, _count: '200' }).toString();
    let cursor: string | undefined;
    do {
      const { items, next } = await ctx.store.page('DiagnosticReport', query, cursor);
      for (const report of items.filter((one) => !isInQueues(one)))
        await ctx.store.update(inQueues(report)).catch(() => undefined);
      cursor = next;
    } while (cursor !== undefined);
  },
};

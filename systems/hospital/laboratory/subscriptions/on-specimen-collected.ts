import { isDeepStrictEqual } from 'node:util';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { putEntry, reportsOfTube } from '../operations/reports-of-tube.ts';
import { openReports, standing } from '../rules/bench-state.ts';

/** A drawn tube moves its reports on the bench, whoever drew it. Told twice, nothing changes. */
export const onSpecimenCollected: Subscription<'Specimen'> = {
  id: 'on-specimen-collected',
  on: 'Specimen',
  when: (specimen: Specimen) => specimen.collection?.collectedDateTime !== undefined && specimen.parent === undefined,
  actAs: ['integration'],

  async react(ctx: Context, told) {
    const specimen = await ctx.store.read('Specimen', told.id ?? '');
    const reports = (await reportsOfTube(ctx, specimen)).filter(({ status }) => openReports.has(status));
    const moved = reports
      .filter(({ status }) => status !== 'preliminary')
      .map((report) => ({ report, now: standing(report, specimen) }))
      .filter(({ report, now }) => !isDeepStrictEqual(report.meta?.tag, now.meta?.tag));
    if (moved.length === 0) return;
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: moved.map(({ now }) => putEntry(now)),
    });
  },
};

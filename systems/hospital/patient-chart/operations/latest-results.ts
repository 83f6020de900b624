import type { Operation } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { newestResults } from './newest-results.ts';
import { samePerson } from './same-person.ts';

export interface LatestResults {
  readonly result: readonly Observation[];
  /** even older indicators may exist: said, so that the list is not taken for complete */
  readonly incomplete: boolean;
}

/** enough for some hundred rare indicators */
const SEARCHES = 5;

/** GET Patient/{id}/$latest-results: the newest value of every indicator ever measured, however long ago. */
export const latestResults: Operation<void, LatestResults> = {
  definition: {
    code: 'latest-results',
    title: { vi: 'Kết quả mới nhất của từng chỉ số', en: 'Newest result of each indicator' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'result', use: 'out', min: 0, max: '*', type: 'Observation' },
      { name: 'incomplete', use: 'out', min: 1, max: '1', type: 'boolean' },
    ],
    allow: ['doctor', 'nurse', 'lab-doctor', 'records-clerk'],
  },
  async run(ctx, id) {
    const patient = await ctx.store.read('Patient', id);
    const { results, hasMore } = await newestResults(ctx, await samePerson(ctx, patient), SEARCHES);
    return { result: results, incomplete: hasMore };
  },
};

import type { Operation } from '@lienmach/system-kit';
import { type FrequentDiagnosis, frequentDiagnoses } from '../rules/frequent-diagnoses.ts';

interface MyDiagnoses {
  readonly diagnosis: readonly FrequentDiagnosis[];
}

/** the habit of the last weeks, not of a lifetime */
const LATEST = 500;
const MOST = 20;

const out = (name: string, type: string) => ({ name, use: 'out', min: 1, max: '1', type }) as const;

/** GET Condition/$my-diagnoses: what the doctor who asks has coded most in their own visits; no patient is named. */
export const myDiagnoses: Operation<void, MyDiagnoses> = {
  definition: {
    code: 'my-diagnoses',
    title: { vi: 'Chẩn đoán tôi hay dùng', en: 'My frequent diagnoses' },
    resource: ['Condition'],
    level: 'type',
    affectsState: false,
    allow: ['doctor'],
    parameter: [
      {
        name: 'diagnosis',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('code', 'code'), out('display', 'string'), out('count', 'integer')],
      },
    ],
  },

  async run(ctx) {
    const query = new URLSearchParams({ asserter: ctx.actor.reference ?? '', _sort: '-recorded-date' });
    const conditions = await ctx.store.search('Condition', query.toString(), LATEST);
    return { diagnosis: frequentDiagnoses(conditions, MOST) };
  },
};

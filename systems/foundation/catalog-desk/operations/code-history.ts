import { codeSystems } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { pricedLine, priceParts } from './price-parameters.ts';

/** GET $code-history: every period of a code, newest first, with the decision it came from. */
export const codeHistory: Operation<
  { readonly code: string; readonly system?: string },
  { readonly period: readonly object[] }
> = {
  definition: {
    code: 'code-history',
    title: { vi: 'Các kỳ của một mã', en: 'Periods of a code' },
    level: 'system',
    affectsState: false,
    allow: ['administrator', 'cashier', 'claims-clerk'],
    usesEngines: true,
    parameter: [
      { name: 'code', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'system', use: 'in', min: 0, max: '1', type: 'uri' },
      { name: 'period', use: 'out', min: 0, max: '*', part: priceParts },
    ],
  },
  async run(ctx, _id, { code, system = codeSystems.services7603 }) {
    return { period: (await ctx.engines.catalogs.history(system, code)).map(pricedLine) };
  },
};

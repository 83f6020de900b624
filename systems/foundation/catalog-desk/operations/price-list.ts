import { codeSystems } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { pricedLine, priceParts } from './price-parameters.ts';

interface Question {
  readonly filter?: string;
  readonly date?: string;
  readonly count?: number;
  readonly offset?: number;
}

/** GET $price-list: services with what they cost on a day; those without a price are listed too, because they cannot be charged. */
export const priceList: Operation<Question, { readonly total: number; readonly line: readonly object[] }> = {
  definition: {
    code: 'price-list',
    title: { vi: 'Bảng giá', en: 'Price list' },
    level: 'system',
    affectsState: false,
    allow: ['administrator', 'cashier', 'claims-clerk'],
    parameter: [
      { name: 'filter', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      { name: 'count', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'offset', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'total', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'line', use: 'out', min: 0, max: '*', part: priceParts },
    ],
  },
  async run(ctx, _id, { filter = '', date, count = 200, offset = 0 }) {
    if (count < 1 || count > 200 || offset < 0) throw errors.badPage({ at: 'count' });
    const { total, concepts } = await ctx.terminology.expand({
      system: codeSystems.services7603,
      date: dayOfQuestion(date, ctx.now()),
      filter,
      count,
      offset,
    });
    return { total, line: concepts.map(pricedLine) };
  },
};

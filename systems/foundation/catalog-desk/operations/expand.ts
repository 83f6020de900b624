import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { ValueSet } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { systemOfValueSet } from '../rules/system-of-value-set.ts';

interface Question {
  readonly url: string;
  readonly filter?: string;
  readonly date?: string;
  readonly count?: number;
  readonly offset?: number;
}

/** ValueSet/$expand: the codes of a catalog that match what was typed, best first. */
export const expand: Operation<Question, ValueSet> = {
  definition: {
    code: 'expand',
    title: { vi: 'Tìm trong danh mục', en: 'Expand a value set' },
    resource: ['ValueSet'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      { name: 'url', use: 'in', min: 1, max: '1', type: 'uri' },
      { name: 'filter', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'count', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'offset', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'ValueSet' },
    ],
  },
  async run(ctx, _id, { url, filter, date, count = 20, offset = 0 }) {
    if (count < 1 || count > 200 || offset < 0) throw errors.badPage({ at: 'count' });
    const system = systemOfValueSet(url);
    const now = ctx.now();
    const { total, concepts } = await ctx.terminology.expand({
      system,
      date: dayOfQuestion(date, now),
      count,
      offset,
      ...(filter === undefined ? {} : { filter }),
    });
    return {
      resourceType: 'ValueSet',
      url,
      status: 'active',
      expansion: {
        timestamp: now.toISOString(),
        total,
        offset,
        contains: concepts.map(({ code, display }) => ({ system, code, display })),
      },
    };
  },
};

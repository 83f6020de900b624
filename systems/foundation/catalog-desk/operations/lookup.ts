import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';

interface Question {
  readonly system: string;
  readonly code: string;
  readonly date?: string;
}

interface Answer {
  readonly name: string;
  readonly display: string;
  readonly property: readonly { readonly code: string; readonly value: string }[];
}

/** CodeSystem/$lookup: one code as it stood on a day, with its properties. */
export const lookup: Operation<Question, Answer> = {
  definition: {
    code: 'lookup',
    title: { vi: 'Tra một mã', en: 'Look up a code' },
    resource: ['CodeSystem'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      { name: 'system', use: 'in', min: 1, max: '1', type: 'uri' },
      { name: 'code', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'name', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'display', use: 'out', min: 1, max: '1', type: 'string' },
      {
        name: 'property',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'code', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'value', use: 'out', min: 1, max: '1', type: 'string' },
        ],
      },
    ],
  },
  async run(ctx, _id, { system, code, date }) {
    const day = dayOfQuestion(date, ctx.now());
    const concept = await ctx.terminology.lookup({ system, code, date: day });
    if (!concept) throw errors.unknownCode({ at: 'code', code, system, date: day });
    return {
      name: system,
      display: concept.display,
      property: Object.entries(concept.properties).map(([name, value]) => ({ code: name, value: String(value) })),
    };
  },
};

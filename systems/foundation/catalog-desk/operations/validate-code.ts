import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';

interface Question {
  readonly url: string;
  readonly code: string;
  readonly date?: string;
}

interface Answer {
  readonly result: boolean;
  readonly display?: string;
  readonly message?: string;
}

/** CodeSystem/$validate-code: was this code in force on that day? */
export const validateCode: Operation<Question, Answer> = {
  definition: {
    code: 'validate-code',
    title: { vi: 'Kiểm tra một mã', en: 'Validate a code' },
    resource: ['CodeSystem'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      { name: 'url', use: 'in', min: 1, max: '1', type: 'uri' },
      { name: 'code', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'date', use: 'in', min: 0, max: '1', type: 'date' },
      { name: 'result', use: 'out', min: 1, max: '1', type: 'boolean' },
      { name: 'display', use: 'out', min: 0, max: '1', type: 'string' },
      { name: 'message', use: 'out', min: 0, max: '1', type: 'string' },
    ],
  },
  async run(ctx, _id, { url, code, date }) {
    const day = dayOfQuestion(date, ctx.now());
    const concept = await ctx.terminology.lookup({ system: url, code, date: day });
    if (concept) return { result: true, display: concept.display };
    return {
      result: false,
      message: errors.unknownCode({ code, system: url, date: day }).outcome.issue[0]?.details?.text ?? '',
    };
  },
};

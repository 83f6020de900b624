import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { ValidateAnswer } from '@lienmach/terminology';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { type CodeQuestion, codingsOf, one, placeOf, validationOut } from './terminology-parameters.ts';

/** CodeSystem/$validate-code: was this code in force on that day? */
export const validateCode: Operation<CodeQuestion & { readonly url?: string }, ValidateAnswer> = {
  definition: {
    code: 'validate-code',
    title: { vi: 'Kiểm tra một mã', en: 'Validate a code' },
    resource: ['CodeSystem'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('url', 'uri'),
      one('code', 'code'),
      one('version', 'string'),
      one('display', 'string'),
      one('coding', 'Coding'),
      one('codeableConcept', 'CodeableConcept'),
      one('date', 'dateTime'),
      ...validationOut,
    ],
  },
  async run(ctx, _id, question) {
    const codings = codingsOf(question, question.url);
    if (codings.length === 0 || codings.some(({ system }) => system === undefined))
      throw errors.noQuestion({ at: 'code' });
    const date = dayOfQuestion(question.date, ctx.now());
    return ctx.codes.validate({ codings, date, place: placeOf(question) });
  },
};

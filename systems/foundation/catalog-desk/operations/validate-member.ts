import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { ValidateAnswer } from '@lienmach/terminology';
import type { ValueSet } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { type CodeQuestion, codingsOf, one, placeOf, validationOut } from './terminology-parameters.ts';

interface Question extends CodeQuestion {
  readonly url?: string;
  readonly valueSet?: ValueSet;
}

/** ValueSet/$validate-code: is this code in the value set? */
export const validateMember: Operation<Question, ValidateAnswer> = {
  definition: {
    code: 'validate-code',
    title: { vi: 'Kiểm tra mã thuộc tập giá trị', en: 'Validate a code of a value set' },
    resource: ['ValueSet'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('url', 'uri'),
      one('valueSet', 'ValueSet'),
      one('code', 'code'),
      one('system', 'uri'),
      one('systemVersion', 'string'),
      one('display', 'string'),
      one('coding', 'Coding'),
      one('codeableConcept', 'CodeableConcept'),
      one('date', 'dateTime'),
      ...validationOut,
    ],
  },
  async run(ctx, _id, question) {
    const { url, valueSet, system } = question;
    const codings = codingsOf(question, system);
    if ((url === undefined && valueSet === undefined) || codings.length === 0) throw errors.noQuestion({ at: 'code' });
    const date = dayOfQuestion(question.date, ctx.now());
    return ctx.codes.validate({ url, valueSet, codings, date, place: placeOf(question) });
  },
};

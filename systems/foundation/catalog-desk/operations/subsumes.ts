import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Subsumption } from '@lienmach/terminology';
import type { Coding } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { one, out } from './terminology-parameters.ts';

interface Question {
  readonly codeA?: string;
  readonly codeB?: string;
  readonly codingA?: Coding;
  readonly codingB?: Coding;
  readonly system?: string;
  readonly version?: string;
  readonly date?: string;
}

/** CodeSystem/$subsumes: does one code lie beneath the other? */
export const subsumes: Operation<Question, { readonly outcome: Subsumption }> = {
  definition: {
    code: 'subsumes',
    title: { vi: 'So hai mã trong cây phân loại', en: 'Compare two codes of a hierarchy' },
    resource: ['CodeSystem'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('codeA', 'code'),
      one('codeB', 'code'),
      one('codingA', 'Coding'),
      one('codingB', 'Coding'),
      one('system', 'uri'),
      one('version', 'string'),
      one('date', 'dateTime'),
      out('outcome', 'code', 1),
    ],
  },
  async run(ctx, _id, { codeA, codeB, codingA, codingB, version, date, ...question }) {
    const [a, b] = [codeA ?? codingA?.code, codeB ?? codingB?.code];
    const system = question.system ?? codingA?.system;
    const isOfOne = codingB?.system === undefined || codingB.system === system;
    if (a === undefined || b === undefined || system === undefined || !isOfOne)
      throw errors.noQuestion({ at: 'codeA' });
    const day = dayOfQuestion(date, ctx.now());
    return { outcome: await ctx.codes.subsumes({ system, version, codeA: a, codeB: b, date: day }) };
  },
};

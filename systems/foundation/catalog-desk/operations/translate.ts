import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Translation } from '@lienmach/terminology';
import type { Coding } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { type CodeQuestion, codingsOf, one, out } from './terminology-parameters.ts';

interface Question extends CodeQuestion {
  readonly url?: string;
  readonly conceptMapVersion?: string;
  readonly targetsystem?: string;
  readonly reverse?: boolean;
}

interface Match {
  readonly equivalence: string;
  readonly concept: Coding;
  readonly source: string;
}

interface Answer {
  readonly result: boolean;
  readonly message?: string;
  readonly match: readonly Match[];
}

/** ConceptMap/$translate: what is this code called in another system? */
export const translate: Operation<Question, Answer> = {
  definition: {
    code: 'translate',
    title: { vi: 'Chuyển mã sang hệ khác', en: 'Translate a code' },
    resource: ['ConceptMap'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('url', 'uri'),
      one('conceptMapVersion', 'string'),
      one('code', 'code'),
      one('system', 'uri'),
      one('version', 'string'),
      one('coding', 'Coding'),
      one('codeableConcept', 'CodeableConcept'),
      one('targetsystem', 'uri'),
      one('reverse', 'boolean'),
      one('date', 'dateTime'),
      out('result', 'boolean', 1),
      out('message', 'string'),
      {
        name: 'match',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('equivalence', 'code', 1), out('concept', 'Coding', 1), out('source', 'uri')],
      },
    ],
  },
  async run(ctx, _id, question) {
    const { url, conceptMapVersion, targetsystem, reverse } = question;
    const codings = codingsOf(question, question.system);
    if (codings.length === 0) throw errors.noQuestion({ at: 'code' });
    const date = dayOfQuestion(question.date, ctx.now());
    const found: Translation[] = [];
    for (const { system = '', code = '' } of codings) {
      const asked = { url, version: conceptMapVersion, system, code, targetSystem: targetsystem, reverse, date };
      found.push(...(await ctx.codes.translate(asked)));
    }
    const match = found.map(asMatch);
    const result = found.some(({ equivalence }) => equivalence !== 'unmatched' && equivalence !== 'disjoint');
    return { result, ...(result ? {} : { message: 'Không có mã tương ứng.' }), match };
  },
};

const asMatch = ({ equivalence, system, code, display, source }: Translation): Match => ({
  equivalence,
  concept: { system, code, ...(display === undefined ? {} : { display }) },
  source,
});

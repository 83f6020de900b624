import { staffRoles } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { LookupAnswer } from '@lienmach/terminology';
import type { CodeSystemConceptDesignation, CodeSystemConceptProperty, Coding } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { one, out } from './terminology-parameters.ts';

interface Question {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly coding?: Coding;
  readonly date?: string;
  readonly property?: readonly string[];
}

interface Answer {
  readonly name: string;
  readonly version?: string | undefined;
  readonly display: string;
  readonly designation?: readonly CodeSystemConceptDesignation[];
  /** a value says its own type, `{ valueCode: 'x' }`; those of catalogs are texts */
  readonly property: readonly { readonly code: string; readonly value: string | object }[];
}

/** CodeSystem/$lookup: one code as it stood on a day, with its properties and other names. */
export const lookup: Operation<Question, Answer> = {
  definition: {
    code: 'lookup',
    title: { vi: 'Tra một mã', en: 'Look up a code' },
    resource: ['CodeSystem'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('system', 'uri'),
      one('version', 'string'),
      one('code', 'code'),
      one('coding', 'Coding'),
      one('date', 'dateTime'),
      { name: 'property', use: 'in', min: 0, max: '*', type: 'code' },
      out('name', 'string', 1),
      out('version', 'string'),
      out('display', 'string', 1),
      {
        name: 'designation',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('language', 'code'), out('use', 'Coding'), out('value', 'string', 1)],
      },
      {
        name: 'property',
        use: 'out',
        min: 0,
        max: '*',
        part: [out('code', 'code', 1), out('value', '*', 1)],
      },
    ],
  },
  async run(ctx, _id, question) {
    const { coding, property = [] } = question;
    const { system, code, version } = coding ?? question;
    if (system === undefined || code === undefined) throw errors.noQuestion({ at: 'code' });
    const date = dayOfQuestion(question.date, ctx.now());
    const answer =
      (await catalogAnswer(ctx, system, code, date)) ?? shown(await ctx.codes.lookup({ system, code, version, date }));
    if (property.length === 0) return answer;
    return { ...answer, property: answer.property.filter((each) => property.includes(each.code)) };
  },
};

async function catalogAnswer(ctx: Context, system: string, code: string, date: string): Promise<Answer | undefined> {
  const concept = await ctx.terminology.lookup({ system, code, date });
  if (concept)
    return {
      name: system,
      display: concept.display,
      property: Object.entries(concept.properties).map(([name, value]) => ({ code: name, value: String(value) })),
    };
  if ((await ctx.terminology.edition(system)) === undefined) return undefined;
  throw errors.unknownCode({ at: 'code', code, system, date });
}

const shown = ({ name, version, display, designation, property }: LookupAnswer): Answer => ({
  name,
  version,
  display,
  designation,
  property: property.map(({ code, ...value }: CodeSystemConceptProperty) => ({ code, value })),
});

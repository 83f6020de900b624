import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { ValueSet } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { one } from './terminology-parameters.ts';

interface Question {
  readonly url?: string;
  readonly valueSet?: ValueSet;
  readonly filter?: string;
  readonly date?: string;
  readonly count?: number;
  readonly offset?: number;
  readonly activeOnly?: boolean;
  readonly excludeNested?: boolean;
  readonly includeDesignations?: boolean;
  readonly includeDefinition?: boolean;
  readonly displayLanguage?: string;
  readonly property?: readonly string[];
}

/** codes of one page when nobody says how many, and at most */
const MOST = 1000;

/** ValueSet/$expand: the codes of a value set or catalog that match what was typed, best first. */
export const expand: Operation<Question, ValueSet> = {
  definition: {
    code: 'expand',
    title: { vi: 'Tìm trong danh mục', en: 'Expand a value set' },
    resource: ['ValueSet'],
    level: 'type',
    affectsState: false,
    allow: staffRoles,
    parameter: [
      one('url', 'uri'),
      one('valueSet', 'ValueSet'),
      one('filter', 'string'),
      one('date', 'dateTime'),
      one('count', 'integer'),
      one('offset', 'integer'),
      one('activeOnly', 'boolean'),
      one('excludeNested', 'boolean'),
      one('includeDesignations', 'boolean'),
      one('includeDefinition', 'boolean'),
      one('displayLanguage', 'code'),
      { name: 'property', use: 'in', min: 0, max: '*', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'ValueSet' },
    ],
  },
  async run(ctx, _id, question) {
    const { url, valueSet, date, count = MOST, offset = 0, property } = question;
    if (count < 0 || count > MOST || offset < 0) throw errors.badPage({ at: 'count' });
    if (url === undefined && valueSet === undefined) throw errors.noQuestion({ at: 'url' });
    const now = ctx.now();
    const { property: _property, ...rest } = question;
    const asked = { ...rest, ...(property && property.length > 0 ? { property } : {}) };
    return ctx.codes.expand({ ...asked, date: dayOfQuestion(date, now), count, offset }, now.toISOString());
  },
};

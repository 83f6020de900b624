import { staffRoles } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { ClosureTable } from '@lienmach/terminology';
import type { Coding, ConceptMap } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClosureConcept, closureEntries } from '../rules/closure-entries.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { one } from './terminology-parameters.ts';

/** codes of one call: each is looked up */
const MOST_CONCEPTS = 1000;

interface Question {
  readonly name: string;
  readonly concept: readonly Coding[];
  readonly version?: string;
}

/** POST $closure: a program's own table of what lies below what, kept up to date code by code. */
export const closure: Operation<Question, ConceptMap> = {
  definition: {
    code: 'closure',
    title: { vi: 'Giữ bảng quan hệ giữa các mã', en: 'Closure table maintenance' },
    level: 'system',
    affectsState: true,
    allow: staffRoles,
    usesEngines: true,
    parameter: [
      { name: 'name', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'concept', use: 'in', min: 0, max: '*', type: 'Coding' },
      one('version', 'string'),
      { name: 'return', use: 'out', min: 1, max: '1', type: 'ConceptMap' },
    ],
  },
  async run(ctx, _id, { name, concept, version }) {
    if (name.length > 200) throw errors.closureName({ at: 'name' });
    if (concept.length > MOST_CONCEPTS) throw errors.closureConcepts({ at: 'concept', limit: MOST_CONCEPTS });
    const { closures } = ctx.engines;
    const owner = ctx.actor.reference;
    if (version !== undefined) {
      if (concept.length > 0 || !/^\d{1,9}$/.test(version)) throw errors.badClosureVersion({ at: 'version' });
      return answer(ctx, name, await closures.read(owner, name), Number(version));
    }
    if (concept.length === 0) {
      await closures.begin(owner, name, ctx.now());
      return answer(ctx, name, { version: 0, codes: [] }, 0);
    }
    const codes = await Promise.all(concept.map((coding) => known(ctx, coding)));
    const before = await closures.read(owner, name);
    return answer(ctx, name, await closures.add(owner, name, codes), before.version);
  },
};

/** A code that this house knows: about any other nothing could be said. */
async function known(ctx: Context, { system, code }: Coding): Promise<{ system: string; code: string }> {
  if (system === undefined || code === undefined) throw errors.noQuestion({ at: 'concept' });
  await ctx.codes.lookup({ system, code, date: dayOfQuestion(undefined, ctx.now()) });
  return { system, code };
}

async function answer(ctx: Context, name: string, table: ClosureTable, after: number): Promise<ConceptMap> {
  const date = dayOfQuestion(undefined, ctx.now());
  const concepts: ClosureConcept[] = [];
  for (const { system, code, since } of table.codes) {
    const above = await ctx.codes.hierarchy({ system, code, date, direction: 'above' });
    concepts.push({ system, code, since, above: above ?? [] });
  }
  const group = closureEntries(concepts, after);
  return {
    resourceType: 'ConceptMap',
    version: String(table.version),
    title: name,
    status: 'active',
    experimental: false,
    date: ctx.now().toISOString(),
    ...(group.length > 0 ? { group } : {}),
  };
}

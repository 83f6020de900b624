import { codeSystems, present, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { PersonFacts } from '../rules/person-facts.ts';

/** Name and province of the commune, as the catalog of the day has them; a commune it does not know stays a bare code. */
export async function findPlaces(ctx: Context, facts: PersonFacts): Promise<PersonFacts> {
  const { commune } = facts;
  if (commune === undefined) return facts;
  const found = await ctx.terminology.lookup({
    system: codeSystems.commune,
    code: commune,
    date: toVnDay(ctx.now()),
  });
  if (found === undefined) return facts;
  const parent = found.properties.parent;
  const province = facts.province ?? (typeof parent === 'string' ? parent : undefined);
  return { ...facts, communeName: found.display, ...present({ province }) };
}

import { addDays, codeSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { indicatorCodeOf, type ResultGround } from '../rules/lab-result.ts';

/** how far back an earlier value still says something */
const DAYS_BACK = 365;

/** The latest released value of each indicator within a year, in one search. */
export async function previousResults(ctx: Context, { order, test }: ResultGround): Promise<Map<string, Observation>> {
  const query = new URLSearchParams({
    subject: order.subject.reference ?? '',
    code: test.indicators.map((code) => `${codeSystems.labIndicator}|${code}`).join(','),
    status: 'final,corrected,amended',
    date: `ge${addDays(toVnDay(ctx.now()), -DAYS_BACK)}`,
    _sort: 'date',
  });
  const results = await ctx.store.search('Observation', query.toString(), 5000);
  const others = results.filter((result) => result.basedOn?.[0]?.reference !== `ServiceRequest/${order.id}`);
  return new Map(others.map((result) => [indicatorCodeOf(result) ?? '', result]));
}

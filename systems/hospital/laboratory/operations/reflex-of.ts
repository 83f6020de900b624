import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Observation, ServiceRequest } from 'fhir/r4';
import { indicatorCodeOf } from '../rules/lab-result.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import type { ReflexResult } from '../rules/reflex-tests.ts';

/** Service codes that this visit has orders of, but for those called off. */
export async function orderedCodes(ctx: Context, order: ServiceRequest): Promise<Set<string>> {
  if (order.encounter?.reference === undefined) return new Set();
  const query = new URLSearchParams({ encounter: order.encounter.reference, status: 'active,completed' });
  const orders = await ctx.store.search('ServiceRequest', query.toString());
  return new Set(orders.map((one) => testCodeOf(one, codeSystems.services7603)));
}

/** Results as the rules of reflex look at them. */
export const reflexResults = (results: readonly Observation[]): ReflexResult[] =>
  results.flatMap((result) => {
    const indicator = indicatorCodeOf(result);
    const { valueQuantity, valueCodeableConcept } = result;
    const word = valueCodeableConcept?.coding?.[0]?.code;
    if (indicator === undefined || result.status === 'cancelled') return [];
    const isPlain = valueQuantity?.value !== undefined && valueQuantity.comparator === undefined;
    return [
      {
        indicator,
        ...(isPlain ? { value: Number(valueQuantity.value) } : {}),
        ...(word === undefined ? {} : { word }),
      },
    ];
  });

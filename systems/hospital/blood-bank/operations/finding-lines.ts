import { codeSystems, present } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { DETERMINATION, determinationOf, SCREEN } from '../rules/blood-findings.ts';
import { groupCode } from '../rules/blood-group.ts';

/** struck ones that are shown; more were looked at long ago */
const MOST_STRUCK = 50;

const whoAndWhen = ({ id, performer, issued = '' }: Observation) => ({
  observation: { reference: `Observation/${id}` },
  by: performer?.[0]?.display ?? '',
  at: issued,
});

export function determinationLine(observation: Observation) {
  const { group, isMachine, specimen } = determinationOf(observation);
  return {
    ...whoAndWhen(observation),
    isMachine,
    specimen,
    method: observation.method?.text ?? '',
    ...present({ group: group === undefined ? undefined : groupCode(group) }),
  };
}

/** `positive`, `negative` */
const resultOf = ({ valueCodeableConcept }: Observation): string => valueCodeableConcept?.coding?.[0]?.code ?? '';

export const screenLine = (observation: Observation) => ({
  ...whoAndWhen(observation),
  result: resultOf(observation),
  ...present({ note: observation.note?.[0]?.text }),
});

/** What was struck stays to be seen, with the reason and who said it, the newest first. */
export async function struckLines(ctx: Context, patient: string | undefined) {
  const kinds = [DETERMINATION, SCREEN].map((kind) => `${codeSystems.bloodBank}|${kind}`).join(',');
  const query = { patient: `Patient/${patient}`, _tag: kinds, status: 'entered-in-error', _sort: '-date' };
  const page = { ...query, _count: String(MOST_STRUCK) };
  const { items } = await ctx.store.page('Observation', new URLSearchParams(page).toString());
  const targets = items.map(({ id }) => `Observation/${id}`);
  const reasons = await searchEach(ctx.store, 'Provenance', 'target', targets);
  return items.map((one) => {
    const why = reasons.find(({ target }) => target[0]?.reference === `Observation/${one.id}`);
    return {
      ...whoAndWhen(one),
      result: resultOf(one),
      reason: why?.reason?.[0]?.text ?? '',
      struckBy: why?.agent[0]?.who.display ?? '',
    };
  });
}

import { personIn } from '@lienmach/core';
import { type MessageContext, type Need, stableId } from '@lienmach/exchange';
import type { BundleEntry, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { completePerson, marksOf, newPerson, type PersonFacts } from '../rules/complete-person.ts';
import { fromPartner, isOfType, putEntry, token } from './resource-entry.ts';

/** Everybody who carries one of the numbers. */
export const personsNeed = ({ identifiers }: PersonFacts): Need => ({
  search: `Patient?${new URLSearchParams({
    identifier: identifiers.map(({ system = '', value = '' }) => token(system, value)).join(','),
  })}`,
  many: 10,
});

export interface FiledPerson {
  readonly patient: Patient & { readonly id: string };
  /** nothing when the record says it all already */
  readonly entries: readonly BundleEntry[];
}

/** The number of the partner itself comes first: the record that is made keeps its id whoever tells first. */
const idOf = ({ identifiers }: PersonFacts, { channel }: MessageContext): string =>
  stableId(channel.partner, 'patient', identifiers[0]?.system ?? '', identifiers[0]?.value ?? '');

function made(facts: PersonFacts, context: MessageContext): FiledPerson {
  if (context.channel.options['new-patients'] === 'no') throw errors.unknownPerson({ at: 'PID-3' });
  if (facts.name === undefined) throw errors.newPersonUnnamed({ at: 'PID-5' });
  const id = idOf(facts, context);
  const patient = { ...newPerson(id, facts, fromPartner), id };
  return { patient, entries: [putEntry(patient)] };
}

/**
 * Whom the message is about: found by two marks, or made; never guessed.
 *
 * @throws message-gateway.severalPersons, marksDiffer, unknownPerson, newPersonUnnamed
 */
export function filePerson(facts: PersonFacts, context: MessageContext, list = 'persons'): FiledPerson {
  const candidates = (context.lists[list] ?? []).filter((one) => isOfType(one, 'Patient'));
  const found = personIn(marksOf(facts), candidates);
  if (found === 'several') throw errors.severalPersons({ at: 'PID-3' });
  if (found === 'differ') throw errors.marksDiffer({ at: ['PID-5', 'PID-7'] });
  if (found === 'unknown') return made(facts, context);
  const patient = { ...found, id: found.id ?? '' };
  const changed = completePerson(found, facts, context.channel.options['patient-master'] === 'yes');
  return { patient, entries: changed === undefined ? [] : [putEntry(changed)] };
}

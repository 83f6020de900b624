import { extensions, personIn, withExtension } from '@lienmach/core';
import { type MessageContext, type Need, stableId } from '@lienmach/exchange';
import type { BundleEntry, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { completePerson, marksOf, newPerson, type PersonFacts } from '../rules/complete-person.ts';
import { isOvertaken } from '../rules/visit-after.ts';
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

const isMaster = ({ channel }: MessageContext): boolean => channel.options['patient-master'] === 'yes';

/** When the master wrote the newest that is known of a person: what it wrote before takes nothing back. */
const stamped = (patient: Patient, at: string): Patient =>
  withExtension(patient, { url: extensions.partnerEvent, valueDateTime: at });

function made(facts: PersonFacts, context: MessageContext, at: string): FiledPerson {
  if (context.channel.options['new-patients'] === 'no') throw errors.unknownPerson({ at: 'PID-3' });
  if (facts.name === undefined) throw errors.newPersonUnnamed({ at: 'PID-5' });
  const id = idOf(facts, context);
  const fresh = newPerson(id, facts, fromPartner);
  const patient = { ...(isMaster(context) ? stamped(fresh, at) : fresh), id };
  return { patient, entries: [putEntry(patient)] };
}

/** The record after the message; undefined: it says it all already. */
function personAfter(before: Patient, facts: PersonFacts, context: MessageContext, at: string): Patient | undefined {
  if (!isMaster(context) || isOvertaken(before, at)) return completePerson(before, facts, false);
  const after = stamped(completePerson(before, facts, true) ?? before, at);
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after;
}

/**
 * Whom the message is about: found by two marks, or made; never guessed.
 *
 * @param at  when the partner wrote it
 * @throws message-gateway.severalPersons, marksDiffer, unknownPerson, newPersonUnnamed
 */
export function filePerson(facts: PersonFacts, context: MessageContext, at: string): FiledPerson {
  const candidates = (context.lists.persons ?? []).filter((one) => isOfType(one, 'Patient'));
  const found = personIn(marksOf(facts), candidates);
  if (found === 'several') throw errors.severalPersons({ at: 'PID-3' });
  if (found === 'differ') throw errors.marksDiffer({ at: ['PID-5', 'PID-7'] });
  if (found === 'unknown') return made(facts, context, at);
  const patient = { ...found, id: found.id ?? '' };
  const changed = personAfter(found, facts, context, at);
  return { patient, entries: changed === undefined ? [] : [putEntry(changed)] };
}

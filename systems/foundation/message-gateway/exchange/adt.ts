import { stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Account, Encounter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { visitAfter, visitEvents } from '../rules/visit-after.ts';
import { extraNeeds, extraResources } from './adt-extras.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { readVisit } from './read-visit.ts';
import { fromPartner } from './resource-entry.ts';

/** The visit that the message tells of, as it is after it; none when it has no number to be known by. */
export function filedVisit(ground: Ground, event: keyof typeof visitEvents): Encounter | undefined {
  const { visitNumber, visit, context, subject, at, message } = ground;
  const kind = visitEvents[event] ?? 'tell';
  if (visitNumber === undefined || kind === 'person') return undefined;
  const id = stableId(context.channel.partner, 'visit', visitNumber.value ?? '');
  return visitAfter(visit, readVisit(message, visitNumber, context), { kind, at }, { id, subject, meta: fromPartner });
}

/**
 * Patients come, move and go. What deletes a record or carries visits from one to another is for people.
 *
 * @source HL7 v2.5.1 chapter 3, ADT A01-A08, A11, A13, A28, A31 (verified); QĐ 7713/QĐ-BYT (30/12/2016), HL7 message standard: content (unsure)
 */
const adtMapping = (event: string): MessageMapping =>
  personMapping({
    on: `ADT^${event}`,
    id: `message-gateway.adt-${event.toLowerCase()}`,
    needs: extraNeeds,
    build(ground) {
      const kind = visitEvents[event];
      if (kind === 'decides') throw errors.personDecides({ event });
      const visit = filedVisit(ground, event);
      if (visit === undefined && kind !== 'person' && kind !== 'tell') throw errors.visitMissing({ at: 'PV1-19' });
      return [...(visit === undefined ? [] : [visit]), ...extraResources(ground, visit)];
    },
  });

/** A patient account of the partner's book-keeping: that it is there, nothing is billed from it. */
function accountOf(ground: Ground): Account[] {
  const number = ground.message.segment('PID')?.get(18) || ground.visitNumber?.value;
  if (number === undefined || number === '') return [];
  const { partner } = ground.context.channel;
  return [
    {
      resourceType: 'Account',
      id: stableId(partner, 'account', ground.subject.reference, number),
      meta: fromPartner,
      status: 'active',
      name: `Tài khoản viện phí của hệ thống khác: ${number}`,
      subject: [ground.subject],
    },
  ];
}

const barMapping = (event: string): MessageMapping =>
  personMapping({
    on: `BAR^${event}`,
    id: `message-gateway.bar-${event.toLowerCase()}`,
    build(ground) {
      const visit = filedVisit(ground, 'A08');
      return [...(visit === undefined ? [] : [visit]), ...accountOf(ground)];
    },
  });

export const adtMappings: readonly MessageMapping[] = [
  ...Object.keys(visitEvents).map(adtMapping),
  ...['P01', 'P05'].map(barMapping),
];

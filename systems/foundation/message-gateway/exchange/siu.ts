import { extensions, partnerSystem, present, VN_ZONE, withExtension } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment, type MessageContext, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Appointment, AppointmentParticipant } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isOvertaken } from '../rules/visit-after.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { readCode } from './read-code.ts';
import { placeText, staffIn } from './read-visit.ts';
import { byNumber, fromPartner, isOfType } from './resource-entry.ts';

/**
 * What each event makes of an appointment; undefined: as it was.
 *
 * @source HL7 v2.5.1 chapter 10, SIU trigger events (verified)
 */
const states: Readonly<Record<string, Appointment['status'] | undefined>> = {
  S12: 'booked',
  S13: 'booked',
  S14: undefined,
  S15: 'cancelled',
  S16: 'cancelled',
  S17: 'entered-in-error',
  S26: 'noshow',
};

/** The filler's number, else the placer's. */
function numberOf(message: Hl7Message): string {
  const schedule = message.segment('SCH');
  const number = schedule?.get(2) || schedule?.get(1) || '';
  if (number === '') throw errors.numberMissing({ at: 'SCH-2' });
  return number;
}

const minutesOf = (value: string, unit: string): number => {
  const amount = Number(value);
  if (!Number.isFinite(amount) || amount <= 0) return 15;
  return /^s/i.test(unit) ? Math.max(1, Math.round(amount / 60)) : /^h/i.test(unit) ? amount * 60 : amount;
};

const first = (...times: readonly (string | undefined)[]): string | undefined => times.find((one) => one !== undefined);

function timesOf(message: Hl7Message): { start?: string; end?: string } {
  const schedule = message.segment('SCH');
  const timing = message.segment('TQ1');
  const service = message.segment('AIS');
  const at = (segment: Hl7Segment | undefined, field: number, component = 1): string | undefined => {
    const time = fhirTime(segment?.get(field, component) ?? '', `${segment?.name}-${field}`, VN_ZONE);
    return time?.includes('T') === true ? time : undefined;
  };
  const start = first(at(timing, 7), at(service, 4), at(schedule, 11, 4));
  if (start === undefined) return {};
  const minutes = minutesOf(schedule?.get(9) ?? '', schedule?.get(10) ?? '');
  const told = first(at(timing, 8), at(schedule, 11, 5));
  const isWhole = told !== undefined && Date.parse(told) > Date.parse(start);
  return { start, end: isWhole ? told : new Date(Date.parse(start) + minutes * 60_000).toISOString() };
}

function othersIn(message: Hl7Message, context: MessageContext): AppointmentParticipant[] {
  const people = message.all('AIP').flatMap((segment) => staffIn(segment, 3, context) ?? []);
  const places = message.all('AIL').flatMap((segment) => {
    const display = placeText(segment, 3);
    return display === '' ? [] : [{ display }];
  });
  return [...people, ...places].map((actor) => ({ actor, status: 'accepted' as const }));
}

/** The appointment as it was, when it is this person's. @throws message-gateway.ofOtherPerson */
function earlier({ found, subject }: Ground): Appointment | undefined {
  const before = isOfType(found.appointment, 'Appointment') ? found.appointment : undefined;
  const owner = before?.participant.find(({ actor }) => actor?.reference?.startsWith('Patient/'));
  if (owner !== undefined && owner.actor?.reference !== subject.reference) throw errors.ofOtherPerson({ at: 'SCH-2' });
  return before;
}

const concept = (segment: Hl7Segment | undefined, field: number, context: MessageContext) => {
  const read = segment === undefined ? undefined : readCode(segment, field, context);
  return read === undefined ? undefined : [read];
};

function build(ground: Ground, event: string): Appointment[] {
  const { message, context, subject, at } = ground;
  const number = numberOf(message);
  const before = earlier(ground);
  if (before !== undefined && isOvertaken(before, at)) return [];
  const times = timesOf(message);
  const status = states[event] ?? before?.status ?? 'booked';
  const start = times.start ?? before?.start;
  if (start === undefined && status === 'booked') throw errors.appointmentTime({ at: 'TQ1-7' });
  const { partner } = context.channel;
  const appointment: Appointment = {
    resourceType: 'Appointment',
    meta: before?.meta ?? fromPartner,
    id: before?.id ?? stableId(partner, 'appointment', number),
    identifier: [{ system: partnerSystem(partner, 'appointment'), value: number }],
    status,
    ...present({
      start,
      end: times.end ?? before?.end,
      reasonCode: concept(message.segment('SCH'), 7, context) ?? before?.reasonCode,
      serviceType: concept(message.segment('AIS'), 3, context) ?? before?.serviceType,
      comment: message.segment('NTE')?.get(3) || before?.comment,
    }),
    participant: [{ actor: subject, status: 'accepted' }, ...othersIn(message, context)],
  };
  return [withExtension(appointment, { url: extensions.partnerEvent, valueDateTime: at })];
}

/** @source HL7 v2.5.1 chapter 10, SIU^S12-S17, S26 (verified) */
export const siuMappings: readonly MessageMapping[] = Object.keys(states).map((event) =>
  personMapping({
    on: `SIU^${event}`,
    id: `message-gateway.siu-${event.toLowerCase()}`,
    needs: (message, { channel }) => ({
      appointment: {
        search: byNumber('Appointment', partnerSystem(channel.partner, 'appointment'), numberOf(message)),
        optional: true,
      },
    }),
    build: (ground) => build(ground, event),
  }),
);

import { extensions, extensionValue, present, withExtension } from '@lienmach/core';
import type {
  CodeableConcept,
  Coding,
  Encounter,
  EncounterLocation,
  EncounterParticipant,
  Identifier,
  Meta,
  Reference,
} from 'fhir/r4';

/** What an event does to a visit; `person` says nothing of a visit, `decides` is for people. */
export type VisitEvent =
  | 'open'
  | 'plan'
  | 'finish'
  | 'cancel'
  | 'reopen'
  | 'move'
  | 'reclass'
  | 'tell'
  | 'person'
  | 'decides';

/** A visit as a message tells of it. */
export interface VisitFacts {
  readonly identifier: Identifier;
  readonly class: Coding | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly location: EncounterLocation | undefined;
  readonly participants: readonly EncounterParticipant[];
  readonly type: CodeableConcept | undefined;
  readonly reason: CodeableConcept | undefined;
  readonly discharge: CodeableConcept | undefined;
  readonly provider: Reference | undefined;
}

/**
 * Trigger events of chapter 3 and what they do here.
 *
 * @source HL7 v2.5.1 chapter 3, ADT trigger events (verified)
 */
export const visitEvents: Readonly<Record<string, VisitEvent>> = {
  A01: 'open',
  A02: 'move',
  A03: 'finish',
  A04: 'open',
  A05: 'plan',
  A06: 'reclass',
  A07: 'reclass',
  A08: 'tell',
  A09: 'move',
  A10: 'move',
  A11: 'cancel',
  A12: 'move',
  A13: 'reopen',
  A14: 'plan',
  A15: 'tell',
  A16: 'tell',
  A27: 'cancel',
  A28: 'person',
  A29: 'decides',
  A31: 'person',
  A38: 'cancel',
  A45: 'decides',
};

const statuses: Readonly<Partial<Record<VisitEvent, Encounter['status']>>> = {
  open: 'in-progress',
  plan: 'planned',
  finish: 'finished',
  cancel: 'cancelled',
  reopen: 'in-progress',
  move: 'in-progress',
  reclass: 'in-progress',
};

const over: ReadonlySet<Encounter['status']> = new Set(['finished', 'cancelled', 'entered-in-error']);

/** Being moved or told of opens nothing that is over; only taking back a discharge does. */
function statusAfter(before: Encounter | undefined, event: VisitEvent): Encounter['status'] {
  const next = statuses[event];
  if (before === undefined) return next ?? 'in-progress';
  if (next === undefined) return before.status;
  const reopens =
    event === 'reopen' || event === 'open' || event === 'plan' || event === 'finish' || event === 'cancel';
  return over.has(before.status) && !reopens ? before.status : next;
}

/** Did the partner write something newer about this already? Messages may overtake each other. */
export function isOvertaken(before: Parameters<typeof extensionValue>[0], at: string): boolean {
  const last = extensionValue(before, extensions.partnerEvent, 'valueDateTime');
  return last !== undefined && Date.parse(last) > Date.parse(at);
}

const placeOf = ({ location }: EncounterLocation): string => location.display ?? '';

/** The place of before is left, the new one is where the patient is. */
function placesAfter(before: Encounter | undefined, facts: VisitFacts, at: string): EncounterLocation[] | undefined {
  const old = before?.location ?? [];
  const { location } = facts;
  if (location === undefined || old.some((one) => one.status !== 'completed' && placeOf(one) === placeOf(location))) {
    return before?.location;
  }
  const left = old.map(
    (one): EncounterLocation =>
      one.status === 'completed' ? one : { ...one, status: 'completed', period: { ...one.period, end: at } },
  );
  return [...left, { ...location, status: 'active', period: { start: at } }];
}

interface Event {
  readonly kind: VisitEvent;
  /** when the partner wrote it */
  readonly at: string;
}

/** What is not there yet is taken from an older message too; what changes the state is not. */
function completed(before: Encounter, facts: VisitFacts): Encounter {
  return {
    ...before,
    ...present({
      type: before.type ?? (facts.type === undefined ? undefined : [facts.type]),
      reasonCode: before.reasonCode ?? (facts.reason === undefined ? undefined : [facts.reason]),
      participant: before.participant ?? (facts.participants.length === 0 ? undefined : [...facts.participants]),
    }),
    ...(before.period?.start === undefined && facts.start !== undefined
      ? { period: { ...before.period, start: facts.start } }
      : {}),
  };
}

/** Where each state begins: on the clock of the partner, and never after it ended. */
function periodAfter(before: Encounter | undefined, facts: VisitFacts, event: Event): Encounter['period'] {
  const start = facts.start ?? before?.period?.start;
  const end = event.kind === 'reopen' ? undefined : (facts.end ?? before?.period?.end);
  const closed = end ?? (event.kind === 'finish' ? event.at : undefined);
  const isBackwards = start !== undefined && closed !== undefined && Date.parse(closed) < Date.parse(start);
  const period = present({ start, end: isBackwards ? undefined : closed });
  return Object.keys(period).length === 0 ? undefined : period;
}

/**
 * The visit after an event. An event that was overtaken by a newer one completes, and changes no state.
 *
 * @source HL7 v2.5.1 chapter 3, ADT trigger events (verified); order by MSH-7 is our own choice, decision 0052
 */
export function visitAfter(
  before: Encounter | undefined,
  facts: VisitFacts,
  event: Event,
  made: { readonly id: string; readonly subject: Reference; readonly meta: Meta },
): Encounter {
  if (before !== undefined && isOvertaken(before, event.at)) return completed(before, facts);
  const base: Encounter = before ?? {
    resourceType: 'Encounter',
    id: made.id,
    meta: made.meta,
    identifier: [facts.identifier],
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: made.subject,
  };
  const { period: _period, ...rest } = base;
  const after: Encounter = {
    ...rest,
    status: statusAfter(before, event.kind),
    class: facts.class ?? base.class,
    ...present({
      period: periodAfter(before, facts, event),
      location: placesAfter(before, facts, event.at),
      type: facts.type === undefined ? base.type : [facts.type],
      reasonCode: facts.reason === undefined ? base.reasonCode : [facts.reason],
      participant: facts.participants.length === 0 ? base.participant : [...facts.participants],
      serviceProvider: facts.provider ?? base.serviceProvider,
      hospitalization:
        facts.discharge === undefined
          ? base.hospitalization
          : { ...base.hospitalization, dischargeDisposition: facts.discharge },
    }),
  };
  return withExtension(after, { url: extensions.partnerEvent, valueDateTime: event.at });
}

import { createHash } from 'node:crypto';
import {
  addDays,
  codeSystems,
  identifierSystems,
  identifierValue,
  type Price,
  parseFacilityCode,
  present,
  priceOf,
  toVnDay,
  vnDayOf,
} from '@lienmach/core';
import { FhirError, isFhirError } from '@lienmach/outcome';
import type { Context, Operation, SiteUnit } from '@lienmach/system-kit';
import type {
  Account,
  ChargeItem,
  Encounter,
  OperationOutcome,
  OperationOutcomeIssue,
  Patient,
  Reference,
} from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Priority, VisitPlan } from '../rules/build-visit.ts';
import { checkCard } from '../rules/check-card.ts';
import { decideEntitlement } from '../rules/decide-entitlement.ts';
import { type CardInput, readVisitCard, type VisitCard } from '../rules/visit-card.ts';
import { visitNumber } from '../rules/visit-number.ts';
import { findEarlierAttempt } from './find-earlier-attempt.ts';
import { holdAccount } from './hold-account.ts';
import { openVisitParameters } from './open-visit-parameters.ts';
import { readStanding } from './read-standing.ts';
import { reserveTicket } from './reserve-ticket.ts';
import { writeVisit } from './write-visit.ts';

export interface OpenVisitInput {
  readonly patient: Reference;
  readonly card?: readonly CardInput[];
  /** id of an exam room in the site file */
  readonly room: string;
  readonly reason: string;
  readonly priority?: Priority;
  readonly entitlement?: string;
  readonly referral?: { readonly from?: string; readonly number?: string };
  readonly followUp?: boolean;
  /** the same for every try of one save: an answer lost on the way opens no second visit */
  readonly attempt?: string;
}

export interface OpenedVisit {
  readonly encounter: Encounter;
  readonly account: Account;
  readonly charge: ChargeItem;
  /** number in the queue of the room today */
  readonly ticket: number;
  readonly outcome?: OperationOutcome;
}

function examRoom(ctx: Context, id: string): SiteUnit & { examService: string } {
  const room = ctx.site.units.find((unit) => unit.id === id && unit.kind === 'exam-room');
  if (room === undefined) throw errors.unknownRoom({ at: 'room', detail: id });
  const { examService } = room;
  if (examService === undefined) throw errors.roomHasNoExam({ at: 'room', detail: id });
  return { ...room, examService };
}

/** Every card is good for this person today, or everything that is wrong with them is said at once. */
function goodCards(inputs: readonly CardInput[], patient: Patient, day: string) {
  const cards = inputs.map(readVisitCard);
  const issues = cards.flatMap((card) => checkCard(card, patient, day));
  const stops = issues.filter(({ severity }) => severity === 'error');
  if (stops.length > 0) throw new FhirError(stops);
  return { cards, warnings: issues };
}

async function examPrice(ctx: Context, code: string, day: string): Promise<Price & { name: string }> {
  const concept = await ctx.terminology.lookup({ system: codeSystems.services7603, code, date: day });
  const refuse = () => errors.priceNotInForce({ at: 'room', code, date: day });
  if (concept === undefined) throw refuse();
  try {
    return { ...priceOf(concept, 'room'), name: concept.display };
  } catch (thrown) {
    throw isFhirError(thrown) && thrown.code === 'core.priceMissing' ? refuse() : thrown;
  }
}

/**
 * How many visits the patient has had in this room today: a visit that was closed may be followed by another one.
 *
 * @throws registration.visitAlreadyOpen while one of them is open
 */
async function closedToday(ctx: Context, patient: string, room: SiteUnit, day: string): Promise<number> {
  const query = new URLSearchParams({ patient, date: `ge${addDays(day, -1)}` });
  const today = (await ctx.store.search('Encounter', query.toString())).filter(
    ({ location, period }) =>
      location?.some((place) => place.location.identifier?.value === room.id) &&
      period?.start !== undefined &&
      vnDayOf(period.start) === day,
  );
  const open = today.find(({ status }) => ['planned', 'arrived', 'triaged', 'in-progress'].includes(status));
  if (open !== undefined) {
    const ticket = identifierValue(open, identifierSystems.queueNumber) ?? '?';
    throw errors.visitAlreadyOpen({ at: 'room', ticket, detail: `Encounter/${open.id}` });
  }
  return today.length;
}

/** A referral names the sending facility by its code, as the claim must. */
const referralOf = (referral: OpenVisitInput['referral']): OpenVisitInput['referral'] =>
  referral?.from === undefined ? referral : { ...referral, from: parseFacilityCode(referral.from, 'referral.from') };

async function entitlementOf(ctx: Context, input: OpenVisitInput, cards: readonly VisitCard[], day: string) {
  return decideEntitlement(
    {
      registeredAt: cards.flatMap(({ registeredAt }) => registeredAt ?? []),
      hasCard: cards.length > 0,
      facility: ctx.site.facility.code,
      isEmergency: input.priority === 'emergency',
      hasReferral: input.referral !== undefined,
      hasFollowUpSlip: input.followUp ?? false,
      standing: await readStanding(ctx),
      ...present({ chosen: input.entitlement }),
    },
    day,
  );
}

const priorities: readonly string[] = ['routine', 'priority', 'emergency'] satisfies Priority[];

function priorityOf(code: Priority = 'routine'): Priority {
  if (!priorities.includes(code)) throw errors.unknownPriority({ at: 'priority', code });
  return code;
}

async function openNew(
  ctx: Context,
  input: OpenVisitInput,
  day: string,
  numbers: ReturnType<typeof visitNumber>,
): Promise<OpenedVisit> {
  const room = examRoom(ctx, input.room);
  if (input.reason.trim() === '') throw errors.reasonRequired({ at: 'reason' });
  const priority = priorityOf(input.priority);
  const referral = referralOf(input.referral);
  const person = await ctx.store.follow('Patient', input.patient);
  if (person.active === false) throw errors.patientInactive({ at: 'patient' });
  const { cards, warnings } = goodCards(input.card ?? [], person, day);
  const price = await examPrice(ctx, room.examService, day);
  const entitlement = await entitlementOf(ctx, input, cards, day);
  const patient = { reference: `Patient/${person.id}` };
  const earlier = await closedToday(ctx, patient.reference, room, day);
  const account = await holdAccount(ctx, patient, `${person.id}.${room.id}.${day}.${earlier + 1}`);
  const ticket = await reserveTicket(ctx, room, patient, numbers.claimId);
  const plan: Omit<VisitPlan, 'coverages'> = {
    ...numbers,
    site: ctx.site,
    room,
    patient,
    arrived: ctx.now(),
    ticket: ticket.value,
    reason: input.reason.trim(),
    priority,
    entitlement,
    ...present({ referral }),
  };
  const written = await writeVisit(ctx, { plan, cards, price, reserved: ticket.task, held: account });
  return { ...written, ticket: ticket.number, ...outcomeOf(warnings) };
}

/** POST Encounter/$open-visit: card checked, visit opened, number given, examination charged. */
export const openVisit: Operation<OpenVisitInput, OpenedVisit> = {
  definition: {
    code: 'open-visit',
    title: { vi: 'Mở lượt khám', en: 'Open visit' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: true,
    parameter: openVisitParameters,
    allow: ['registrar', 'nurse'],
  },
  async run(ctx, _id, input) {
    const day = toVnDay(ctx.now());
    const numbers = visitNumber(ctx.site.facility.code, day, seedOf(ctx, input.attempt));
    const earlier = input.attempt === undefined ? undefined : await findEarlierAttempt(ctx, numbers.claimId);
    return earlier ?? openNew(ctx, input, day, numbers);
  },
};

const seedOf = (ctx: Context, attempt: string | undefined): Uint8Array =>
  attempt === undefined ? ctx.randomBytes(10) : createHash('sha256').update(`visit ${attempt}`).digest();

const outcomeOf = (issue: OperationOutcomeIssue[]): { outcome?: OperationOutcome } =>
  issue.length === 0 ? {} : { outcome: { resourceType: 'OperationOutcome', issue } };

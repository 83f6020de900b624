import { extensions, present, VN_ZONE, withExtension } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isOvertaken } from '../rules/visit-after.ts';
import { checkSubject, type Ground, personMapping } from './person-mapping.ts';
import { readCode, requiredCode } from './read-code.ts';
import { staffIn } from './read-visit.ts';
import { fromPartner, isOfType } from './resource-entry.ts';
import { earlierLine, lineId, numbersNeed, type ToldNumber, toldIdentifier } from './told-number.ts';

/** @source HL7 table 0119, order control codes (verified) */
const statuses: Readonly<Record<string, ServiceRequest['status']>> = {
  CA: 'revoked',
  DC: 'revoked',
  OC: 'revoked',
  HD: 'on-hold',
};

interface Group {
  readonly common: Hl7Segment | undefined;
  readonly request: Hl7Segment;
}

/** Each OBR with the ORC it belongs to: nothing but its own timing, notes and the like stand between. */
function groupsIn({ segments }: Hl7Message): Group[] {
  return segments.flatMap((request, at) => {
    if (request.name !== 'OBR') return [];
    const before = segments.slice(0, at).findLast(({ name }) => name === 'ORC' || name === 'OBR');
    return [{ request, common: before?.name === 'ORC' ? before : undefined }];
  });
}

function numberOf({ common, request }: Group, turn: number, message: Hl7Message): ToldNumber {
  const told: readonly (readonly [ToldNumber['kind'], string | undefined])[] = [
    ['placer', request.get(2) || common?.get(2)],
    ['filler', request.get(3) || common?.get(3)],
    ['group', common?.get(4)],
  ];
  for (const [kind, value] of told) if (value) return { kind, value };
  return { kind: 'message', value: `${message.controlId}-${turn}` };
}

/** The order as the message tells it, under no id yet. */
function toldOrder({ common, request }: Group, ground: Ground): ServiceRequest {
  const { message, context, subject, visit, at } = ground;
  const requester = staffIn(request, 16, context) ?? (common === undefined ? undefined : staffIn(common, 12, context));
  const diagnosis = message.segment('DG1');
  const reason =
    readCode(request, 31, context) ?? (diagnosis === undefined ? undefined : readCode(diagnosis, 3, context));
  return {
    resourceType: 'ServiceRequest',
    status: statuses[common?.get(1) ?? ''] ?? 'active',
    intent: 'order',
    priority: request.get(5) === 'S' || message.segment('TQ1')?.get(9) === 'S' ? 'stat' : 'routine',
    code: requiredCode(request, 4, context),
    subject,
    authoredOn: (common === undefined ? undefined : fhirTime(common.get(9), 'ORC-9', VN_ZONE)) ?? at,
    ...present({
      encounter: visit === undefined ? undefined : { reference: `Encounter/${visit.id}` },
      occurrenceDateTime: fhirTime(request.get(7), 'OBR-7', VN_ZONE),
      requester,
      reasonCode: reason === undefined ? undefined : [reason],
    }),
  };
}

const done: ReadonlySet<ServiceRequest['status']> = new Set(['completed', 'entered-in-error']);

/** A message that a newer one overtook completes; what is done here already stays done. */
function orderAfter(before: ServiceRequest, told: ServiceRequest, at: string): ServiceRequest {
  if (isOvertaken(before, at)) return { ...told, ...before };
  const after = { ...before, ...told, status: done.has(before.status) ? before.status : told.status };
  return withExtension(after, { url: extensions.partnerEvent, valueDateTime: at });
}

const placed = ({ message }: Pick<Ground, 'message'>) =>
  groupsIn(message).map((group, index) => ({ group, number: numberOf(group, index + 1, message) }));

/** @throws message-gateway.ofOtherPerson when a number stands on an order of another patient */
function ordersOf(ground: Ground): ServiceRequest[] {
  const { context, at } = ground;
  const { partner } = context.channel;
  const kept = (context.lists.orders ?? []).filter((one) => isOfType(one, 'ServiceRequest'));
  for (const one of kept) checkSubject(one, ground);
  const lines = placed(ground).map(({ group, number }) => {
    const told = toldOrder(group, ground);
    return { number, told, code: told.code ?? {} };
  });
  if (lines.length === 0) throw errors.nothingTold({ at: 'OBR' });
  return lines.map(({ number, told }, index) => {
    const id = lineId('order', lines, index, context);
    const identifier = toldIdentifier(partner, 'order', number);
    const before = earlierLine(kept, lines, index, { id, identifier, codeOf: ({ code }) => code });
    if (before !== undefined) return orderAfter(before, told, at);
    const fresh: ServiceRequest = { ...told, id, meta: fromPartner, identifier: [identifier] };
    return withExtension(fresh, { url: extensions.partnerEvent, valueDateTime: at });
  });
}

/**
 * Orders of an outside system for what is not the laboratory's.
 *
 * @source HL7 v2.5.1 chapter 4, OMG^O19 and ORM^O01 (verified)
 */
export const orderMappings: readonly MessageMapping[] = ['OMG^O19', 'ORM^O01'].map((on) =>
  personMapping({
    on,
    id: `message-gateway.order-${on.slice(0, 3).toLowerCase()}`,
    needs: (message, { channel }) => {
      const numbers = placed({ message }).map(({ number }) => toldIdentifier(channel.partner, 'order', number));
      return numbers.length === 0 ? {} : { orders: numbersNeed('ServiceRequest', numbers) };
    },
    build: ordersOf,
  }),
);

import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { readCode, requiredCode } from './read-code.ts';
import { staffIn } from './read-visit.ts';
import { fromPartner } from './resource-entry.ts';

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

function numberOf({ common, request }: Group, turn: number, message: Hl7Message): string {
  const told = [request.get(2), common?.get(2) ?? '', request.get(3), common?.get(3) ?? '', common?.get(4) ?? ''];
  const number = told.find((one) => one !== '');
  return number ?? `${message.controlId}-${turn}`;
}

function orderOf(group: Group, turn: number, ground: Ground): ServiceRequest {
  const { message, context, subject, visit, at } = ground;
  const { partner } = context.channel;
  const { common, request } = group;
  const number = numberOf(group, turn, message);
  const requester = staffIn(request, 16, context) ?? (common === undefined ? undefined : staffIn(common, 12, context));
  const diagnosis = message.segment('DG1');
  const reason =
    readCode(request, 31, context) ?? (diagnosis === undefined ? undefined : readCode(diagnosis, 3, context));
  return {
    resourceType: 'ServiceRequest',
    id: stableId(partner, 'order', number, String(turn)),
    meta: fromPartner,
    identifier: [{ system: partnerSystem(partner, 'order'), value: number }],
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

/**
 * Orders of an outside system for what is not the laboratory's.
 *
 * @source HL7 v2.5.1 chapter 4, OMG^O19 and ORM^O01 (verified)
 */
export const orderMappings: readonly MessageMapping[] = ['OMG^O19', 'ORM^O01'].map((on) =>
  personMapping({
    on,
    id: `message-gateway.order-${on.slice(0, 3).toLowerCase()}`,
    build(ground) {
      const groups = groupsIn(ground.message);
      if (groups.length === 0) throw errors.nothingTold({ at: 'OBR' });
      return groups.map((group, index) => orderOf(group, index + 1, ground));
    },
  }),
);

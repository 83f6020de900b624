import { accessErrors, type Visitor } from '@lienmach/access';
import { type Caller, isResourceType, type ResourceType } from '@lienmach/fhir-store';
import type { FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

export function visitorOf(request: FastifyRequest): Visitor {
  if (request.visitor === undefined) throw accessErrors.tokenMissing();
  return request.visitor;
}

/** For what the caller asks, as far as they say it. @throws http.unknownPurpose */
function purposeOf({ headers }: FastifyRequest): string | undefined {
  const purpose = headers['x-purpose-of-use'];
  if (purpose === undefined || purpose === '') return undefined;
  if (typeof purpose !== 'string' || !purposes.has(purpose)) throw errors.unknownPurpose();
  return purpose;
}

/**
 * @source HL7 v3 ActReason, PurposeOfUse, the codes a house has use for (from memory)
 */
const purposes: ReadonlySet<string> = new Set([
  'TREAT',
  'ETREAT',
  'CAREMGT',
  'HPAYMT',
  'HOPERAT',
  'HQUALIMP',
  'HRESCH',
  'PUBHLTH',
  'PATRQT',
  'FAMRQT',
  'LEGAL',
]);

/** The caller as the store wants it: the policy inside, the address for the audit row. */
export function callerOf(request: FastifyRequest): Caller {
  const { who, display, client, roles, reach, reachFor } = visitorOf(request);
  const agent = { who, display, client, roles, address: request.ip };
  const purpose = purposeOf(request);
  return purpose === undefined ? { agent, reach } : { agent: { ...agent, purpose }, reach: reachFor(purpose) };
}

export interface Address {
  readonly type: string;
  readonly id: string;
  readonly version: string;
}

export const addressOf = (request: FastifyRequest): Address => request.params as Address;

/** @throws http.unknownType (404) */
export function typeOf(request: FastifyRequest): ResourceType {
  const { type } = addressOf(request);
  if (!isResourceType(type)) throw errors.unknownType({ type: type.slice(0, 64) });
  return type;
}

const idShape = /^[A-Za-z0-9\-.]{1,64}$/;

/** @throws http.malformedId */
export function idOf(request: FastifyRequest): string {
  const { id } = addressOf(request);
  if (!idShape.test(id)) throw errors.malformedId();
  return id;
}

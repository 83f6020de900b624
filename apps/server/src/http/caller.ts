import { accessErrors, type Visitor } from '@lienmach/access';
import { type Caller, isResourceType, type ResourceType } from '@lienmach/fhir-store';
import type { FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

export function visitorOf(request: FastifyRequest): Visitor {
  if (request.visitor === undefined) throw accessErrors.tokenMissing();
  return request.visitor;
}

/** The caller as the store wants it: the policy inside, the address for the audit row. */
export function callerOf(request: FastifyRequest): Caller {
  const { who, display, client, roles, reach } = visitorOf(request);
  return { agent: { who, display, client, roles, address: request.ip }, reach };
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

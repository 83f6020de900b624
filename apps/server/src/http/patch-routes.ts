import { fhirPathPatch, jsonPatch, type ResourceChange } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { resourceOf } from './body.ts';
import { callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, ifMatchOf } from './negotiate.ts';
import { queryOf } from './query-of.ts';
import { sendWritten } from './send-stored.ts';

/** JSON Patch by its own content type; a FHIR body is a FHIRPath Patch. */
function changeOf(house: House, request: FastifyRequest): ResourceChange {
  checkAccept(request);
  if (typeOf(request) === 'AuditEvent') throw errors.methodNotSupported();
  if (Array.isArray(request.body)) return jsonPatch(request.body);
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters') throw errors.typeMismatch({ at: 'resourceType', detail: body.resourceType });
  house.validate(body);
  return fhirPathPatch(body);
}

async function patch(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [change, type] = [changeOf(house, request), typeOf(request)];
  const written = await house.store.patch(callerOf(request), type, idOf(request), change, ifMatchOf(request));
  return sendWritten(request, reply, `${house.baseUrl()}/fhir/R4`, written);
}

async function patchWhere(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [change, type] = [changeOf(house, request), typeOf(request)];
  const written = await house.store.patchWhere(callerOf(request), type, queryOf(request), change, ifMatchOf(request));
  return sendWritten(request, reply, `${house.baseUrl()}/fhir/R4`, written);
}

/** patch and conditional patch. */
export function mountPatches(app: FastifyInstance, house: House): void {
  const config = { activity: 'patch' };
  app.patch('/:type/:id', { config }, async (request, reply) => patch(house, request, reply));
  app.patch('/:type', { config }, async (request, reply) => patchWhere(house, request, reply));
}

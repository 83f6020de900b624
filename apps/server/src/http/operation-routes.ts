import { accessErrors } from '@lienmach/access';
import type { ResourceType } from '@lienmach/fhir-store';
import type { Actor, OperationParameter } from '@lienmach/system-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FhirResource, Parameters, ParametersParameter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordAnswer } from './audit.ts';
import { resourceOf } from './body.ts';
import { addressOf, callerOf, idOf, typeOf, visitorOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { queryOf } from './query-of.ts';
import { searchCompartment } from './search-compartment.ts';
import { answerValidate } from './validate-route.ts';

type Target = { readonly type?: ResourceType; readonly id?: string };

/** `/$op`, `/Type/$op` or `/Type/id/$op`: what stands before the dollar sign is the target. */
function targetOf(request: FastifyRequest, name: string): Target {
  const { type, id } = addressOf(request);
  if (type === name) return {};
  if (id === name) return { type: typeOf(request) };
  return { type: typeOf(request), id: idOf(request) };
}

const numeric = new Set(['integer', 'positiveInt', 'unsignedInt', 'decimal']);

function queryValue(text: string, type: string): unknown {
  if (type === 'boolean') return text === 'true';
  return numeric.has(type) && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A GET gives its parameters in the query; only those of a primitive type can come that way. */
function fromQuery(query: URLSearchParams, declared: readonly OperationParameter[]): Parameters {
  const parameter: ParametersParameter[] = [];
  for (const [name, text] of query) {
    if (name === '_format' || name === '_pretty') continue;
    const type = declared.find((one) => one.use === 'in' && one.name === name)?.type ?? 'string';
    const key = `value${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
    parameter.push({ name, [key]: queryValue(text, type) });
  }
  return { resourceType: 'Parameters', ...(parameter.length > 0 ? { parameter } : {}) };
}

function inputOf(house: House, request: FastifyRequest, code: string, target: Target): FhirResource | undefined {
  if (request.method !== 'GET') {
    if (request.body === undefined || request.body === null) return undefined;
    const body = resourceOf(request);
    // R4 has no empty lists, but "no parameters" is often written so
    const isEmpty = body.resourceType === 'Parameters' && Array.isArray(body.parameter) && body.parameter.length === 0;
    if (isEmpty) return undefined;
    house.validate(body);
    return body;
  }
  const { definition } = house.host.findOperation(code, target);
  if (definition.affectsState) throw errors.needsPost();
  const given = fromQuery(queryOf(request), definition.parameter);
  if (given.parameter === undefined) return undefined;
  house.validate(given);
  return given;
}

/** Runs a named operation through the host, which checks the caller's roles and writes the audit entry. */
export async function answerOperation(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
): Promise<FastifyReply> {
  checkAccept(request);
  // scopes name resources, not verbs: a program that a person uses has the record and no buttons
  if (visitorOf(request).isApp === true) throw accessErrors.roleForbidden({ what: name });
  const { agent, reach } = callerOf(request);
  const { who: reference, ...known } = agent;
  const actor: Actor = { ...known, reference, reach };
  const target = targetOf(request, name);
  if (name === '$validate' && target.type !== undefined)
    return answerValidate(house, request, reply, target.id !== undefined);
  const code = name.slice(1);
  const answer = await house.host.invoke(actor, code, target, inputOf(house, request, code, target));
  if (target.id === undefined) recordAnswer(house, request, `${target.type ?? ''}${name}`, answer);
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(answer));
}

/** `/Type/id/$op`; the shorter forms share their address with other interactions and are told apart there. */
export function mountInstanceOperations(app: FastifyInstance, house: House): void {
  const run = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { operation = '' } = request.params as { operation?: string };
    if (!operation.startsWith('$')) {
      if (request.method === 'GET') return searchCompartment(house, request, reply, operation);
      throw errors.unknownRoute();
    }
    return answerOperation(house, request, reply, operation);
  };
  app.get('/:type/:id/:operation', { config: { activity: 'operation' } }, run);
  app.post('/:type/:id/:operation', { config: { activity: 'operation' } }, run);
}

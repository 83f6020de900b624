import { bundleText } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { patientsIn, recordAct } from './audit.ts';
import { bundleOf, resourceOf } from './body.ts';
import { addressOf, callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON, ifMatchOf, preferencesOf } from './negotiate.ts';
import { answerOperation } from './operation-routes.ts';
import { queryOf } from './query-of.ts';
import { etagOf, sendDeleted, sendWritten } from './send-stored.ts';

/** The body, of the type the address names. The log of access is written by the house alone. */
function bodyOf(request: FastifyRequest): FhirResource {
  checkAccept(request);
  const type = typeOf(request);
  if (type === 'AuditEvent') throw errors.methodNotSupported();
  const resource = resourceOf(request);
  if (resource.resourceType !== type) throw errors.typeMismatch({ at: 'resourceType', detail: resource.resourceType });
  return resource;
}

async function create(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { type } = addressOf(request);
  if (type.startsWith('$')) return answerOperation(house, request, reply, type);
  const ifNoneExist = request.headers['if-none-exist'];
  const options = typeof ifNoneExist === 'string' ? { ifNoneExist } : {};
  const written = await house.store.create(callerOf(request), bodyOf(request), options);
  return sendWritten(request, reply, `${house.baseUrl()}/fhir/R4`, written);
}

async function update(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const resource = bodyOf(request);
  if (resource.id !== idOf(request)) throw errors.idMismatch({ at: `${resource.resourceType}.id` });
  const written = await house.store.update(callerOf(request), resource, ifMatchOf(request));
  return sendWritten(request, reply, `${house.baseUrl()}/fhir/R4`, written);
}

async function updateWhere(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const resource = bodyOf(request);
  const written = await house.store.updateWhere(callerOf(request), resource, queryOf(request), ifMatchOf(request));
  return sendWritten(request, reply, `${house.baseUrl()}/fhir/R4`, written);
}

async function remove(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { version } = await house.store.delete(callerOf(request), typeOf(request), idOf(request), ifMatchOf(request));
  return sendDeleted(request, reply.header('etag', etagOf(version)));
}

/** Conditional delete removes one resource or none; several matches are refused, never guessed. */
async function removeWhere(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await house.store.deleteWhere(callerOf(request), typeOf(request), queryOf(request), ifMatchOf(request));
  return sendDeleted(request, reply);
}

/** Writes inside a batch are audited by the store; its reads are told here, with the patients who were shown. */
function recordReads(house: House, request: FastifyRequest, bundle: Bundle, answer: Bundle): void {
  const asked = [...(bundle.entry ?? []).entries()].filter(([, entry]) => entry.request?.method === 'GET');
  if (asked.length === 0) return;
  const what = asked.map(([, entry]) => String(entry.request?.url).slice(0, 200)).slice(0, 200);
  const patients = new Set<string>();
  for (const [index] of asked) addShown(answer.entry?.[index], patients);
  recordAct(house, request, 'batch', { action: 'R', what, patient: [...patients] });
}

/** Patients of the resource that one GET found, or of the page that it found. */
function addShown({ resource }: BundleEntry = {}, into: Set<string>): void {
  const page =
    resource?.resourceType === 'Bundle' ? (resource as Bundle).entry : [{ ...(resource ? { resource } : {}) }];
  const found = (page ?? []).map((one) => one.resource);
  for (const one of found) {
    if (one?.resourceType === 'Patient' && one.id !== undefined) into.add(one.id);
    else if (one !== undefined) patientsIn(JSON.stringify(one), into);
  }
}

/** The log of access is neither written nor read through a Bundle. */
function refuseAuditEvents(bundle: Bundle): void {
  for (const [index, { request }] of (bundle.entry ?? []).entries())
    if (/^\/?AuditEvent\b/.test(request?.url ?? ''))
      throw errors.methodNotSupported({ at: `Bundle.entry[${index}].request.url` });
}

async function bundle(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const body = bundleOf(request);
  refuseAuditEvents(body);
  const { returns } = preferencesOf(request);
  const answer = await house.store.bundle(callerOf(request), body, { returnBodies: returns === 'representation' });
  recordReads(house, request, body, answer);
  return reply.header('content-type', FHIR_JSON).send(bundleText(answer));
}

async function postBelow(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = addressOf(request);
  if (!id.startsWith('$')) throw errors.methodNotSupported();
  return answerOperation(house, request, reply, id);
}

/** create, update, delete, their conditional forms, batch and transaction. */
export function mountWrites(app: FastifyInstance, house: House): void {
  const as = (activity: string) => ({ config: { activity } });
  app.post('/', as('transaction'), async (request, reply) => bundle(house, request, reply));
  app.post('/:type', as('create'), async (request, reply) => create(house, request, reply));
  app.put('/:type/:id', as('update'), async (request, reply) => update(house, request, reply));
  app.put('/:type', as('update'), async (request, reply) => updateWhere(house, request, reply));
  app.delete('/:type/:id', as('delete'), async (request, reply) => remove(house, request, reply));
  app.delete('/:type', as('delete'), async (request, reply) => removeWhere(house, request, reply));
  app.post('/:type/:id', as('operation'), async (request, reply) => postBelow(house, request, reply));
}

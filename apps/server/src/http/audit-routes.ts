import { accessErrors, searchAudit } from '@lienmach/access';
import type { Limit } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordAct } from './audit.ts';
import { callerOf, idOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { queryOf, readQuery } from './query-of.ts';

/** Who keeps the log sees all of it, people at home who opened their own record, everybody else nothing. */
function limitOf(request: FastifyRequest, interaction: 'read' | 'search'): Limit {
  const limit = callerOf(request).reach.limit('AuditEvent', interaction);
  if (limit === 'none') throw accessErrors.roleForbidden({ what: 'AuditEvent' });
  return limit;
}

type Query = URLSearchParams;

async function search(house: House, request: FastifyRequest, reply: FastifyReply, query: Query): Promise<FastifyReply> {
  checkAccept(request);
  const limit = limitOf(request, 'search');
  await house.access().audit.flush();
  const page = await searchAudit(house.sql, query, limit);
  recordAct(house, request, 'search', { what: ['AuditEvent'], query: `AuditEvent?${query}`.slice(0, 2000) });
  const self = `${house.baseUrl()}/fhir/R4/AuditEvent`;
  query.delete('_cursor');
  const link = [{ relation: 'self', url: `${self}?${query}` }];
  query.set('_cursor', page.next ?? '');
  if (page.next !== undefined) link.push({ relation: 'next', url: `${self}?${query}` });
  const entry = page.events.map((event) => ({
    fullUrl: `${self}/${event.id}`,
    resource: event,
    search: { mode: 'match' },
  }));
  const bundle = { resourceType: 'Bundle', type: 'searchset', link, ...(entry.length > 0 ? { entry } : {}) };
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(bundle));
}

async function read(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const limit = limitOf(request, 'read');
  const { id } = request.params as { id: string };
  const page = /^\d{1,18}$/.test(id)
    ? await searchAudit(house.sql, new URLSearchParams({ _id: id }), limit)
    : { events: [] };
  const [event] = page.events;
  if (event === undefined) throw errors.unknownRoute();
  recordAct(house, request, 'read', { what: [`AuditEvent/${id}`] });
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(event));
}

/** The parameters of a form and of the address together. */
function formOf(request: FastifyRequest): URLSearchParams {
  const { body } = request;
  if (body !== undefined && typeof body !== 'string') throw errors.wrongContentType();
  const query = queryOf(request);
  for (const [name, value] of readQuery(body ?? '')) query.append(name, value);
  return query;
}

/** Whose record was opened, asked below the patient. */
function ofPatient(request: FastifyRequest): URLSearchParams {
  const query = queryOf(request);
  query.append('patient', idOf(request));
  return query;
}

/** The access log as FHIR shows it; nobody writes it through the API. */
export function mountAuditLog(app: FastifyInstance, house: House): void {
  const config = { activity: 'search' };
  app.get('/AuditEvent', { config }, async (request, reply) => search(house, request, reply, queryOf(request)));
  app.post('/AuditEvent/_search', { config }, async (request, reply) => search(house, request, reply, formOf(request)));
  app.get('/Patient/:id/AuditEvent', { config }, async (request, reply) =>
    search(house, request, reply, ofPatient(request)),
  );
  app.get('/AuditEvent/:id', { config: { activity: 'read' } }, async (request, reply) => read(house, request, reply));
}

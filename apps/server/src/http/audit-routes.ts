import { accessErrors, searchAudit } from '@lienmach/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordAct } from './audit.ts';
import { callerOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { queryOf } from './query-of.ts';

/** Only who may see every AuditEvent sees the log; what a patient may see of their own record has its own issue. */
function checkReach(request: FastifyRequest): void {
  if (callerOf(request).reach.limit('AuditEvent', 'search') !== 'all')
    throw accessErrors.roleForbidden({ what: 'AuditEvent' });
}

async function search(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  checkReach(request);
  const query = queryOf(request);
  await house.access().audit.flush();
  const page = await searchAudit(house.sql, query);
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
  checkReach(request);
  const { id } = request.params as { id: string };
  const page = await searchAudit(house.sql, new URLSearchParams({ _id: id }));
  const [event] = page.events;
  if (event === undefined) throw errors.unknownRoute();
  recordAct(house, request, 'read', { what: [`AuditEvent/${id}`] });
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(event));
}

/** The access log as FHIR shows it; nobody writes it through the API. */
export function mountAuditLog(app: FastifyInstance, house: House): void {
  app.get('/AuditEvent', { config: { activity: 'search' } }, async (request, reply) => search(house, request, reply));
  app.get('/AuditEvent/:id', { config: { activity: 'read' } }, async (request, reply) => read(house, request, reply));
}

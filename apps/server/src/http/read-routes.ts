import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordShown } from './audit.ts';
import { resourceOf } from './body.ts';
import { addressOf, callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { answerOperation } from './operation-routes.ts';
import { queryOf, readQuery } from './query-of.ts';
import { search } from './search-compartment.ts';
import { historyText, searchsetText, sendStored } from './send-stored.ts';

async function read(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = addressOf(request);
  if (id.startsWith('$')) return answerOperation(house, request, reply, id);
  checkAccept(request);
  const stored = await house.store.read(callerOf(request), typeOf(request), idOf(request));
  recordShown(house, request, 'read', [stored]);
  return sendStored(request, reply, stored);
}

async function vread(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const { version } = addressOf(request);
  const number = /^\d{1,9}$/.test(version) ? Number(version) : 0;
  const stored = await house.store.vread(callerOf(request), typeOf(request), idOf(request), number);
  recordShown(house, request, 'vread', [stored]);
  return sendStored(request, reply, stored);
}

/** `POST Type/_search`, or `POST _search` over types: parameters of the form and of the URL together. */
function searchByPost(house: House, request: FastifyRequest, reply: FastifyReply) {
  const { body } = request;
  if (body !== undefined && typeof body !== 'string') throw errors.wrongContentType();
  const query = queryOf(request);
  for (const [name, value] of readQuery(body ?? '')) query.append(name, value);
  return search(house, request, reply, {
    ...(addressOf(request).type === undefined ? {} : { type: typeOf(request) }),
    query,
  });
}

async function history(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const { type, id } = addressOf(request);
  const at = {
    ...(type === undefined ? {} : { type: typeOf(request) }),
    ...(id === undefined ? {} : { id: idOf(request) }),
  };
  const query = queryOf(request);
  const page = await house.store.history(callerOf(request), at, query);
  const base = `${house.baseUrl()}/fhir/R4`;
  query.delete('_cursor');
  const asked = query.size === 0 ? '' : `?${query}`;
  const self = [base, at.type, at.id, '_history'].filter((part) => part !== undefined).join('/') + asked;
  const shown = page.entries.map((entry) => entry.stored);
  recordShown(house, request, 'history', shown, asked);
  return reply.header('content-type', FHIR_JSON).send(historyText(base, self, page.entries, page.next));
}

/** `Patient/id/$everything` and `Encounter/id/$everything`: the record's own operation, page by page. */
async function everything(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const [type, id] = [typeOf(request), idOf(request)];
  if (type !== 'Patient' && type !== 'Encounter') return answerOperation(house, request, reply, '$everything');
  const query = queryOf(request);
  for (const [name, value] of parametersOf(house, request)) query.append(name, value);
  const page = await house.store.everything(callerOf(request), type, id, query);
  recordShown(house, request, 'everything', [...page.matches, ...page.included]);
  const text = searchsetText(`${house.baseUrl()}/fhir/R4`, `${type}/${id}/$everything`, page);
  return reply.header('content-type', FHIR_JSON).send(text);
}

/** A POST may say the same in Parameters. */
function parametersOf(house: House, request: FastifyRequest): [name: string, value: string][] {
  if (request.method === 'GET' || request.body == null) return [];
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters') throw errors.typeMismatch({ at: 'resourceType', detail: body.resourceType });
  house.validate(body);
  return ((body as Parameters).parameter ?? []).flatMap((one) => {
    const [, value] = Object.entries(one).find(([key]) => key.startsWith('value')) ?? [];
    return value === undefined ? [] : [[one.name, String(value)] as [string, string]];
  });
}

/** read, vread, search, history and everything about somebody. */
export function mountReads(app: FastifyInstance, house: House): void {
  const route = (url: string, activity: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    app.get(url, { config: { activity } }, handler);
  route('/:type/:id', 'read', (request, reply) => read(house, request, reply));
  route('/:type/:id/_history/:version', 'vread', (request, reply) => vread(house, request, reply));
  route('/:type/:id/_history', 'history', (request, reply) => history(house, request, reply));
  route('/:type/_history', 'history', (request, reply) => history(house, request, reply));
  route('/_history', 'history', (request, reply) => history(house, request, reply));
  app.get('/:type', { config: { activity: 'search' } }, async (request, reply) => {
    const { type } = addressOf(request);
    if (type.startsWith('$')) return answerOperation(house, request, reply, type);
    return search(house, request, reply, { type: typeOf(request), query: queryOf(request) });
  });
  route('/:type/:id/$everything', 'everything', (request, reply) => everything(house, request, reply));
  app.post('/:type/:id/$everything', { config: { activity: 'everything' } }, async (request, reply) =>
    everything(house, request, reply),
  );
  route('/', 'search', (request, reply) => search(house, request, reply, { query: queryOf(request) }));
  app.post('/_search', { config: { activity: 'search' } }, async (request, reply) =>
    searchByPost(house, request, reply),
  );
  app.post('/:type/_search', { config: { activity: 'search' } }, async (request, reply) =>
    searchByPost(house, request, reply),
  );
}

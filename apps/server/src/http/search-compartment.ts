import { type Compartment, isResourceType, type ResourceType } from '@lienmach/fhir-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordShown } from './audit.ts';
import { callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON, preferencesOf } from './negotiate.ts';
import { queryOf } from './query-of.ts';
import { searchsetText } from './send-stored.ts';

interface Search {
  /** absent: over several types */
  readonly type?: ResourceType;
  readonly query: URLSearchParams;
  /** what is asked below, `Patient/1` */
  readonly compartment?: Compartment;
}

/** One page of a search: of a whole type, below one resource, or over several types. */
export async function search(house: House, request: FastifyRequest, reply: FastifyReply, asked: Search) {
  checkAccept(request);
  const { type, query, compartment } = asked;
  const caller = callerOf(request);
  const page = await (type === undefined
    ? house.store.searchAll(caller, query)
    : house.store.search(caller, type, query, compartment === undefined ? {} : { compartment }));
  if (page.ignored.length > 0 && preferencesOf(request).isStrict)
    throw errors.unknownSearchParameter({ detail: page.ignored.join(', ') });
  const path = compartment === undefined ? (type ?? '') : `${compartment.type}/${compartment.id}/${type}`;
  const text = searchsetText(`${house.baseUrl()}/fhir/R4`, path, page);
  recordShown(house, request, 'search', [...page.matches, ...page.included], `${path}?${query}`);
  return reply.header('content-type', FHIR_JSON).send(text);
}

/** `Patient/1/Observation?code=…`, and `Patient/1/*`: all of the compartment, page by page. */
export async function searchCompartment(house: House, request: FastifyRequest, reply: FastifyReply, below: string) {
  checkAccept(request);
  const [type, id] = [typeOf(request), idOf(request)];
  const of = compartments.find((one) => one === type);
  if (of === undefined || (below !== '*' && !isResourceType(below))) throw errors.unknownRoute();
  if (below !== '*')
    return search(house, request, reply, { type: below, query: queryOf(request), compartment: { type: of, id } });
  if (of !== 'Patient' && of !== 'Encounter') throw errors.unknownRoute();
  const page = await house.store.everything(callerOf(request), of, id, queryOf(request));
  recordShown(house, request, 'search', page.matches, `${of}/${id}/*`);
  const text = searchsetText(`${house.baseUrl()}/fhir/R4`, `${of}/${id}/*`, { ...page, included: [] });
  return reply.header('content-type', FHIR_JSON).send(text);
}

const compartments: readonly Compartment['type'][] = [
  'Patient',
  'Encounter',
  'Practitioner',
  'RelatedPerson',
  'Device',
];

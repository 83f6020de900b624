import { parseJson, type ResourceChange } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Coding, FhirResource, Meta, Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordShown } from './audit.ts';
import { resourceOf } from './body.ts';
import { addressOf, callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';

const sendMeta = (reply: FastifyReply, resource: { readonly meta?: Meta }): FastifyReply => {
  const answer = { resourceType: 'Parameters', parameter: [{ name: 'return', valueMeta: resource.meta ?? {} }] };
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(answer));
};

/** Profiles, tags and labels of one resource, or of one of its versions. */
async function show(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAccept(request);
  const [caller, type, id] = [callerOf(request), typeOf(request), idOf(request)];
  const { version } = addressOf(request);
  const number = /^\d{1,9}$/.test(version ?? '') ? Number(version) : 0;
  const stored =
    version === undefined
      ? await house.store.read(caller, type, id)
      : await house.store.vread(caller, type, id, number);
  recordShown(house, request, 'meta', [stored]);
  return sendMeta(reply, parseJson(stored.text));
}

const sameCoding = (a: Coding) => (b: Coding) => a.system === b.system && a.code === b.code;

function join(own: readonly Coding[], more: readonly Coding[]): Coding[] {
  const all = [...own];
  for (const one of more) if (!all.some(sameCoding(one))) all.push(one);
  return all;
}

const without = (own: readonly Coding[], gone: readonly Coding[]): Coding[] =>
  own.filter((one) => !gone.some(sameCoding(one)));

const listed = <T>(name: string, list: readonly T[]) => (list.length > 0 ? { [name]: list } : {});

/** Sets are changed, everything else of the meta stays. @source FHIR R4 4.0.1, resource-operation-meta-add.html (verified) */
const changed =
  (given: Meta, isAdded: boolean): ResourceChange =>
  (previous) => {
    const { profile = [], tag = [], security = [], ...rest } = previous.meta ?? {};
    const codings = isAdded ? join : without;
    const profiles = given.profile ?? [];
    const meta: Meta = {
      ...rest,
      ...listed(
        'profile',
        isAdded ? [...new Set([...profile, ...profiles])] : profile.filter((one) => !profiles.includes(one)),
      ),
      ...listed('security', codings(security, given.security ?? [])),
      ...listed('tag', codings(tag, given.tag ?? [])),
    };
    return { ...previous, meta } as FhirResource;
  };

/** A change of meta is a new version like any other change: nothing in the record is altered without one. */
async function change(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  isAdded: boolean,
): Promise<FastifyReply> {
  checkAccept(request);
  const [type, id] = [typeOf(request), idOf(request)];
  if (type === 'AuditEvent') throw errors.methodNotSupported();
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters') throw errors.typeMismatch({ at: 'resourceType', detail: body.resourceType });
  house.validate(body);
  const given = (body as Parameters).parameter?.find(({ name }) => name === 'meta')?.valueMeta;
  if (given === undefined) throw errors.emptyBody({ at: 'Parameters.parameter' });
  const written = await house.store.patch(callerOf(request), type, id, changed(given, isAdded));
  return sendMeta(reply, parseJson(written.text));
}

/** `$meta`, `$meta-add` and `$meta-delete` of one resource. */
export function mountMeta(app: FastifyInstance, house: House): void {
  const config = { activity: 'meta' };
  const read = async (request: FastifyRequest, reply: FastifyReply) => show(house, request, reply);
  for (const url of ['/:type/:id/$meta', '/:type/:id/_history/:version/$meta']) {
    app.get(url, { config }, read);
    app.post(url, { config }, read);
  }
  app.post('/:type/:id/$meta-add', { config }, async (request, reply) => change(house, request, reply, true));
  app.post('/:type/:id/$meta-delete', { config }, async (request, reply) => change(house, request, reply, false));
}

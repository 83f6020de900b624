import { Readable } from 'node:stream';
import { accessErrors, mayCall } from '@lienmach/access';
import { type ImportRequest, type ImportStanding, readImportRequest } from '@lienmach/bulk';
import type { Caller } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import { rolePolicies } from '../role-policies.ts';
import { recordAct } from './audit.ts';
import { resourceOf } from './body.ts';
import { callerOf, idOf, visitorOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, preferencesOf } from './negotiate.ts';

/** Writing the record by the thousand is nobody's daily work: only who was made for it may. */
const IMPORTERS = ['data-importer'];
const NDJSON = ['application/fhir+ndjson', 'application/ndjson', 'application/x-ndjson'];
const POLL_SECONDS = 2;

function importerOf(request: FastifyRequest): Caller {
  const caller = callerOf(request);
  const isApp = visitorOf(request).isApp === true;
  if (isApp || !mayCall(caller.agent.roles, rolePolicies, IMPORTERS))
    throw accessErrors.roleForbidden({ what: '$import' });
  return caller;
}

const baseOf = (house: House): string => `${house.baseUrl()}/fhir/R4`;

/** A body of any length, straight to the disk. */
async function receive(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = importerOf(request);
  if (!(request.body instanceof Readable)) throw errors.emptyBody();
  const { id, bytes } = await house.imports.receive(caller, request.body);
  recordAct(house, request, 'import-file', { action: 'C', what: [`$import-file/${id}`] });
  const url = `${baseOf(house)}/$import-file/${id}`;
  return reply.code(201).header('location', url).header('content-type', 'application/json').send({ url, bytes });
}

function askedIn(house: House, request: FastifyRequest): ImportRequest {
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters') throw errors.typeMismatch({ at: 'resourceType', detail: body.resourceType });
  house.validate(body);
  const isLenient = /handling=lenient/.test(String(request.headers.prefer));
  return readImportRequest(body as Parameters, { base: baseOf(house), isLenient });
}

/** A token whose scopes do not let it create what it says it brings is told so at once, not line by line. */
function checkTypes(caller: Caller, { inputs }: ImportRequest): void {
  const closed = inputs.find(({ type }) => type !== undefined && caller.reach.limit(type, 'create') === 'none');
  if (closed?.type !== undefined)
    throw accessErrors.roleForbidden({ at: 'input.type', what: `$import ${closed.type}` });
}

async function kickOff(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = importerOf(request);
  checkAccept(request);
  if (!preferencesOf(request).isAsync) throw errors.needsAsync();
  const asked = askedIn(house, request);
  checkTypes(caller, asked);
  const id = await house.imports.start(caller, asked, `${baseOf(house)}/$import`);
  recordAct(house, request, 'import', { action: 'E', what: [`$import/${id}`] });
  return reply
    .code(202)
    .header('content-location', `${baseOf(house)}/$import-job/${id}`)
    .send();
}

/** What came in of each file, and where the reasons for what did not. */
function answerText(house: House, id: string, { result, url, started }: ImportStanding & { state: 'done' }): string {
  const { files } = result;
  const refused = files.filter((file) => file.refused > 0);
  return JSON.stringify({
    transactionTime: started,
    request: url,
    requiresAccessToken: true,
    output: files.map(({ type, url: inputUrl, written, unchanged }) => ({
      ...(type === undefined ? {} : { type }),
      inputUrl,
      count: written + unchanged,
      written,
      unchanged,
    })),
    error: refused.map(({ upload, url: inputUrl, refused: count }) => ({
      type: 'OperationOutcome',
      inputUrl,
      count,
      url: `${baseOf(house)}/$import-job/${id}/${upload}`,
    })),
  });
}

async function standing(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = importerOf(request);
  const id = idOf(request);
  const found = await house.imports.standing(caller, id);
  if (found.state === 'running')
    return reply.code(202).header('x-progress', found.progress).header('retry-after', String(POLL_SECONDS)).send();
  return reply
    .header('content-type', 'application/json')
    .header('expires', found.expires.toUTCString())
    .send(answerText(house, id, found));
}

async function cancel(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = importerOf(request);
  await house.imports.cancel(caller, idOf(request));
  recordAct(house, request, 'import-cancel', { action: 'E', what: [`$import/${idOf(request)}`] });
  return reply.code(202).send();
}

async function refusals(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = importerOf(request);
  const { file } = request.params as { file: string };
  const lines = await house.imports.refusals(caller, idOf(request), file);
  return reply.header('content-type', 'application/fhir+ndjson').send(Readable.from(lines));
}

/**
 * Bulk import: files are sent first, then a kick-off names them; standing, reasons of refusals, cancelling.
 *
 * @source SMART/Argonaut bulk import draft (from memory): asynchronous pattern, `input` with `type` and `url`
 */
export async function mountImports(app: FastifyInstance, house: House): Promise<void> {
  const config = { activity: 'import' };
  await app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser(NDJSON, (_request, body, done) => done(null, body));
    files.post('/$import-file', { config }, async (request, reply) => receive(house, request, reply));
  });
  app.post('/$import', { config }, async (request, reply) => kickOff(house, request, reply));
  app.get('/$import-job/:id', { config }, async (request, reply) => standing(house, request, reply));
  app.delete('/$import-job/:id', { config }, async (request, reply) => cancel(house, request, reply));
  app.get('/$import-job/:id/:file', { config }, async (request, reply) => refusals(house, request, reply));
}

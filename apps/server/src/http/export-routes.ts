import { createReadStream } from 'node:fs';
import { accessErrors, mayCall } from '@lienmach/access';
import { type ExportRequest, type ExportResult, readExportRequest } from '@lienmach/bulk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import { rolePolicies } from '../role-policies.ts';
import { recordAct } from './audit.ts';
import { resourceOf } from './body.ts';
import { callerOf, idOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, preferencesOf } from './negotiate.ts';
import { queryOf } from './query-of.ts';

/** Taking the record along as a whole is nobody's daily work: only who was made for it may. */
const EXPORTERS = ['data-exporter'];
const NDJSON = 'application/fhir+ndjson';
const POLL_SECONDS = 2;

function checkRole(request: FastifyRequest): void {
  const { roles } = callerOf(request).agent;
  if (!mayCall(roles, rolePolicies, EXPORTERS)) throw accessErrors.roleForbidden({ what: '$export' });
}

/** A POST says the same in Parameters. */
function parametersOf(house: House, request: FastifyRequest): URLSearchParams {
  const query = queryOf(request);
  if (request.method === 'GET' || request.body == null) return query;
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters') throw errors.typeMismatch({ at: 'resourceType', detail: body.resourceType });
  house.validate(body);
  for (const { name, ...rest } of (body as Parameters).parameter ?? []) {
    const [, value] = Object.entries(rest).find(([key]) => key.startsWith('value')) ?? [];
    const text = typeof value === 'object' ? (value as { reference?: unknown }).reference : value;
    if (text !== undefined) query.append(name, String(text));
  }
  return query;
}

async function kickOff(house: House, request: FastifyRequest, reply: FastifyReply, level: ExportRequest['level']) {
  checkRole(request);
  checkAccept(request);
  const { isStrict, isAsync } = preferencesOf(request);
  if (!isAsync) throw errors.needsAsync();
  const query = parametersOf(house, request);
  const asked = { level, isLenient: !isStrict && /handling=lenient/.test(String(request.headers.prefer)) };
  const group = level === 'group' ? { group: idOf(request) } : {};
  const wanted = readExportRequest(query, { ...asked, ...group });
  const url = `${house.baseUrl()}${request.url.split('?')[0]}${query.size > 0 ? `?${query}` : ''}`;
  const id = await house.exports.start(callerOf(request), wanted, url);
  recordAct(house, request, 'export', { action: 'E', what: [`$export/${id}`], query: `${url}`.slice(0, 2000) });
  return reply.code(202).header('content-location', `${house.baseUrl()}/fhir/R4/$export-job/${id}`).send();
}

function manifestText(
  house: House,
  id: string,
  url: string,
  { transactionTime, output, deleted }: ExportResult,
): string {
  const withAddress = (files: ExportResult['output']) =>
    files.map(({ type, name, count }) => ({
      type,
      url: `${house.baseUrl()}/fhir/R4/$export-job/${id}/${name}`,
      count,
    }));
  return JSON.stringify({
    transactionTime,
    request: url,
    requiresAccessToken: true,
    output: withAddress(output),
    deleted: withAddress(deleted).map((file) => ({ ...file, type: 'Bundle' })),
    error: [],
  });
}

async function standing(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkRole(request);
  const id = idOf(request);
  const found = await house.exports.standing(callerOf(request), id);
  if (found.state === 'running')
    return reply.code(202).header('x-progress', found.progress).header('retry-after', String(POLL_SECONDS)).send();
  return reply
    .header('content-type', 'application/json')
    .header('expires', found.expires.toUTCString())
    .send(manifestText(house, id, found.url, found.result));
}

async function cancel(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkRole(request);
  await house.exports.cancel(callerOf(request), idOf(request));
  recordAct(house, request, 'export-cancel', { action: 'E', what: [`$export/${idOf(request)}`] });
  return reply.code(202).send();
}

/** `bytes=n-` or `bytes=n-m`; anything else is answered with the whole file. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '') return undefined;
  const end = Math.min(to === '' ? bytes - 1 : Number(to), bytes - 1);
  return { start: Number(from), end };
}

/** One file, from where the last try broke off when a range is asked for. */
async function file(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkRole(request);
  const { file: name } = request.params as { file: string };
  const id = idOf(request);
  const { path, bytes } = await house.exports.file(callerOf(request), id, name);
  recordAct(house, request, 'export-file', { what: [`$export/${id}/${name}`] });
  reply.header('content-type', NDJSON).header('accept-ranges', 'bytes');
  const range = rangeOf(request.headers.range, bytes);
  if (range === undefined) return reply.header('content-length', bytes).send(createReadStream(path));
  if (range.start > range.end) return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
    .header('content-length', range.end - range.start + 1)
    .send(createReadStream(path, range));
}

/**
 * Bulk export: kick-off, standing, files, cancelling.
 *
 * @source Bulk Data Access IG 2.0.0, operations export (from memory)
 */
export function mountExports(app: FastifyInstance, house: House): void {
  const config = { activity: 'export' };
  const levels = [
    ['/$export', 'system'],
    ['/Patient/$export', 'patient'],
    ['/Group/:id/$export', 'group'],
  ] as const;
  for (const [url, level] of levels) {
    const start = async (request: FastifyRequest, reply: FastifyReply) => kickOff(house, request, reply, level);
    app.get(url, { config }, start);
    app.post(url, { config }, start);
  }
  app.get('/$export-job/:id', { config }, async (request, reply) => standing(house, request, reply));
  app.delete('/$export-job/:id', { config }, async (request, reply) => cancel(house, request, reply));
  app.get('/$export-job/:id/:file', { config }, async (request, reply) => file(house, request, reply));
}

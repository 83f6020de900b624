import { FhirError } from '@lienmach/outcome';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordRefusal } from './audit.ts';
import type { House } from './house.ts';
import { FHIR_JSON } from './negotiate.ts';

/** Statuses of HTTP that no FHIR issue type stands for. */
const ownStatus: Readonly<Record<string, number>> = {
  'http.wrongContentType': 415,
  'http.notAcceptable': 406,
  'http.methodNotSupported': 405,
  'http.needsPost': 405,
};

const broken = new Set([
  'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
  'ECONNRESET',
  'ERR_HTTP_REQUEST_TIMEOUT',
  'ECONNABORTED',
]);
/** SQLSTATE: text that PostgreSQL cannot hold */
const UNSTORABLE = new Set(['22021', '22P05']);

/** SQLSTATE: the database gave a statement up that took longer than the site allows */
const CANCELED = '57014';

const codeOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';

const statusOf = (thrown: unknown): number =>
  typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;

/** Everything thrown becomes a refusal that may be shown; undefined is a bug. */
function refusalOf(thrown: unknown): FhirError | undefined {
  if (thrown instanceof FhirError) return thrown;
  const code = codeOf(thrown);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return errors.bodyTooLarge();
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return errors.wrongContentType();
  if (code === 'FST_ERR_BAD_URL') return errors.malformedUrl();
  if (UNSTORABLE.has(code)) return errors.forbiddenCharacter();
  if (code === CANCELED) return errors.tookTooLong();
  if (broken.has(code)) return errors.bodyBroken();
  const status = statusOf(thrown);
  return status >= 400 && status < 500 ? errors.bodyBroken({ detail: code }) : undefined;
}

/** Where a bug happened, without what it was about: messages may quote patient data. */
function placeOf(thrown: unknown): { kind: string; code: string; at: string[] } {
  if (!(thrown instanceof Error)) return { kind: typeof thrown, code: '', at: [] };
  const at = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: thrown.name, code: codeOf(thrown), at: at.slice(0, 12).map((line) => line.trim()) };
}

export function sendOutcome(reply: FastifyReply, refusal: FhirError): FastifyReply {
  const status = ownStatus[refusal.code ?? ''] ?? refusal.status;
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="Lien Mach", error="invalid_token"');
  if (status === 503 || status === 429) reply.header('retry-after', '5');
  return reply.code(status).header('content-type', FHIR_JSON).send(JSON.stringify(refusal.outcome));
}

/** The one place where a thrown error becomes an answer: an OperationOutcome, always; refusals go to the audit log. */
export function errorHandler(house: House) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    let refusal = refusalOf(thrown);
    if (refusal === undefined) {
      request.log.error({ bug: placeOf(thrown), request: request.id, route: request.routeOptions.url }, 'unexpected');
      refusal = errors.unexpected({ request: request.id });
    }
    try {
      recordRefusal(house, request, ownStatus[refusal.code ?? ''] ?? refusal.status);
    } catch (unaudited) {
      if (unaudited instanceof FhirError) refusal = unaudited;
    }
    return sendOutcome(reply, refusal);
  };
}

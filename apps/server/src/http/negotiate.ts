import type { FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

const json = new Set(['application/fhir+json', 'application/json', 'text/json', 'json', '*/*', 'application/*']);
/** The few Accept headers that clients really send are judged once each. */
const judged = new Map<string, boolean>();

function accepts(range: string): boolean {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const isRefused = parameters.some(
    (one) => /^q=0(\.0*)?$/.test(one) || (/^fhirversion=/.test(one) && !/=4\.0/.test(one)),
  );
  return json.has(type) && !isRefused;
}

function isAcceptable(header: string): boolean {
  const before = judged.get(header);
  if (before !== undefined) return before;
  const verdict = header.split(',').some(accepts);
  if (judged.size < 500) judged.set(header, verdict);
  return verdict;
}

/** `_format` beats `Accept`. @throws http.notAcceptable (406) for anything that is not R4 JSON */
export function checkAccept(request: FastifyRequest): void {
  const url = request.raw.url ?? '';
  const format = url.includes('_format=') ? new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('_format') : null;
  const wanted = format?.replaceAll(' ', '+') ?? request.headers.accept;
  if (wanted !== undefined && wanted !== '' && !isAcceptable(wanted)) throw errors.notAcceptable();
}

export interface Preferences {
  /** absent: the caller did not say; a resource is then answered with its body, a Bundle without bodies */
  readonly returns?: 'minimal' | 'representation' | 'OperationOutcome';
  readonly isStrict: boolean;
  /** the answer may come later, under another address */
  readonly isAsync: boolean;
}

const plain: Preferences = { isStrict: false, isAsync: false };
const returns = ['minimal', 'representation', 'OperationOutcome'] as const;

/** @source RFC 7240; FHIR R4 http.html#ops (verified): unknown preferences are ignored */
export function preferencesOf(request: FastifyRequest): Preferences {
  const { prefer } = request.headers;
  if (prefer === undefined) return plain;
  const words = String(prefer)
    .split(/[,;]/)
    .map((word) => word.trim().replaceAll('"', ''));
  const said = returns.find((one) => words.includes(`return=${one}`));
  const isAsync = words.includes('respond-async');
  return { isStrict: words.includes('handling=strict'), isAsync, ...(said === undefined ? {} : { returns: said }) };
}

/** Version named by `If-Match: W/"3"`. @throws http.malformedIfMatch */
export function ifMatchOf(request: FastifyRequest): { ifMatch?: number } {
  const header = request.headers['if-match'];
  if (header === undefined) return {};
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw errors.malformedIfMatch();
  return { ifMatch: Number(version) };
}

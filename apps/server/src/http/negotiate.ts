import type { FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

export const FHIR_XML = 'application/fhir+xml; charset=utf-8';

export type Format = 'json' | 'xml';

const formats: Readonly<Record<string, Format>> = {
  'application/fhir+json': 'json',
  'application/json': 'json',
  'text/json': 'json',
  json: 'json',
  '*/*': 'json',
  'application/*': 'json',
  'application/fhir+xml': 'xml',
  'application/xml': 'xml',
  'text/xml': 'xml',
  xml: 'xml',
};
/** The few Accept headers that clients really send are judged once each. */
const judged = new Map<string, Format | undefined>();

/** One range of an Accept header; without weight: not acceptable at all. */
function weigh(range: string): { format: Format | undefined; weight: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const isOtherVersion = parameters.some((one) => /^fhirversion=/.test(one) && !/=4\.0/.test(one));
  const written = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
  const weight = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(written) ? Number(written) : 1;
  const format = Object.hasOwn(formats, type) ? formats[type] : undefined;
  return { format, weight: isOtherVersion ? 0 : weight };
}

function preferred(header: string): Format | undefined {
  if (judged.has(header)) return judged.get(header);
  const ranges = header
    .split(',')
    .map(weigh)
    .filter(({ format, weight }) => format !== undefined && weight > 0);
  const best = ranges.toSorted((a, b) => b.weight - a.weight)[0]?.format;
  if (judged.size < 500) judged.set(header, best);
  return best;
}

const controlOf = (request: FastifyRequest, name: string): string | undefined => {
  const url = request.raw.url ?? '';
  if (!url.includes(`${name}=`)) return undefined;
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get(name) ?? undefined;
};

/** `_format` beats `Accept`; whoever says nothing gets JSON. Undefined: nothing of what is asked for can be given. */
export function formatOf(request: FastifyRequest): Format | undefined {
  const wanted = controlOf(request, '_format')?.replaceAll(' ', '+') ?? request.headers.accept;
  return wanted === undefined || wanted === '' ? 'json' : preferred(wanted);
}

export const isPretty = (request: FastifyRequest): boolean => controlOf(request, '_pretty') === 'true';

/** @throws http.notAcceptable (406) for anything that is neither JSON nor XML of R4 */
export function checkAccept(request: FastifyRequest): void {
  if (formatOf(request) === undefined) throw errors.notAcceptable();
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

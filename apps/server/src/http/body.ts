import { isUtf8 } from 'node:buffer';
import { isResourceType, parseJson, parseJsonList } from '@lienmach/fhir-store';
import { readXml } from '@lienmach/fhir-xml';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';

export const JSON_PATCH = 'application/json-patch+json';

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw errors.notUtf8();
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function readAs(app: FastifyInstance, types: string[], parse: (text: string) => unknown): void {
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, bytes: Buffer, done) => {
    try {
      done(null, bytes.length === 0 ? undefined : parse(decode(bytes)));
    } catch (thrown) {
      done(thrown instanceof Error ? thrown : new Error('unreadable body'));
    }
  });
}

/** How bodies are read on the FHIR routes: JSON by the store's own parser, XML, patches, forms for `_search`, nothing else (415). */
export function readFhirBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  readAs(app, ['application/fhir+json', 'application/json'], parseJson);
  readAs(app, ['application/fhir+xml', 'application/xml', 'text/xml'], readXml);
  readAs(app, [JSON_PATCH], parseJsonList);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, bytes: Buffer, done) => done(null, bytes.toString('latin1')),
  );
}

const isResource = (body: object): body is FhirResource =>
  'resourceType' in body && typeof body.resourceType === 'string' && isResourceType(body.resourceType);

/** The body as a resource. Its inside is the validator's work; here only: is it one at all? */
export function resourceOf(request: FastifyRequest): FhirResource {
  const { body } = request;
  if (typeof body !== 'object' || body === null) throw errors.emptyBody();
  if (Array.isArray(body)) throw errors.wrongContentType(); // a JSON Patch where a resource belongs
  if (!isResource(body)) throw errors.unknownType({ at: 'resourceType', type: '' });
  return body;
}

/** Larger loads come by `$import`. */
const MOST_ENTRIES = 10_000;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The envelope only: what is inside each entry is judged when that entry is handled. */
export function bundleOf(request: FastifyRequest): Bundle {
  const bundle = resourceOf(request);
  if (bundle.resourceType !== 'Bundle') throw errors.notABundle({ at: 'resourceType' });
  const entries: unknown = bundle.entry ?? [];
  if (!Array.isArray(entries)) throw errors.malformedEntry({ at: 'Bundle.entry' });
  if (entries.length > MOST_ENTRIES) throw errors.tooManyEntries({ at: 'Bundle.entry', most: MOST_ENTRIES });
  for (const [index, entry] of entries.entries()) {
    const { request: asked, resource = {} } = isObject(entry) ? (entry as Partial<BundleEntry>) : {};
    const isUsable = isObject(asked) && typeof asked.method === 'string' && typeof asked.url === 'string';
    if (!isUsable || !isObject(resource)) throw errors.malformedEntry({ at: `Bundle.entry[${index}]` });
  }
  return bundle;
}

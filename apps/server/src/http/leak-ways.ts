import type { Blind } from './leak-world.ts';

/** One request, as somebody would send it who suspects that there is more than they are shown. */
export interface Way {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const XML = { accept: 'application/fhir+xml' };

const get = (name: string, path: string, headers?: Record<string, string>): Way => ({
  name,
  method: 'GET',
  path,
  ...(headers === undefined ? {} : { headers }),
});
const form = (name: string, path: string, body: string): Way => ({ name, method: 'POST', path, body, headers: FORM });
const parameters = (...parameter: readonly object[]) => ({
  resourceType: 'Parameters',
  ...(parameter.length > 0 ? { parameter } : {}),
});

/** What validators and formats tell of one resource. */
const byHeader = ({ type, id, key }: Blind): Way[] => [
  get('If-None-Match', `/${type}/${id}`, { 'if-none-match': 'W/"1"' }),
  get('If-None-Match: *', `/${type}/${id}`, { 'if-none-match': '*' }),
  get('If-None-Match of a version', `/${type}/${id}/_history/1`, { 'if-none-match': 'W/"1"' }),
  get('If-Modified-Since', `/${type}/${id}`, { 'if-modified-since': new Date(0).toUTCString() }),
  get('If-Modified-Since, later', `/${type}/${id}`, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
  get('as XML', `/${type}/${id}`, XML),
  get('search as XML', `/${type}?identifier=urn:so|${key}&_total=accurate`, XML),
  get('history as XML', `/${type}/${id}/_history`, XML),
  get('Range', `/${type}/${id}`, { range: 'bytes=0-10' }),
  get('strict, unknown parameter', `/${type}?_filter=identifier eq ${key}`, { prefer: 'handling=strict' }),
  get('strict', `/${type}?identifier=urn:so|${key}`, { prefer: 'handling=strict' }),
  get('purpose of use', `/${type}?identifier=urn:so|${key}&_total=accurate`, { 'x-purpose-of-use': 'ETREAT' }),
  { name: 'HEAD', method: 'HEAD', path: `/${type}/${id}` },
  { name: 'HEAD of a version', method: 'HEAD', path: `/${type}/${id}/_history/1` },
  { name: 'HEAD of a search', method: 'HEAD', path: `/${type}?identifier=urn:so|${key}&_total=accurate` },
];

/** Searches that are sent as a form. */
const byForm = ({ type, key, patient }: Blind): Way[] => [
  form('_search', `/${type}/_search`, `identifier=urn:so|${key}&_total=accurate`),
  form('_search by a chain', `/${type}/_search`, `subject:Patient._id=${key}&_total=accurate`),
  form('_search of the patient', '/Patient/_search', `_has:${type}:patient:identifier=urn:so|${key}`),
  form('_search over types', '/_search', `_type=${type},Patient,Encounter&_lastUpdated=gt2000&_total=accurate`),
  form('_search of the log', '/AuditEvent/_search', `patient=${patient}x&entity=${type}/${key}-o`),
];

/** What operations tell that only look. */
const byOperation = ({ type, id, key, patient }: Blind): Way[] => [
  get('$meta', `/${type}/${id}/$meta`),
  get('$meta of a version', `/${type}/${id}/_history/1/$meta`),
  { name: '$meta by POST', method: 'POST', path: `/${type}/${id}/$meta` },
  { name: '$validate', method: 'POST', path: `/${type}/${id}/$validate` },
  { name: '$validate a removal', method: 'POST', path: `/${type}/${id}/$validate?mode=delete` },
  {
    name: '$validate a change',
    method: 'POST',
    path: `/${type}/${id}/$validate?mode=update`,
    body: {
      resourceType: type,
      id,
      status: 'final',
      code: { text: 'x' },
      subject: { reference: `Patient/${patient}` },
    },
  },
  {
    name: '$validate a reference',
    method: 'POST',
    path: `/${type}/$validate`,
    body: { resourceType: type, status: 'final', code: { text: 'x' }, subject: { reference: `Patient/${key}` } },
  },
  { name: '$everything by POST', method: 'POST', path: `/Patient/${key}/$everything`, body: parameters() },
  ...['onlyCertainMatches', 'count'].map(
    (more): Way => ({
      name: `$match, ${more}`,
      method: 'POST',
      path: '/Patient/$match',
      body: parameters(
        {
          name: 'resource',
          resource: {
            resourceType: 'Patient',
            identifier: [{ system: 'urn:so', value: key }],
            name: [{ text: `Lý Văn Thử ${key}` }],
            birthDate: '1985-05-05',
          },
        },
        more === 'count' ? { name: more, valueInteger: 5 } : { name: more, valueBoolean: true },
      ),
    }),
  ),
  get('$export', '/$export', { prefer: 'respond-async', accept: 'text/plain' }),
];

/** The log of access: of a patient who is not the caller's, nothing; of a resource that is hidden, nothing. */
const byLog = ({ role, type, id, key }: Blind): Way[] =>
  [
    `patient=${key}`,
    `patient=Patient/${key}`,
    `entity=${type}/${id}`,
    `entity=Patient/${key}`,
    `entity=Encounter/${key}-e`,
  ]
    .map((query) => get(`log: ${query}`, `/AuditEvent?${query}`))
    .concat(role === 'citizen' ? get('log of another', `/Patient/${key}/AuditEvent`) : [])
    .concat(get('history of the log', '/AuditEvent/_history'));

/** Bundles of questions; what may not be asked in one is refused as a whole. */
const byBundle = (questions: readonly string[]): Way[] => {
  const readable = questions.filter((url) => !/_history|\$|\/\w+\/\w+\/\w+/.test(url));
  const entry = readable.map((url) => ({ request: { method: 'GET', url: url.slice(1) } }));
  return ['batch', 'transaction'].map((type) => ({
    name: type,
    method: 'POST',
    path: '/',
    body: { resourceType: 'Bundle', type, entry },
  }));
};

/** Every way to read that is no plain GET of an address. @param questions  the plain ones */
export const readingWays = (asker: Blind, questions: readonly string[]): readonly Way[] => [
  ...byHeader(asker),
  ...byForm(asker),
  ...byOperation(asker),
  ...byLog(asker),
  ...byBundle(questions),
];

const bundle = (type: 'batch' | 'transaction', request: object, resource?: object) => ({
  resourceType: 'Bundle',
  type,
  entry: [{ ...(resource === undefined ? {} : { resource }), request }],
});

/** Writes by the address of the thing itself. */
function byAddress(type: string, at: string, body: object): Way[] {
  const path = `/${type}/${at}`;
  const probe = [{ op: 'test', path: '/status', value: 'final' }];
  const replace = parameters({
    name: 'operation',
    part: [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: `${type}.code.text` },
      { name: 'value', valueString: 'y' },
    ],
  });
  const tag = parameters({ name: 'meta', valueMeta: { tag: [{ system: 'urn:t', code: 't' }] } });
  return [
    { name: 'PUT', method: 'PUT', path, body },
    { name: 'PUT, If-Match', method: 'PUT', path, body, headers: { 'if-match': 'W/"1"' } },
    { name: 'PUT, wrong If-Match', method: 'PUT', path, body, headers: { 'if-match': 'W/"9"' } },
    { name: 'PUT, If-None-Match: *', method: 'PUT', path, body, headers: { 'if-none-match': '*' } },
    { name: 'DELETE', method: 'DELETE', path },
    { name: 'DELETE, If-Match', method: 'DELETE', path, headers: { 'if-match': 'W/"9"' } },
    { name: 'JSON Patch', method: 'PATCH', path, body: probe, headers: JSON_PATCH },
    {
      name: 'JSON Patch, If-Match',
      method: 'PATCH',
      path,
      body: probe,
      headers: { ...JSON_PATCH, 'if-match': 'W/"9"' },
    },
    { name: 'FHIRPath Patch', method: 'PATCH', path, body: replace },
    { name: '$meta-add', method: 'POST', path: `${path}/$meta-add`, body: tag },
    { name: '$meta-delete', method: 'POST', path: `${path}/$meta-delete`, body: tag },
  ];
}

/** Writes that search first. */
function byCondition(type: string, at: string, key: string, body: object): Way[] {
  const numbered = { ...body, identifier: [{ system: 'urn:so', value: key }] };
  const probe = [{ op: 'test', path: '/status', value: 'final' }];
  const { id: _id, ...made } = numbered as { id?: string };
  const by = `identifier=urn:so|${key}`;
  return [
    { name: 'PUT where _id', method: 'PUT', path: `/${type}?_id=${at}`, body },
    { name: 'DELETE where _id', method: 'DELETE', path: `/${type}?_id=${at}` },
    { name: 'DELETE where', method: 'DELETE', path: `/${type}?${by}` },
    { name: 'PATCH where', method: 'PATCH', path: `/${type}?${by}`, body: probe, headers: JSON_PATCH },
    { name: 'PATCH where _id', method: 'PATCH', path: `/${type}?_id=${at}`, body: probe, headers: JSON_PATCH },
    { name: 'PUT where', method: 'PUT', path: `/${type}?${by}-khac`, body: made },
    { name: 'If-None-Exist', method: 'POST', path: `/${type}`, body: made, headers: { 'if-none-exist': by } },
    {
      name: 'If-None-Exist by a chain',
      method: 'POST',
      path: `/${type}`,
      body: made,
      headers: { 'if-none-exist': `subject:Patient._id=${key}` },
    },
  ];
}

/** The same inside Bundles, and references that search. */
function byEntry(type: string, at: string, key: string, body: object): Way[] {
  const { id: _id, ...made } = body as { id?: string };
  const post = (name: string, content: unknown): Way => ({ name, method: 'POST', path: '/', body: content });
  const asked = (subject: string) => ({ ...made, subject: { reference: subject } });
  return (['batch', 'transaction'] as const).flatMap((kind) => [
    post(`${kind}: PUT`, bundle(kind, { method: 'PUT', url: `${type}/${at}` }, body)),
    post(`${kind}: PUT, ifMatch`, bundle(kind, { method: 'PUT', url: `${type}/${at}`, ifMatch: 'W/"1"' }, body)),
    post(`${kind}: DELETE`, bundle(kind, { method: 'DELETE', url: `${type}/${at}` })),
    post(`${kind}: DELETE where`, bundle(kind, { method: 'DELETE', url: `${type}?_id=${at}` })),
    post(`${kind}: ifNoneExist`, bundle(kind, { method: 'POST', url: type, ifNoneExist: `_id=${at}` }, made)),
    post(
      `${kind}: reference that searches`,
      bundle(kind, { method: 'POST', url: type }, asked(`Patient?identifier=urn:so|${key}`)),
    ),
    post(`${kind}: reference`, bundle(kind, { method: 'POST', url: type }, asked(`Patient/${key}`))),
    post(`${kind}: GET, ifNoneMatch`, bundle(kind, { method: 'GET', url: `${type}/${at}`, ifNoneMatch: 'W/"1"' })),
  ]);
}

/** Every way to write to what is not there for the caller. @param at  the id of it @param key  its number */
export function writingWays(type: string, at: string, key: string): readonly Way[] {
  const subject = { reference: 'Patient/an' };
  const body =
    type === 'Condition'
      ? { resourceType: type, id: at, subject }
      : { resourceType: type, id: at, status: 'final', code: { text: 'x' }, subject };
  return [...byAddress(type, at, body), ...byCondition(type, at, key, body), ...byEntry(type, at, key, body)];
}

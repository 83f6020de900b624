/** Chance that is the same in every run. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts that have broken programs: nothing, much, other directions, other alphabets, half characters, and pieces of languages. */
export const naughtyTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u200b',
  '\u200d\u200c\ufeff',
  '\u202etxt.exe',
  '\u2066\u2067\u2069',
  '\ud800',
  '\udc00\ud800',
  '\uffff\ufffe',
  '𝕬𝖓𝖍 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'Nguye\u0302\u0303n Thi\u0323 A\u0301',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  "' or 1=1 --",
  "'; drop table resource; --",
  '$1',
  '$$',
  '%',
  '%00',
  '\\',
  '\\\\',
  '\\,\\|\\$',
  '|',
  '||',
  '|||',
  '$|,',
  ',,,',
  'a'.repeat(5_000),
  '9'.repeat(400),
  '-0',
  '1e999',
  '-1e-999',
  'NaN',
  'Infinity',
  '0x10',
  '١٢٣',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
  '&#0;',
  "Patient.name.where(use='official').given.first()",
  'iif(true, repeat($this), descendants())',
  '%resource.repeat(children())',
  '{{7*7}}',
  '$' + '{jndi:ldap://x}',
  '../../etc/passwd',
  '..%2f..%2f',
  'http://[::1',
  'urn:uuid:',
  'Patient/../Patient/1',
  'Patient/',
  '/Patient',
  '#',
  '?',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  '0000-00-00',
  '9999-99-99',
  '2026-02-30',
  '-271821-04-20T00:00:00Z',
  '294277-01-01',
  '2026-03-02T25:61:61+99:99',
  'ge',
  'gt2026-',
  'sa1e400',
  'ap-',
  'not-a-date',
  'W/"1"',
  'W/"99999999999999999999"',
  '*',
  '()',
  '(((((((((',
  'a.b.c.d.e.f.g',
  '_has:Patient:x:y',
  ':::',
];

const types = [
  'Patient',
  'Observation',
  'Encounter',
  'Bundle',
  'Parameters',
  'Binary',
  'Consent',
  'Basic',
  'ValueSet',
  'Task',
  'Nothing',
];
const controls = [
  '_id',
  '_sort',
  '_count',
  '_cursor',
  '_include',
  '_revinclude',
  '_total',
  '_summary',
  '_elements',
  '_has',
  '_since',
  '_type',
  '_format',
  '_lastUpdated',
  '_filter',
  '_text',
  '_tag',
  '_security',
];
const parameters = [
  'name',
  'birthdate',
  'identifier',
  'subject',
  'code',
  'date',
  'value-quantity',
  'code-value-quantity',
  'patient',
  'status',
  'url',
  'subject.name',
  '_has:Observation:patient:code',
];
const modifiers = [
  '',
  '',
  '',
  ':exact',
  ':contains',
  ':missing',
  ':not',
  ':in',
  ':not-in',
  ':above',
  ':below',
  ':text',
  ':of-type',
  ':identifier',
  ':Patient',
  ':iterate',
  ':x',
];
const contents = [
  'application/fhir+json',
  'application/json',
  'application/fhir+xml',
  'application/xml',
  'application/json-patch+json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data',
  'application/octet-stream',
  'application/fhir+json; charset=utf-16',
  ';;;',
  '',
];
const endings = [
  '',
  '/_history',
  '/_history/1',
  '/_history/0',
  '/$everything',
  '/$validate',
  '/$meta',
  '/$finish',
  '/$x',
  '/x/y/z',
];

export interface NaughtyRequest {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** One request that nobody should send. @param next  chance */
export function naughtyRequest(next: () => number): NaughtyRequest {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const text = (): string => pick(naughtyTexts);
  const query = (): string =>
    Array.from({ length: Math.floor(next() * 4) }, () => {
      const name = next() < 0.5 ? pick(controls) : pick(parameters) + pick(modifiers);
      return `${name}=${next() < 0.9 ? encodeURIComponent(text().toWellFormed()) : pick(['%', '%zz', '%ff%fe', '&&', '=='])}`;
    }).join('&');
  const method = pick(['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
  const id = next() < 0.4 ? 'p1' : encodeURIComponent(text().toWellFormed()).slice(0, 400);
  const place = pick([
    `/${pick(types)}`,
    `/${pick(types)}/${id}${pick(endings)}`,
    '/',
    `/${pick(types)}/_search`,
    '/_history',
    '/$export',
    '/metadata',
  ]);
  const { kind, body } = ['GET', 'HEAD', 'OPTIONS'].includes(method)
    ? { kind: 'address', body: undefined }
    : bodyOf(next, pick, text);
  const asked = query();
  return {
    kind,
    method,
    path: `/fhir/R4${place}${asked === '' ? '' : `?${asked}`}`,
    headers: {
      ...(body === undefined ? {} : { 'content-type': next() < 0.7 ? (contents[0] ?? '') : pick(contents) }),
      ...(next() < 0.15 ? { accept: pick([...contents, '*/*', 'image/png']) } : {}),
      ...(next() < 0.1 ? { 'if-match': latin(text()) } : {}),
      ...(next() < 0.1 ? { 'if-none-exist': latin(text()) } : {}),
      ...(next() < 0.1 ? { 'if-none-match': latin(text()) } : {}),
      ...(next() < 0.1 ? { prefer: latin(text()) } : {}),
      ...(next() < 0.05 ? { 'x-purpose-of-use': latin(text()) } : {}),
      ...(next() < 0.05 ? { range: 'bytes=0-1' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** What a header may hold at all. */
const latin = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

type Pick = <T>(list: readonly T[]) => T;

function bodyOf(next: () => number, pick: Pick, text: () => string): { kind: string; body: Buffer } {
  const type = pick(types);
  const whole = JSON.stringify({
    resourceType: type,
    id: 'p1',
    name: [{ text: text() }],
    status: text(),
    code: { text: text() },
  });
  const makers: Readonly<Record<string, () => string | Buffer>> = {
    'cut json': () => whole.slice(0, Math.floor(next() * whole.length)),
    'wrong places': () => whole.replaceAll('"', () => (next() < 0.1 ? '' : '"')),
    'deep lists': () => `{"resourceType":"${type}","x":${'['.repeat(20_000)}`,
    'deep objects': () => `{"resourceType":"${type}",${'"a":{'.repeat(5_000)}${'}'.repeat(5_000)}}`,
    'deep extensions': () =>
      `{"resourceType":"Patient",${'"extension":[{"url":"u",'.repeat(60)}"valueString":"x"${'}]'.repeat(60)}}`,
    'huge text': () =>
      JSON.stringify({ resourceType: type, id: 'p1', language: text().repeat(3_000).slice(0, 1_000_000) }),
    'naughty texts': () => whole,
    'half characters': () => whole.replace('"p1"', '"\\ud800\\u0000"'),
    'broken utf-8': () =>
      Buffer.concat([
        Buffer.from('{"resourceType":"Patient","language":"'),
        Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]),
    'strange numbers': () =>
      `{"resourceType":"Observation","valueQuantity":{"value":${pick(['1e999', '-0', '1.', '00', '1e-400', '9'.repeat(400), '1.10e+5'])}}}`,
    'wrong types': () =>
      `{"resourceType":"${type}","name":${pick(['1', 'null', '[[]]', '[null]', '{}', 'true', '"x"'])},"meta":${pick(['1', '[]', 'null', '{"security":1}'])}}`,
    'twice the same': () => `{"resourceType":"Patient","id":"a","id":"b","__proto__":{"x":1}}`,
    'no object': () => pick(['[]', '1', 'null', '"x"', 'true', '', '\ufeff{}', '{}{}']),
    xml: () =>
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'c'.repeat(1_000)}">]><${type} xmlns="http://hl7.org/fhir"><id value="&b;"/>`,
    form: () => `name=${text()}&_count=${text()}&%ff=%00`,
    'odd bundle': () =>
      JSON.stringify({
        resourceType: 'Bundle',
        type: pick(['batch', 'transaction', 'x']),
        entry: entriesOf(pick, text),
      }),
    'odd patch': () =>
      JSON.stringify([
        { op: pick(['add', 'remove', 'test', 'copy', 'move', 'x']), path: `/${text()}`, from: text(), value: text() },
      ]),
    'odd parameters': () =>
      JSON.stringify({
        resourceType: 'Parameters',
        parameter: [
          { name: text(), valueString: text() },
          { name: 'operation', part: [] },
        ],
      }),
  };
  const kind = pick(Object.keys(makers));
  const made = makers[kind]?.() ?? '';
  return { kind, body: typeof made === 'string' ? Buffer.from(made, 'utf8') : made };
}

const entriesOf = (pick: Pick, text: () => string): unknown[] => [
  {
    request: {
      method: pick(['GET', 'PUT', 'DELETE', 'PATCH', 'x']),
      url: pick(['Patient/p1', `Patient?name=${text()}`, text(), '']),
    },
    resource: { resourceType: pick(types), id: text() },
  },
  {
    fullUrl: text(),
    request: pick<unknown>([null, 1, {}, { method: 'POST', url: 'Patient', ifNoneExist: text() }]),
    resource: pick<unknown>([null, 1, [], { resourceType: 'Patient' }]),
  },
  pick<unknown>([null, 1, 'x', []]),
];

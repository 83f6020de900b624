import { type NaughtyBody, naughtyJson, naughtyTypes, type Pick } from './naughty-json.ts';
import { naughtyParameters, naughtyPatch } from './naughty-patch.ts';
import { naughtyXml } from './naughty-xml.ts';

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

const controls = [
  '_id',
  '_sort',
  '_count',
  '_cursor',
  '_include',
  '_revinclude',
  '_include:iterate',
  '_total',
  '_summary',
  '_elements',
  '_has',
  '_since',
  '_at',
  '_type',
  '_format',
  '_pretty',
  '_lastUpdated',
  '_filter',
  '_query',
  '_text',
  '_content',
  '_list',
  '_contained',
  '_profile',
  '_source',
  '_tag',
  '_security',
];
/** Parameters of every type, each where it is one. */
const parameters: readonly (readonly [type: string, names: readonly string[]])[] = [
  [
    'Patient',
    ['name', 'given', 'address', 'phonetic', 'birthdate', 'identifier', 'general-practitioner', 'active', 'deceased'],
  ],
  [
    'Observation',
    [
      'code',
      'date',
      'subject',
      'patient',
      'value-quantity',
      'value-string',
      'code-value-quantity',
      'combo-code-value-quantity',
      'subject.name',
      'has-member.derived-from.code',
    ],
  ],
  ['Encounter', ['date', 'length', 'status', 'subject', 'part-of', 'location-period', 'diagnosis.code']],
  ['RiskAssessment', ['probability', 'date', 'subject']],
  ['Location', ['near', 'name', 'partof', 'address']],
  ['ValueSet', ['url', 'date', 'version', 'context-quantity', 'context-type-value']],
  ['MedicationRequest', ['code', 'authoredon', 'medication.code']],
  ['Consent', ['period', 'patient', 'category', 'actor']],
];
const links = [
  '*',
  'Patient:general-practitioner',
  'Observation:subject',
  'Observation:subject:Patient',
  'Encounter:part-of',
  'Encounter:part-of:Encounter',
  'Observation:has-member',
  'Patient:link',
  'Patient:x',
  'X:y:z',
  ':::',
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
  '/$meta-add',
  '/$finish',
  '/$x',
  '/x/y/z',
  '/*',
  '/Observation',
];
const accepts = [
  '*/*',
  'image/png',
  'application/fhir+json;q=9',
  'application/fhir+xml; fhirVersion=9',
  ',,,',
  ';q=0',
  '*;*',
];

export interface NaughtyRequest {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An operation that is mounted: where, and which parameters it knows. */
export interface KnownOperation {
  readonly path: string;
  readonly names: readonly string[];
}

interface Dice {
  readonly next: () => number;
  readonly pick: Pick;
  readonly text: () => string;
}

interface Asked {
  readonly kind: string;
  readonly method: string;
  readonly place: string;
  readonly made?: NaughtyBody;
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

function nameOf({ next, pick }: Dice, names: readonly string[]): string {
  const chain = next() < 0.1 ? `${'subject:Patient.general-practitioner.'.repeat(pick([1, 3, 30]))}` : '';
  const has = next() < 0.1 ? '_has:Observation:patient:'.repeat(pick([1, 2, 20])) : '';
  return `${has}${chain}${pick(names)}${pick(modifiers)}`;
}

function queryOf(dice: Dice, names: readonly string[]): string {
  const { next, pick, text } = dice;
  const one = (): string => {
    const dart = next();
    if (dart < 0.15)
      return `${pick(['_include', '_revinclude', '_include:iterate', '_revinclude:iterate'])}=${pick(links)}`;
    const name = dart < 0.45 ? pick(controls) : nameOf(dice, names);
    const value = next() < 0.9 ? encoded(text()) : pick(['%', '%zz', '%ff%fe', '&&', '==', ',', '%2C'.repeat(600)]);
    return `${name}=${value}`;
  };
  const many = next() < 0.03 ? 80 : Math.floor(next() * 4);
  return Array.from({ length: many }, one).join('&');
}

/** A read or a search at an address that may be none. */
function address(dice: Dice, type: string): Asked {
  const { next, pick, text } = dice;
  const id = next() < 0.4 ? 'p1' : encoded(text()).slice(0, 400);
  const place = pick([
    `/${type}`,
    `/${type}`,
    `/${type}/${id}${pick(endings)}`,
    '/',
    '/_history',
    `/${type}/_history`,
    '/$export',
    '/metadata',
    '/AuditEvent',
  ]);
  return { kind: 'address', method: pick(['GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS']), place };
}

/** A body where one belongs, or where none does. */
function withBody(dice: Dice, made: NaughtyBody): Asked {
  const { next, pick, text } = dice;
  const id = next() < 0.5 ? 'p1' : encoded(text()).slice(0, 400);
  const type = pick(naughtyTypes);
  const place = pick([
    `/${type}`,
    `/${type}/${id}`,
    '/Patient/p1',
    `/${type}/${id}${pick(endings)}`,
    '/',
    `/${type}/_search`,
  ]);
  // the one that is there stays there
  const methods = place.includes('p1') ? ['POST', 'PUT', 'PATCH'] : ['POST', 'POST', 'PUT', 'PATCH', 'DELETE'];
  return { kind: made.kind, method: pick(methods), place, made };
}

function operation({ pick, text }: Dice, operations: readonly KnownOperation[]): Asked {
  const { path, names } = pick(operations);
  const made = naughtyParameters(names, pick, text);
  return { kind: made.kind, method: pick(['POST', 'POST', 'POST', 'GET']), place: path, made };
}

function asked(dice: Dice, type: string, operations: readonly KnownOperation[]): Asked {
  const { next, pick, text } = dice;
  const dart = next();
  if (dart < 0.35) return address(dice, type);
  if (dart < 0.6) return withBody(dice, naughtyJson(next, pick, text));
  if (dart < 0.76) return withBody(dice, naughtyXml(next, pick, text));
  if (dart < 0.88) {
    const made = naughtyPatch(pick, text);
    const place = pick(['/Patient/p1', '/Patient/p1', '/Patient?_id=p1', '/Observation/khong-co', '/Patient']);
    return { kind: made.kind, method: 'PATCH', place, made };
  }
  return operation(dice, operations);
}

function headersOf({ next, pick, text }: Dice, made: NaughtyBody | undefined): Record<string, string> {
  const sometimes = (share: number, name: string, value: () => string) => (next() < share ? { [name]: value() } : {});
  return {
    ...(made === undefined ? {} : { 'content-type': next() < 0.8 ? made.content : pick(contents) }),
    ...sometimes(0.15, 'accept', () => pick([...contents, ...accepts])),
    ...sometimes(0.08, 'if-match', () => latin(text())),
    ...sometimes(0.08, 'if-none-exist', () => latin(text())),
    ...sometimes(0.08, 'if-none-match', () => latin(text())),
    ...sometimes(0.05, 'if-modified-since', () => latin(text())),
    ...sometimes(0.1, 'prefer', () => pick(['return=x', 'handling=strict', 'respond-async', latin(text())])),
    ...sometimes(0.05, 'x-purpose-of-use', () => latin(text())),
    ...sometimes(0.05, 'range', () => pick(['bytes=0-1', 'bytes=9-1', 'x'])),
    ...sometimes(0.03, 'origin', () => latin(text())),
    ...sometimes(0.03, 'content-encoding', () => pick(['gzip', 'br', latin(text())])),
    ...sometimes(0.03, 'x-forwarded-for', () => latin(text())),
    ...sometimes(0.03, 'x-http-method-override', () => 'DELETE'),
    ...sometimes(0.02, 'authorization', () => `Bearer ${latin(text())}`),
    ...sometimes(0.02, 'cookie', () => latin(text())),
  };
}

/** One request that nobody should send. @param next  chance @param operations  those that are mounted */
export function naughtyRequest(next: () => number, operations: readonly KnownOperation[]): NaughtyRequest {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const dice: Dice = { next, pick, text: () => pick(naughtyTexts) };
  const [type, names] = pick(parameters);
  const { kind, method, place, made } = asked(dice, type, operations);
  const query = next() < 0.6 ? queryOf(dice, names) : '';
  const body = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? undefined : made?.body;
  const joint = place.includes('?') ? '&' : '?';
  return {
    kind,
    method,
    path: `/fhir/R4${place}${query === '' ? '' : joint + query}`,
    headers: headersOf(dice, body === undefined ? undefined : made),
    ...(body === undefined ? {} : { body }),
  };
}

/** What a header may hold at all. */
const latin = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

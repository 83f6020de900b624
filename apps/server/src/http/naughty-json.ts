/** Types that there are, and one that there is not. */
export const naughtyTypes = [
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

/** Takes one of a list by chance. */
export type Pick = <T>(list: readonly T[]) => T;

export interface NaughtyBody {
  readonly kind: string;
  readonly body: Buffer;
  /** as what it is sent when it is sent as what it is */
  readonly content: string;
}

/** JSON that is none, or none of FHIR's. @param next  chance */
export function naughtyJson(next: () => number, pick: Pick, text: () => string): NaughtyBody {
  const type = pick(naughtyTypes);
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
    form: () => `name=${text()}&_count=${text()}&%ff=%00`,
    'odd bundle': () =>
      JSON.stringify({
        resourceType: 'Bundle',
        type: pick(['batch', 'transaction', 'x']),
        entry: entriesOf(pick, text),
      }),
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
  const content = kind === 'form' ? 'application/x-www-form-urlencoded' : 'application/fhir+json';
  return { kind, content, body: typeof made === 'string' ? Buffer.from(made, 'utf8') : made };
}

const entriesOf = (pick: Pick, text: () => string): unknown[] => [
  {
    request: {
      method: pick(['GET', 'PUT', 'DELETE', 'PATCH', 'x']),
      url: pick(['Patient/p1', `Patient?name=${text()}`, text(), '']),
    },
    resource: { resourceType: pick(naughtyTypes), id: text() },
  },
  {
    fullUrl: text(),
    request: pick<unknown>([null, 1, {}, { method: 'POST', url: 'Patient', ifNoneExist: text() }]),
    resource: pick<unknown>([null, 1, [], { resourceType: 'Patient' }]),
  },
  pick<unknown>([null, 1, 'x', []]),
];

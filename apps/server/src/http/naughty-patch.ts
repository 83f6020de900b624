import type { NaughtyBody, Pick } from './naughty-json.ts';

const operation = (parts: Readonly<Record<string, unknown>>) => ({
  name: 'operation',
  part: Object.entries(parts).map(([name, value]) =>
    typeof value === 'number'
      ? { name, valueInteger: value }
      : { name, ...(name === 'type' ? { valueCode: value } : { valueString: value }) },
  ),
});
const parameters = (...all: readonly object[]) => JSON.stringify({ resourceType: 'Parameters', parameter: all });

/** Expressions that walk far, nest deep, say nothing or are none. */
const paths: readonly string[] = [
  'Patient',
  'Patient.name',
  'Patient.name[0].given[999999999]',
  'Patient.name.where(given.where(given.where(given.exists())))',
  'Patient.descendants()',
  'repeat(children())',
  `${'('.repeat(400)}Patient${')'.repeat(400)}`,
  `Patient${'.name'.repeat(190)}`,
  `${'Patient.name|'.repeat(70)}Patient.name`,
  "Patient.name.where(text.matches('(a+)+$'))",
  "Patient.name.where(text='\\u0000')",
  'Patient.name.first().last().single().tail()',
  '%resource.name',
  '$this',
  '1/0',
  "'x'",
  '@9999-99-99',
  'Patient.name -- x',
  '"',
  '',
];

/** Addresses inside a document that are none, lead nowhere or go very deep. */
const pointers: readonly string[] = [
  '',
  '/',
  '//',
  '/name/-',
  '/name/0/given/999999999',
  '/name/-1',
  '/name/01',
  '/name/1e3',
  '/~2',
  '/__proto__/x',
  '/constructor/prototype/x',
  '/meta/security',
  '/resourceType',
  '/id',
  '/extension',
  '/a'.repeat(450),
  'name',
];

/** A list that is put into itself again and again: each time twice as large. */
const doubling = (): unknown[] => [
  { op: 'add', path: '/extension', value: [{ url: 'u', valueString: 'x' }] },
  ...Array.from({ length: 60 }, () => ({ op: 'copy', from: '/extension', path: '/extension/-' })),
];

const makers = (pick: Pick, text: () => string): Readonly<Record<string, () => string>> => ({
  'json patch': () =>
    JSON.stringify([
      {
        op: pick(['add', 'remove', 'replace', 'test', 'copy', 'move', 'x', '']),
        path: pick([...pointers, `/${text()}`]),
        from: pick([...pointers, text()]),
        value: pick<unknown>([text(), null, 1e300, [], {}, [[[[]]]], { resourceType: 'Patient' }]),
      },
    ]),
  'json patch doubling': () => JSON.stringify(doubling()),
  'json patch many': () =>
    JSON.stringify(Array.from({ length: pick([900, 5_000]) }, () => ({ op: 'add', path: '/active', value: true }))),
  'json patch deep value': () => `[{"op":"add","path":"/extension","value":${'['.repeat(3_000)}${']'.repeat(3_000)}}]`,
  'json patch no list': () => pick(['{}', '[[]]', '[null]', '[1]', 'null', '""', '[', '[{}]', '']),
  'fhirpath patch': () =>
    parameters(
      operation({
        type: pick(['add', 'insert', 'delete', 'replace', 'move', 'x', '']),
        path: pick([...paths, text().slice(0, 900)]),
        name: pick(['name', 'extension', 'value[x]', 'x', '__proto__', text().slice(0, 100)]),
        value: text().slice(0, 1_000),
        index: pick([0, -1, 999_999_999, 1.5]),
        source: pick([0, 1, -1]),
        destination: pick([0, 1, 2 ** 31]),
      }),
    ),
  'fhirpath patch many': () =>
    parameters(
      ...Array.from({ length: pick([150, 1_000]) }, () =>
        operation({ type: 'replace', path: 'Patient.active', value: 'true' }),
      ),
    ),
  'fhirpath patch without parts': () =>
    JSON.stringify({
      resourceType: 'Parameters',
      parameter: pick<unknown>([
        [{ name: 'operation' }],
        [{ name: 'operation', part: [{}] }],
        [{ name: 'operation', part: [{ name: 'type', valueCode: 'add' }] }],
        [{ name: 'x', valueString: 'y' }],
      ]),
    }),
  'fhirpath patch deep value': () => {
    const deep = `${'{"name":"extension","part":['.repeat(40)}{"name":"url","valueString":"u"}${']}'.repeat(40)}`;
    return `{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"add"},{"name":"path","valueString":"Patient"},{"name":"name","valueString":"extension"},{"name":"value","part":[${deep}]}]}]}`;
  },
});

/** Patches that lead nowhere, never end or grow. */
export function naughtyPatch(pick: Pick, text: () => string): NaughtyBody {
  const all = makers(pick, text);
  const kind = pick(Object.keys(all));
  const made = all[kind]?.() ?? '';
  const content = kind.startsWith('json') ? 'application/json-patch+json' : 'application/fhir+json';
  return { kind, content, body: Buffer.from(made.toWellFormed(), 'utf8') };
}

/** Parameters of an operation: those that it knows with values of every wrong kind, and strangers. */
export function naughtyParameters(names: readonly string[], pick: Pick, text: () => string): NaughtyBody {
  const value = (): object =>
    pick<() => object>([
      () => ({ valueString: text().slice(0, 2_000) }),
      () => ({ valueInteger: pick([-1, 0, 2 ** 31, 1.5]) }),
      () => ({ valueBoolean: pick<unknown>([true, 'true', null]) }),
      () => ({ valueDate: pick(['2026-13-45', '9999-12-31', text().slice(0, 50)]) }),
      () => ({ valueDecimal: pick([1e300, -0, 0.1]) }),
      () => ({ valueReference: { reference: pick(['Patient/p1', 'Patient/khong-co', '#', text().slice(0, 200)]) } }),
      () => ({ valueCoding: { system: text().slice(0, 200), code: text().slice(0, 200) } }),
      () => ({ valueQuantity: { value: pick<unknown>([1e300, 'x', -1]), code: text().slice(0, 50) } }),
      () => ({ resource: pick<unknown>([{ resourceType: 'Patient' }, { resourceType: 'Nothing' }, {}, null, []]) }),
      () => ({ part: [{ name: text().slice(0, 50) }] }),
      () => ({ part: [] }),
      () => ({}),
    ])();
  const parameter = Array.from({ length: pick([0, 1, 2, 5, 40]) }, () => ({
    name: pick<unknown>([...names, ...names, text().slice(0, 100), null, 1]),
    ...value(),
  }));
  const body = JSON.stringify({ resourceType: 'Parameters', parameter }).toWellFormed();
  return { kind: 'operation', content: 'application/fhir+json', body: Buffer.from(body, 'utf8') };
}

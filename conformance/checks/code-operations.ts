import type { CodeSystem, ConceptMap, ValueSet } from 'fhir/r4';
import type { Answer, Door } from '../open-door.ts';
import { operationCase as at, ok, parameterOf, parameters, put, refused } from './answers.ts';
import { type Check, must } from './check.ts';
import { MAP, SET, SYSTEM } from './code-modifiers.ts';

const query = (values: Readonly<Record<string, string>>): string => String(new URLSearchParams(values));
const resultOf = (answer: Answer): unknown => parameterOf(ok(answer), 'result');
const said = (answer: Answer): string => answer.text.slice(0, 200);
const codesOf = (answer: Answer): string =>
  ((ok(answer).body as ValueSet).expansion?.contains ?? []).map(({ code }) => code).join();

const lookups: readonly Check[] = [
  at('CodeSystem/$lookup', 'the name of a code, and what stands above and below it', async ({ send }) => {
    const answer = ok(await send('GET', `/CodeSystem/$lookup?${query({ system: SYSTEM, code: 'cho' })}`));
    must(parameterOf(answer, 'display') === 'Chó' && parameterOf(answer, 'version') === '1.0', said(answer));
    must(answer.text.includes('"parent"') && answer.text.includes('"thu"'), said(answer));
  }),
  at('CodeSystem/$lookup', 'by Coding in a POST; only the properties that were asked for', async ({ send }) => {
    const asked = { coding: { valueCoding: { system: SYSTEM, code: 'thu' } }, property: { valueCode: 'child' } };
    const answer = ok(await send('POST', '/CodeSystem/$lookup', parameters(asked)));
    must(answer.text.includes('"meo"') && !answer.text.includes('"parent"'), said(answer));
  }),
  at('CodeSystem/$lookup', 'an unknown code and an unknown system are 404', async ({ send }) => {
    refused(await send('GET', `/CodeSystem/$lookup?${query({ system: SYSTEM, code: 'khong-co' })}`), 404);
    refused(await send('GET', `/CodeSystem/$lookup?${query({ system: 'urn:khong-co', code: 'cho' })}`), 404);
  }),
];

const validations: readonly Check[] = [
  ...(['cho', 'khong-co'] as const).map((code) =>
    at('CodeSystem/$validate-code', `${code} is judged`, async ({ send }) => {
      const answer = await send('GET', `/CodeSystem/$validate-code?${query({ url: SYSTEM, code })}`);
      must(resultOf(answer) === (code === 'cho'), said(answer));
    }),
  ),
  at('CodeSystem/$validate-code', 'a wrong name of a right code is told, with the right one', async ({ send }) => {
    const answer = await send(
      'GET',
      `/CodeSystem/$validate-code?${query({ url: SYSTEM, code: 'cho', display: 'Gà' })}`,
    );
    must(resultOf(answer) === false && parameterOf(answer, 'display') === 'Chó', said(answer));
  }),
  ...(['cho', 'ga'] as const).map((code) =>
    at('ValueSet/$validate-code', `${code} is judged`, async ({ send }) => {
      const answer = await send('GET', `/ValueSet/$validate-code?${query({ url: SET, system: SYSTEM, code })}`);
      must(resultOf(answer) === (code === 'cho'), said(answer));
    }),
  ),
  at('ValueSet/$validate-code', 'one right coding of a CodeableConcept is enough', async ({ send }) => {
    const coding = [
      { system: SYSTEM, code: 'ga' },
      { system: SYSTEM, code: 'meo' },
    ];
    const asked = { url: { valueUri: SET }, codeableConcept: { valueCodeableConcept: { coding } } };
    const answer = await send('POST', '/ValueSet/$validate-code', parameters(asked));
    must(resultOf(answer) === true && parameterOf(answer, 'code') === 'meo', said(answer));
  }),
  at('ValueSet/$validate-code', 'an unknown value set is 404', async ({ send }) => {
    refused(await send('GET', `/ValueSet/$validate-code?${query({ url: 'urn:khong-co', code: 'cho' })}`), 404);
  }),
];

const expand = ({ send }: Door, values: Readonly<Record<string, string>>): Promise<Answer> =>
  send('GET', `/ValueSet/$expand?${query({ url: SET, ...values })}`);

const expansions: readonly Check[] = [
  at('ValueSet/$expand', 'the codes of one branch, nested as they lie in it', async (door) => {
    const { expansion } = ok(await expand(door, {})).body as ValueSet;
    const [top, ...more] = expansion?.contains ?? [];
    must(top?.code === 'thu' && more.length === 0, JSON.stringify(expansion?.contains));
    must(top.contains?.map(({ code }) => code).join() === 'cho,meo', JSON.stringify(top.contains));
    must(expansion?.total === 3 && expansion.identifier !== undefined, 'total, identifier');
  }),
  at('ValueSet/$expand', 'words without marks; nothing that does not match', async (door) => {
    must(codesOf(await expand(door, { filter: 'meo' })) === 'meo', codesOf(await expand(door, { filter: 'meo' })));
    must(codesOf(await expand(door, { filter: 'khong co gi' })) === '', 'found something');
  }),
  at('ValueSet/$expand', 'page by page: all of it, nothing twice, the same total', async (door) => {
    const pages = await Promise.all(
      ['0', '1', '2', '3'].map((offset) => expand(door, { excludeNested: 'true', count: '1', offset })),
    );
    must(pages.map(codesOf).join() === 'thu,cho,meo,', pages.map(codesOf).join());
    must(
      pages.every(({ body }) => (body as ValueSet).expansion?.total === 3),
      'total',
    );
  }),
  at('ValueSet/$expand', 'a value set that is sent along, with what it leaves out', async ({ send }) => {
    const include = [{ system: SYSTEM }];
    const compose = { include, exclude: [{ system: SYSTEM, concept: [{ code: 'ga' }] }] };
    const asked = { valueSet: { resource: { resourceType: 'ValueSet', status: 'active', compose } } };
    const codes = codesOf(
      await send('POST', '/ValueSet/$expand', parameters({ ...asked, excludeNested: { valueBoolean: true } })),
    );
    must(codes === 'thu,cho,meo,chim', codes);
  }),
  at('ValueSet/$expand', 'only active codes, other names, properties, the day: when asked for', async (door) => {
    const url = `${SYSTEM}/more`;
    const concept: CodeSystem['concept'] = [
      { code: 'cu', display: 'Cũ', property: [{ code: 'inactive', valueBoolean: true }] },
      {
        code: 'moi',
        display: 'Mới',
        designation: [{ language: 'en', value: 'New' }],
        property: [{ code: 'nhom', valueString: 'x' }],
      },
    ];
    const head = { status: 'active', content: 'complete', version: '1' };
    const property = [{ code: 'nhom', type: 'string' }];
    await put(door, 'CodeSystem', 'cf-more', { ...head, url, property, concept });
    const ask = (more: Readonly<Record<string, string>>) => expand(door, { url: `${url}?fhir_vs`, ...more });
    must(codesOf(await ask({})) === 'cu,moi', codesOf(await ask({})));
    must(codesOf(await ask({ activeOnly: 'true' })) === 'moi', 'activeOnly');
    const rich = ok(await ask({ includeDesignations: 'true', displayLanguage: 'en', property: 'nhom' })).text;
    for (const part of ['"display":"New"', '"designation"', '"valueString":"x"']) must(rich.includes(part), rich);
    must(ok(await ask({ date: '2020-02-03' })).text.includes('moi'), 'date');
  }),
  at('ValueSet/$expand', 'an unknown value set is 404; a page out of bounds 400', async (door) => {
    refused(await expand(door, { url: 'urn:khong-co' }), 404);
    refused(await expand(door, { count: '-1' }), 400);
  }),
];

const subsumptions: readonly Check[] = [
  ...(
    [
      ['thu', 'cho', 'subsumes'],
      ['cho', 'thu', 'subsumed-by'],
      ['cho', 'cho', 'equivalent'],
      ['cho', 'ga', 'not-subsumed'],
    ] as const
  ).map(([codeA, codeB, outcome]) =>
    at('CodeSystem/$subsumes', `${codeA} and ${codeB}: ${outcome}`, async ({ send }) => {
      const answer = ok(await send('GET', `/CodeSystem/$subsumes?${query({ system: SYSTEM, codeA, codeB })}`));
      must(parameterOf(answer, 'outcome') === outcome, said(answer));
    }),
  ),
  at('CodeSystem/$subsumes', 'an unknown code is 404', async ({ send }) => {
    refused(await send('GET', `/CodeSystem/$subsumes?${query({ system: SYSTEM, codeA: 'cho', codeB: 'x' })}`), 404);
  }),
];

const translations: readonly Check[] = [
  at('ConceptMap/$translate', 'a mapped code', async ({ send }) => {
    const answer = await send('GET', `/ConceptMap/$translate?${query({ url: MAP, system: SYSTEM, code: 'cho' })}`);
    must(resultOf(answer) === true && answer.text.includes('gau-gau'), said(answer));
  }),
  at('ConceptMap/$translate', 'backwards, and only into the system that is asked for', async ({ send }) => {
    const back = query({ url: MAP, system: `${SYSTEM}/sound`, code: 'gau-gau', reverse: 'true' });
    const answer = await send('GET', `/ConceptMap/$translate?${back}`);
    must(resultOf(answer) === true && answer.text.includes('"cho"'), said(answer));
    const other = query({ url: MAP, system: SYSTEM, code: 'cho', targetsystem: 'urn:khac' });
    must(resultOf(await send('GET', `/ConceptMap/$translate?${other}`)) === false, 'another system');
  }),
  at('ConceptMap/$translate', 'an unmapped code has no match; an unknown map is 404', async ({ send }) => {
    const unmapped = query({ url: MAP, system: SYSTEM, code: 'meo' });
    must(resultOf(await send('GET', `/ConceptMap/$translate?${unmapped}`)) === false, 'meo');
    const unknown = query({ url: 'urn:khong-co', system: SYSTEM, code: 'cho' });
    refused(await send('GET', `/ConceptMap/$translate?${unknown}`), 404);
  }),
];

const closure = async ({ send }: Door, codes: readonly string[], version?: string): Promise<Answer> =>
  send(
    'POST',
    '/$closure',
    parameters({
      name: { valueString: 'conformance' },
      concept: codes.map((code) => ({ valueCoding: { system: SYSTEM, code } })),
      ...(version === undefined ? {} : { version: { valueString: version } }),
    }),
  );

/** `below<above` of every new entry. */
const entriesOf = (answer: Answer): string =>
  ((ok(answer).body as ConceptMap).group ?? [])
    .flatMap(({ element }) =>
      element.flatMap(({ code, target = [] }) => target.map((one) => `${code}<${one.code} ${one.equivalence}`)),
    )
    .sort()
    .join();
const versionOf = ({ body }: Answer): string => (body as ConceptMap).version ?? '';

const closures: readonly Check[] = [
  at('$closure', 'begins empty; each call answers what is new, under a higher version', async (door) => {
    const begun = await closure(door, []);
    must(entriesOf(begun) === '', entriesOf(begun));
    const first = await closure(door, ['cho', 'thu']);
    must(entriesOf(first) === 'cho<thu subsumes', entriesOf(first));
    const second = await closure(door, ['meo', 'ga']);
    must(entriesOf(second) === 'meo<thu subsumes', entriesOf(second));
    must(Number(versionOf(second)) > Number(versionOf(first)), `${versionOf(first)} ${versionOf(second)}`);
    must(entriesOf(await closure(door, ['cho'])) === '', 'told twice');
  }),
  at('$closure', 'by version: what was missed since is told again', async (door) => {
    await closure(door, []);
    const first = await closure(door, ['thu', 'cho']);
    await closure(door, ['meo']);
    const since = await closure(door, [], versionOf(first));
    must(entriesOf(since) === 'meo<thu subsumes', entriesOf(since));
    must(entriesOf(await closure(door, [], '0')) === 'cho<thu subsumes,meo<thu subsumes', 'since the beginning');
  }),
  at('$closure', 'a table that was never begun, and an unknown code, are refused', async ({ send }) => {
    const never = { name: { valueString: 'chua-mo' }, concept: { valueCoding: { system: SYSTEM, code: 'cho' } } };
    refused(await send('POST', '/$closure', parameters(never)), 404);
    const strange = { name: { valueString: 'conformance' }, concept: { valueCoding: { system: SYSTEM, code: 'x' } } };
    refused(await send('POST', '/$closure', parameters(strange)), 404);
  }),
];

/** Operations that ask about codes. */
export const codeOperations: readonly Check[] = [
  ...lookups,
  ...validations,
  ...expansions,
  ...subsumptions,
  ...translations,
  ...closures,
];

import type { Bundle, Parameters, ValueSet } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { type Check, must } from './check.ts';

const at = (row: string, says: string, run: Check['run']): Check => ({ section: 'Operations', row, says, run });

const ok = (answer: Answer, wanted = 200): Answer => {
  must(answer.status === wanted, `${answer.status} instead of ${wanted}: ${answer.text.slice(0, 160)}`);
  return answer;
};
const parameters = (values: Readonly<Record<string, unknown>>) => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).map(([name, value]) => ({ name, ...nodeOf(value) })),
});
export const parameterOf = ({ body }: Answer, name: string): unknown => {
  const found = (body as Parameters).parameter?.find((one) => one.name === name);
  return Object.entries(found ?? {}).find(([key]) => key.startsWith('value'))?.[1];
};

const SYSTEM = 'http://example.org/conformance/animals';
const SET = 'http://example.org/conformance/animals/mammals';
const MAP = 'http://example.org/conformance/animals/sounds';

/** A small code system with a hierarchy, a value set of one branch of it, and a map. */
export async function loadTerminology(door: Door): Promise<void> {
  const concept = [
    {
      code: 'thu',
      display: 'Thú',
      concept: [
        { code: 'cho', display: 'Chó' },
        { code: 'meo', display: 'Mèo' },
      ],
    },
    { code: 'chim', display: 'Chim', concept: [{ code: 'ga', display: 'Gà' }] },
  ];
  const filter = [{ property: 'concept', op: 'is-a', value: 'thu' }];
  const head = { status: 'active', version: '1.0' };
  const element = [{ code: 'cho', target: [{ code: 'gau-gau', equivalence: 'equivalent' }] }];
  const resources = [
    {
      resourceType: 'CodeSystem',
      id: 'cf-animals',
      ...head,
      url: SYSTEM,
      content: 'complete',
      hierarchyMeaning: 'is-a',
      concept,
    },
    {
      resourceType: 'ValueSet',
      id: 'cf-mammals',
      ...head,
      url: SET,
      compose: { include: [{ system: SYSTEM, filter }] },
    },
    {
      resourceType: 'ConceptMap',
      id: 'cf-sounds',
      ...head,
      url: MAP,
      group: [{ source: SYSTEM, target: `${SYSTEM}/sound`, element }],
    },
    ...['thu', 'cho', 'ga'].map((code) => ({
      resourceType: 'Basic',
      id: `cf-${code}`,
      code: { coding: [{ system: SYSTEM, code }] },
    })),
  ];
  for (const resource of resources) {
    const { status, text } = await door.send('PUT', `/${resource.resourceType}/${resource.id}`, resource);
    must(status < 300, `${resource.id}: ${status} ${text.slice(0, 200)}`);
  }
}

const found = async (door: Door, query: string): Promise<string> => {
  const answer = ok(await door.send('GET', `/Basic?${query}`, undefined, { prefer: 'handling=strict' }));
  const ids = ((answer.body as Bundle).entry ?? []).map(({ resource }) => String(resource?.id));
  return ids
    .filter((id) => /^cf-(thu|cho|ga)$/.test(id))
    .sort()
    .join();
};
const modifier = (name: string, query: string, wanted: string): Check => ({
  section: 'Modifiers',
  row: `token:${name}`,
  says: query,
  async run(door) {
    const ids = await found(door, query);
    must(ids === wanted, `${ids} instead of ${wanted}`);
  },
});

/** Modifiers that ask the terminology of the house. */
export const codeModifiers: readonly Check[] = [
  modifier('in', `code:in=${SET}`, 'cf-cho,cf-thu'),
  modifier('not-in', `code:not-in=${SET}&_id=cf-thu,cf-cho,cf-ga`, 'cf-ga'),
  modifier('below', `code:below=${SYSTEM}|thu`, 'cf-cho,cf-thu'),
  modifier('below', `code:below=${SYSTEM}|cho`, 'cf-cho'),
  modifier('above', `code:above=${SYSTEM}|cho`, 'cf-cho,cf-thu'),
  modifier('above', `code:above=${SYSTEM}|ga`, 'cf-ga'),
];

const onRecord: readonly Check[] = [
  at('Patient/$everything', 'the patient and what is about them', async ({ send }) => {
    const { entry = [] } = ok(await send('GET', '/Patient/kq-nb/$everything')).body as Bundle;
    const types = new Set(entry.map(({ resource }) => resource?.resourceType));
    must(
      ['Patient', 'Encounter', 'Observation'].every((type) => types.has(type as 'Patient')),
      [...types].join(),
    );
  }),
  at('Encounter/$everything', 'the visit and what was done in it', async ({ send }) => {
    const { entry = [] } = ok(await send('GET', '/Encounter/kq-lk/$everything')).body as Bundle;
    must(
      entry.some(({ resource }) => resource?.resourceType === 'Observation'),
      'no Observation',
    );
  }),
  at('$validate', 'a good resource has no error, a wrong one names its place', async ({ send }) => {
    const good = ok(await send('POST', '/Patient/$validate', { resourceType: 'Patient', gender: 'male' }));
    must(!good.text.includes('"error"'), good.text.slice(0, 160));
    const bad = ok(await send('POST', '/Patient/$validate', { resourceType: 'Patient', gender: 'x' }));
    must(bad.text.includes('"error"') && bad.text.includes('Patient.gender'), bad.text.slice(0, 160));
  }),
  ...(['$meta', '$meta-add', '$meta-delete'] as const).map((name) =>
    at(name, 'tags of one patient', async ({ send }) => {
      const path = `/Patient/kq-nb/${name}`;
      const meta = { valueMeta: { tag: [{ system: SYSTEM, code: 'nhan' }] } };
      const answer = name === '$meta' ? await send('GET', path) : await send('POST', path, parameters({ meta }));
      const tags = nodeOf(parameterOf(ok(answer), 'return')).tag;
      must(
        name === '$meta' || JSON.stringify(tags ?? []).includes('nhan') === (name === '$meta-add'),
        JSON.stringify(tags),
      );
    }),
  ),
  at('Patient/$match', 'candidates with a score', async ({ send }) => {
    const resource = { resourceType: 'Patient', name: [{ family: 'Nguyễn', given: ['An'] }], birthDate: '1980-01-02' };
    const body = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource }] };
    must((ok(await send('POST', '/Patient/$match', body)).body as Bundle).type === 'searchset', 'no searchset');
  }),
  ...['', '/Patient'].map((place) =>
    at(`${place === '' ? 'system' : 'Patient'} $export`, 'is begun and can be asked about', async ({ send }) => {
      const path = `${place}/$export?_type=Patient`;
      const begun = ok(
        await send('GET', path, undefined, { prefer: 'respond-async', accept: 'application/fhir+json' }),
        202,
      );
      const status = await send('GET', begun.headers.get('content-location') ?? '');
      must(status.status === 200 || status.status === 202, `${status.status} ${status.text.slice(0, 160)}`);
    }),
  ),
];

const onCodes: readonly Check[] = [
  at('CodeSystem/$lookup', 'the name of a code', async ({ send }) => {
    const answer = ok(await send('GET', `/CodeSystem/$lookup?system=${SYSTEM}&code=cho`));
    must(parameterOf(answer, 'display') === 'Chó', answer.text.slice(0, 160));
  }),
  ...(['cho', 'khong-co'] as const).map((code) =>
    at('CodeSystem/$validate-code', `${code} is judged`, async ({ send }) => {
      const answer = ok(await send('GET', `/CodeSystem/$validate-code?url=${SYSTEM}&code=${code}`));
      must(parameterOf(answer, 'result') === (code === 'cho'), answer.text.slice(0, 160));
    }),
  ),
  ...(['cho', 'ga'] as const).map((code) =>
    at('ValueSet/$validate-code', `${code} is judged`, async ({ send }) => {
      const answer = ok(await send('GET', `/ValueSet/$validate-code?url=${SET}&system=${SYSTEM}&code=${code}`));
      must(parameterOf(answer, 'result') === (code === 'cho'), answer.text.slice(0, 160));
    }),
  ),
  at('ValueSet/$expand', 'the codes of one branch, also by words without marks', async ({ send }) => {
    const codes = async (query: string) => {
      const { expansion } = ok(await send('GET', `/ValueSet/$expand?url=${SET}${query}`)).body as ValueSet;
      return (expansion?.contains ?? [])
        .map(({ code }) => code)
        .sort()
        .join();
    };
    must((await codes('')) === 'cho,meo,thu', await codes(''));
    must((await codes('&filter=meo')) === 'meo', await codes('&filter=meo'));
  }),
  at('CodeSystem/$subsumes', 'thú stands over chó', async ({ send }) => {
    const answer = ok(await send('GET', `/CodeSystem/$subsumes?system=${SYSTEM}&codeA=thu&codeB=cho`));
    must(parameterOf(answer, 'outcome') === 'subsumes', answer.text.slice(0, 160));
  }),
  at('ConceptMap/$translate', 'a mapped code', async ({ send }) => {
    const answer = ok(await send('GET', `/ConceptMap/$translate?url=${MAP}&system=${SYSTEM}&code=cho`));
    must(parameterOf(answer, 'result') === true && answer.text.includes('gau-gau'), answer.text.slice(0, 160));
  }),
];

/** Operations of R4 that architecture and issue promise; `$closure` and `$graph` are not among them. */
export const operations: readonly Check[] = [...onRecord, ...onCodes];

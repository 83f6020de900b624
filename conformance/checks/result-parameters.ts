import type { Bundle, BundleEntry } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Door } from '../open-door.ts';
import { type Check, must } from './check.ts';

const ask = async (door: Door, path: string): Promise<Bundle> => {
  const { status, body, text } = await door.send('GET', path, undefined, { prefer: 'handling=strict' });
  must(status === 200, `${status} ${text.slice(0, 160)}`);
  return body as Bundle;
};
const entriesOf = (bundle: Bundle, mode: string): BundleEntry[] =>
  (bundle.entry ?? []).filter(({ search }) => search?.mode === mode);
const namesOf = (bundle: Bundle): string[] =>
  (bundle.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);

const at = (row: string, says: string, run: Check['run']): Check => ({ section: 'Result parameters', row, says, run });

/** Generated resources: Encounter → Patient → Practitioner, so that includes have something to follow. */
async function chain(door: Door): Promise<void> {
  const put = async (type: string, id: string, more: object): Promise<void> => {
    const { status, text } = await door.send('PUT', `/${type}/${id}`, { resourceType: type, id, ...more });
    must(status === 200 || status === 201, text.slice(0, 200));
  };
  await put('Practitioner', 'kq-bs', { name: [{ family: 'Kết quả' }] });
  await put('Patient', 'kq-nb', {
    generalPractitioner: [{ reference: 'Practitioner/kq-bs' }],
    birthDate: '1980-01-02',
  });
  const encounter = { status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/kq-nb' } };
  await put('Encounter', 'kq-lk', encounter);
  await put('Observation', 'kq-xn', {
    status: 'final',
    code: { text: 'x' },
    subject: encounter.subject,
    encounter: { reference: 'Encounter/kq-lk' },
  });
}

const sorted = (row: string, path: string, keyOf: (resource: unknown) => string, descending: boolean): Check =>
  at(row, path, async (door) => {
    const { entry = [] } = await ask(door, `/${path}`);
    const keys = entry.map(({ resource }) => keyOf(resource)).filter((key) => key !== '');
    const order = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    must(keys.length > 2, `${keys.length} with a key`);
    must(keys.join() === (descending ? order.reverse() : order).join(), keys.slice(0, 4).join(', '));
  });
const birth = (resource: unknown): string => String(nodeOf(resource).birthDate ?? '');
const updated = (resource: unknown): string => String(nodeOf(nodeOf(resource).meta).lastUpdated ?? '');

/** What shapes the answer of a search. */
export const resultParameters: readonly Check[] = [
  at('_include', 'brings what the matches point at', async (door) => {
    await chain(door);
    const page = await ask(door, '/Encounter?_id=kq-lk&_include=Encounter:subject');
    must(namesOf(page).join() === 'Encounter/kq-lk,Patient/kq-nb', namesOf(page).join());
    must(entriesOf(page, 'include').length === 1, 'not marked as included');
  }),
  at('_include', 'of one target type only', async (door) => {
    const page = await ask(door, '/Encounter?_id=kq-lk&_include=Encounter:subject:Group');
    must(namesOf(page).join() === 'Encounter/kq-lk', namesOf(page).join());
  }),
  at('_include', '=*: whatever the matches point at', async (door) => {
    const page = await ask(door, '/Observation?_id=kq-xn&_include=*');
    must(namesOf(page).sort().join() === 'Encounter/kq-lk,Observation/kq-xn,Patient/kq-nb', namesOf(page).join());
  }),
  at('_include:iterate', 'goes on from what was included', async (door) => {
    const page = await ask(
      door,
      '/Encounter?_id=kq-lk&_include=Encounter:subject&_include:iterate=Patient:general-practitioner',
    );
    must(namesOf(page).includes('Practitioner/kq-bs'), namesOf(page).join());
  }),
  at('_revinclude', 'brings what points at the matches', async (door) => {
    const page = await ask(door, '/Patient?_id=kq-nb&_revinclude=Encounter:subject');
    must(namesOf(page).join() === 'Patient/kq-nb,Encounter/kq-lk', namesOf(page).join());
  }),
  at('_revinclude', '=*: whatever points at the matches', async (door) => {
    const page = await ask(door, '/Encounter?_id=kq-lk&_revinclude=*');
    must(namesOf(page).join() === 'Encounter/kq-lk,Observation/kq-xn', namesOf(page).join());
  }),
  at('_list', 'what a list names, of the type that is searched', async (door) => {
    const entry = ['Encounter/kq-lk', 'Patient/kq-nb'].map((reference) => ({ item: { reference } }));
    const list = { resourceType: 'List', id: 'kq-ds', status: 'current', mode: 'working', entry };
    const { status, text } = await door.send('PUT', '/List/kq-ds', list);
    must(status < 300, text.slice(0, 200));
    must(namesOf(await ask(door, '/Patient?_list=kq-ds')).join() === 'Patient/kq-nb', 'others than the list names');
  }),
  at('_revinclude:iterate', 'goes on from what was included', async (door) => {
    const page = await ask(
      door,
      '/Patient?_id=kq-nb&_revinclude=Encounter:subject&_revinclude:iterate=Observation:encounter',
    );
    must(namesOf(page).includes('Observation/kq-xn'), namesOf(page).join());
  }),
  at('chain', 'three types deep', async (door) => {
    const page = await ask(door, '/Observation?encounter.subject:Patient.general-practitioner:Practitioner.family=ket');
    must(namesOf(page).join() === 'Observation/kq-xn', namesOf(page).join());
  }),
  at('_has', 'by what points here', async (door) => {
    const page = await ask(door, '/Patient?_has:Encounter:subject:_id=kq-lk');
    must(namesOf(page).join() === 'Patient/kq-nb', namesOf(page).join());
    must(namesOf(await ask(door, '/Patient?_has:Encounter:subject:_id=khong-co')).length === 0, 'found by nothing');
  }),
  at('_has', 'nested', async (door) => {
    const page = await ask(
      door,
      '/Practitioner?_has:Patient:general-practitioner:_has:Encounter:subject:status=finished',
    );
    must(namesOf(page).includes('Practitioner/kq-bs'), namesOf(page).join());
  }),
  sorted('_sort', 'Patient?_sort=birthdate&_count=500', birth, false),
  sorted('_sort', 'Patient?_sort=-birthdate&_count=500', birth, true),
  sorted('_sort', 'Patient?_sort=_lastUpdated&_count=500', updated, false),
  sorted('_sort', 'Patient?_sort=-birthdate,_id&_count=500', birth, true),
  at('_count', 'pages neither repeat nor skip', async (door) => {
    const all = namesOf(await ask(door, '/Patient?_count=1000'));
    const found = await door.search('Patient', new URLSearchParams({ _count: '7' }));
    must(found.map(({ id }) => `Patient/${id}`).join() === all.join(), `${found.length} of ${all.length}`);
  }),
  ...['accurate', 'none'].map((value) =>
    at(`_total=${value}`, 'the number of matches, when asked for', async (door) => {
      const { total } = await ask(door, `/Patient?_count=1&_total=${value}`);
      const all = await door.search('Patient', new URLSearchParams({ _count: '1000', _elements: 'id' }));
      must(value === 'none' ? total === undefined : total === all.length, `${total} of ${all.length}`);
    }),
  ),
  at('_total=estimate', 'is answered', async (door) => {
    must(typeof (await ask(door, '/Patient?_total=estimate')).total === 'number', 'no total');
  }),
  at('_elements', 'only these and what must be there, marked', async (door) => {
    const [one] = (await ask(door, '/Encounter?_id=kq-lk&_elements=subject')).entry ?? [];
    must(
      Object.keys(nodeOf(one?.resource)).sort().join() === 'class,id,meta,resourceType,status,subject',
      Object.keys(nodeOf(one?.resource)).join(),
    );
    must(JSON.stringify(one).includes('SUBSETTED'), 'not marked');
  }),
  ...(['true', 'text', 'data', 'false'] as const).map((value) =>
    at(`_summary=${value}`, 'the parts that belong to it', async (door) => {
      const [one] = (await ask(door, `/Patient?_id=tom-tat-1,base-0&_summary=${value}`)).entry ?? [];
      const names = new Set(Object.keys(nodeOf(one?.resource)));
      must(names.has('id'), 'nothing found');
      if (value === 'text')
        must(
          [...names].every((name) => /^(resourceType|id|meta|text)$/.test(name)),
          [...names].join(),
        );
      if (value === 'data' || value === 'true') must(!names.has('text'), 'with narrative');
      must(JSON.stringify(one).includes('SUBSETTED') === (value !== 'false'), 'mark');
    }),
  ),
  at('_summary=count', 'the total alone', async (door) => {
    const page = await ask(door, '/Patient?_summary=count');
    must(typeof page.total === 'number' && page.entry === undefined, 'entries');
  }),
  at('handling', 'strict refuses what is unknown, lenient leaves it out of self', async ({ send }) => {
    const strict = await send('GET', '/Patient?mau-toc=den', undefined, { prefer: 'handling=strict' });
    must(strict.status === 400, `${strict.status}`);
    const lenient = await send('GET', '/Patient?mau-toc=den&_count=1', undefined, { prefer: 'handling=lenient' });
    const self = (lenient.body as Bundle).link?.find(({ relation }) => relation === 'self')?.url ?? '';
    must(lenient.status === 200 && !self.includes('mau-toc'), self);
  }),
  at('handling', 'a parameter of other types is unknown too: what has no narrative has no _text', async ({ send }) => {
    for (const type of ['Binary', 'Bundle', 'Parameters']) {
      const { status } = await send('GET', `/${type}?_text=x`, undefined, { prefer: 'handling=strict' });
      must(status === 400, `${type}: ${status}`);
    }
  }),
];

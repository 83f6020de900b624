import type { Bundle } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { operationCase as at, ok, parameterOf, parameters, put, refused } from './answers.ts';
import { type Check, must } from './check.ts';

const SYSTEM = 'http://example.org/conformance/operations';
const subject = { reference: 'Patient/op-nb' };

/** One patient with two visits, and somebody else. */
async function world(door: Door): Promise<void> {
  await put(door, 'Patient', 'op-nb', { name: [{ family: 'Thao tác' }], gender: 'female' });
  await put(door, 'Patient', 'op-khac', { name: [{ family: 'Người khác' }] });
  const encounter = { status: 'finished', class: { code: 'AMB' }, subject };
  await put(door, 'Encounter', 'op-lk', { ...encounter, period: { start: '2020-02-03', end: '2020-02-03' } });
  await put(door, 'Encounter', 'op-lk2', { ...encounter, period: { start: '2021-02-03', end: '2021-02-03' } });
  const result = { status: 'final', code: { text: 'Kali' }, effectiveDateTime: '2020-02-03' };
  await put(door, 'Observation', 'op-kq', { ...result, subject, encounter: { reference: 'Encounter/op-lk' } });
  await put(door, 'Observation', 'op-kq-khac', { ...result, subject: { reference: 'Patient/op-khac' } });
}

/** Names of all pages, in their order. */
async function everything({ send }: Door, path: string): Promise<string[]> {
  const names: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { entry = [], link = [] } = ok(await send('GET', next)).body as Bundle;
    names.push(...entry.map(({ resource }) => `${resource?.resourceType}/${resource?.id}`));
    next = link.find(({ relation }) => relation === 'next')?.url;
  }
  return names;
}
const exactly = (found: readonly string[], wanted: string): void =>
  must(found.toSorted().join() === wanted, `${found.toSorted().join()} instead of ${wanted}`);

const OF_VISIT = 'Encounter/op-lk,Observation/op-kq,Patient/op-nb';

const everythings: readonly Check[] = [
  at('Patient/$everything', 'the patient and all that is about them, nobody else', async (door) => {
    await world(door);
    exactly(
      await everything(door, '/Patient/op-nb/$everything'),
      'Encounter/op-lk,Encounter/op-lk2,Observation/op-kq,Patient/op-nb',
    );
  }),
  at('Patient/$everything', 'page by page: all of it, nothing twice', async (door) => {
    exactly(
      await everything(door, '/Patient/op-nb/$everything?_count=1'),
      'Encounter/op-lk,Encounter/op-lk2,Observation/op-kq,Patient/op-nb',
    );
  }),
  at('Patient/$everything', '_type, start and end, _since narrow it', async (door) => {
    const path = '/Patient/op-nb/$everything';
    const observations = await everything(door, `${path}?_type=Observation`);
    must(observations.includes('Observation/op-kq') && !observations.includes('Encounter/op-lk'), observations.join());
    const early = await everything(door, `${path}?end=2020-12-31`);
    must(early.includes('Encounter/op-lk') && !early.includes('Encounter/op-lk2'), early.join());
    const later = await everything(door, `${path}?_since=2999-01-01T00:00:00Z`);
    must(!later.includes('Encounter/op-lk'), later.join());
  }),
  at('Patient/$everything', 'of an unknown patient is 404', async ({ send }) => {
    refused(await send('GET', '/Patient/khong-co-ai/$everything'), 404);
  }),
  at('Encounter/$everything', 'the visit and what was done in it', async (door) => {
    exactly(await everything(door, '/Encounter/op-lk/$everything'), OF_VISIT);
  }),
];

const severities = ({ body }: Answer): string =>
  ((nodeOf(body).issue ?? []) as { severity: string }[]).map(({ severity }) => severity).join();

const validations: readonly Check[] = [
  at('$validate', 'a good resource has no error', async ({ send }) => {
    const good = ok(await send('POST', '/Patient/$validate', { resourceType: 'Patient', gender: 'male' }));
    must(!severities(good).includes('error'), good.text.slice(0, 160));
  }),
  at('$validate', 'a wrong one names the place of each error, and is not stored', async ({ send }) => {
    const resource = { resourceType: 'Patient', gender: 'x', birthDate: '2020-13-01', contact: [{}] };
    const bad = ok(await send('POST', '/Patient/$validate', resource));
    for (const place of ['Patient.gender', 'Patient.birthDate', 'Patient.contact'])
      must(severities(bad).includes('error') && bad.text.includes(place), `${place}: ${bad.text.slice(0, 160)}`);
  }),
  at('$validate', 'against a profile, in Parameters', async ({ send }) => {
    const [uri, url] = ['http://hl7.org/fhir/StructureDefinition/bodyheight', 'http://unitsofmeasure.org'];
    const coding = [{ system: 'http://loinc.org', code: '8302-2' }];
    const category = [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ];
    const height = (unit: string) => ({
      resourceType: 'Observation',
      status: 'final',
      category,
      code: { coding },
      subject,
      effectiveDateTime: '2020-02-03',
      valueQuantity: { value: 170, unit, system: url, code: unit },
    });
    const ask = (unit: string) =>
      send(
        'POST',
        '/Observation/$validate',
        parameters({ resource: { resource: height(unit) }, profile: { valueUri: uri } }),
      );
    must(!severities(ok(await ask('cm'))).includes('error'), (await ask('cm')).text.slice(0, 200));
    must(severities(ok(await ask('kg'))).includes('error'), (await ask('kg')).text.slice(0, 200));
  }),
  at('$validate', 'an instance may be looked at, updated or deleted: mode', async (door) => {
    await put(door, 'Patient', 'op-xem', { gender: 'male' });
    const path = '/Patient/op-xem/$validate';
    must(!severities(ok(await door.send('GET', path))).includes('error'), 'as stored');
    must(!severities(ok(await door.send('GET', `${path}?mode=delete`))).includes('error'), 'delete');
    const other = { resourceType: 'Patient', id: 'khac' };
    must(severities(ok(await door.send('POST', `${path}?mode=update`, other))).includes('error'), 'another id');
    refused(await door.send('GET', `${path}?mode=khong-co`), 400);
  }),
];

const tag = { system: SYSTEM, code: 'nhan' };
const PATH = '/Patient/op-nhan';
const tagsOf = (answer: Answer): string => JSON.stringify(nodeOf(parameterOf(ok(answer), 'return')).tag ?? []);
const change = ({ send }: Door, verb: string) =>
  send('POST', `${PATH}/${verb}`, parameters({ meta: { valueMeta: { tag: [tag] } } }));

const metas: readonly Check[] = [
  at('$meta', 'tags, labels and profiles of one resource', async (door) => {
    await put(door, 'Patient', 'op-nhan', { meta: { tag: [{ system: SYSTEM, code: 'san' }] }, gender: 'male' });
    must(tagsOf(await door.send('GET', `${PATH}/$meta`)).includes('"san"'), 'no tag');
    refused(await door.send('GET', '/Patient/khong-co-ai/$meta'), 404);
  }),
  at('$meta-add', 'a tag is added once, the rest stays', async (door) => {
    await change(door, '$meta-add');
    const tags = tagsOf(await change(door, '$meta-add'));
    must(tags.includes('"san"') && tags.split('"nhan"').length === 2, tags);
    const { entry = [] } = ok(await door.send('GET', `/Patient?_tag=${SYSTEM}|nhan`)).body as Bundle;
    must(entry.map(({ resource }) => resource?.id).join() === 'op-nhan', 'not found by its tag');
  }),
  at('$meta-delete', 'a tag is taken away, the rest stays', async (door) => {
    const tags = tagsOf(await change(door, '$meta-delete'));
    must(tags.includes('"san"') && !tags.includes('"nhan"'), tags);
    must(nodeOf((await door.send('GET', PATH)).body).gender === 'male', 'the resource changed');
  }),
];

/** Operations of the record itself. */
export const recordOperations: readonly Check[] = [...everythings, ...validations, ...metas];

import type { Bundle } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { type Check, must } from './check.ts';

const SYSTEM = 'http://example.org/conformance/interactions';

const someone = (number: string, gender = 'male') => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value: number }],
  name: [{ family: `Tương tác ${number}` }],
  gender,
});

const status = (answer: Answer, wanted: number): Answer => {
  must(answer.status === wanted, `${answer.status} instead of ${wanted}: ${answer.text.slice(0, 160)}`);
  return answer;
};
const idOf = ({ body }: Answer): string => String(nodeOf(body).id);
const bundleOf = ({ body }: Answer): Bundle => body as Bundle;

async function made(door: Door, number: string): Promise<string> {
  return idOf(status(await door.send('POST', '/Patient', someone(number)), 201));
}

const at = (row: string, says: string, run: Check['run']): Check => ({ section: 'Interactions', row, says, run });

const reading: readonly Check[] = [
  at('capabilities', 'the statement names every type, and R4', async ({ send }) => {
    const { body } = status(await send('GET', '/metadata'), 200);
    const { fhirVersion, rest } = body as { fhirVersion: string; rest: { resource: unknown[] }[] };
    must(
      fhirVersion === '4.0.1' && rest[0]?.resource.length === 146,
      `${fhirVersion}, ${rest[0]?.resource.length} types`,
    );
  }),
  at('read', 'what was written comes back, with its version and time', async (door) => {
    const answer = status(await door.send('GET', `/Patient/${await made(door, 'doc')}`), 200);
    must(answer.headers.get('etag') === 'W/"1"', `etag ${answer.headers.get('etag')}`);
    must(answer.headers.get('last-modified') !== null, 'no last-modified');
    must(nodeOf(answer.body).gender === 'male', 'another body');
  }),
  at('read', 'an unknown id is 404, a deleted one 410', async (door) => {
    status(await door.send('GET', '/Patient/khong-co-ai'), 404);
    const id = await made(door, 'xoa');
    status(await door.send('DELETE', `/Patient/${id}`), 204);
    status(await door.send('GET', `/Patient/${id}`), 410);
  }),
  at('conditional read', 'If-None-Match and If-Modified-Since are answered by 304', async (door) => {
    const path = `/Patient/${await made(door, 'biet-roi')}`;
    status(await door.send('GET', path, undefined, { 'if-none-match': 'W/"1"' }), 304);
    status(
      await door.send('GET', path, undefined, { 'if-modified-since': new Date(Date.now() + 5000).toUTCString() }),
      304,
    );
    status(await door.send('GET', path, undefined, { 'if-none-match': 'W/"7"' }), 200);
  }),
  at('vread', 'an old version stays readable', async (door) => {
    const id = await made(door, 'ban-cu');
    status(await door.send('PUT', `/Patient/${id}`, { ...someone('ban-cu', 'female'), id }), 200);
    must(
      nodeOf(status(await door.send('GET', `/Patient/${id}/_history/1`), 200).body).gender === 'male',
      'not the first',
    );
    must(
      nodeOf(status(await door.send('GET', `/Patient/${id}/_history/2`), 200).body).gender === 'female',
      'not the second',
    );
    status(await door.send('GET', `/Patient/${id}/_history/9`), 404);
  }),
];

const writing: readonly Check[] = [
  at('create', '201 with Location; minimal answers without a body', async ({ send }) => {
    const answer = status(await send('POST', '/Patient', someone('tao'), { prefer: 'return=minimal' }), 201);
    must(/\/Patient\/[^/]+\/_history\/1$/.test(answer.headers.get('location') ?? ''), 'no location');
    must(answer.text === '', 'a body');
  }),
  at('create', 'Prefer: return=representation and return=OperationOutcome are kept to', async ({ send }) => {
    for (const [wanted, type] of [
      ['representation', 'Patient'],
      ['OperationOutcome', 'OperationOutcome'],
    ] as const) {
      const { body } = status(await send('POST', '/Patient', someone('tra'), { prefer: `return=${wanted}` }), 201);
      must(nodeOf(body).resourceType === type, `${nodeOf(body).resourceType} for ${wanted}`);
    }
  }),
  at('create', 'digits are kept: 1.10 stays 1.10', async ({ send }) => {
    const text = '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10}}';
    must(status(await send('POST', '/Observation', text), 201).text.includes('"value":1.10'), 'digits were lost');
  }),
  at('create', 'unknown properties and wrong values are refused with their place', async ({ send }) => {
    const wrong = await send('POST', '/Patient', { ...someone('sai'), colour: 'blue' });
    must(wrong.status === 400 || wrong.status === 422, `${wrong.status}`);
    must(wrong.text.includes('Patient.colour'), 'the place is not named');
  }),
  at('conditional create', 'the second time finds the first', async ({ send }) => {
    const header = { 'if-none-exist': `identifier=${SYSTEM}|mot-lan` };
    const first = idOf(status(await send('POST', '/Patient', someone('mot-lan'), header), 201));
    must(idOf(status(await send('POST', '/Patient', someone('mot-lan'), header), 200)) === first, 'two were made');
  }),
  at('update', 'a new version; a stale If-Match is 412; an unknown id is made', async (door) => {
    const id = await made(door, 'sua');
    const next = { ...someone('sua', 'other'), id };
    must(
      status(await door.send('PUT', `/Patient/${id}`, next), 200).headers.get('etag') === 'W/"2"',
      'no second version',
    );
    status(await door.send('PUT', `/Patient/${id}`, next, { 'if-match': 'W/"1"' }), 412);
    status(await door.send('PUT', '/Patient/cua-toi', { ...someone('cua-toi'), id: 'cua-toi' }), 201);
    status(await door.send('PUT', `/Patient/${id}`, { ...next, id: 'khac' }), 400);
  }),
  at('conditional update', 'none: made; one: changed; several: 412', async (door) => {
    const path = `/Patient?identifier=${SYSTEM}|`;
    status(await door.send('PUT', `${path}co-dieu-kien`, someone('co-dieu-kien')), 201);
    status(await door.send('PUT', `${path}co-dieu-kien`, someone('co-dieu-kien', 'female')), 200);
    await made(door, 'hai-ban');
    await made(door, 'hai-ban');
    status(await door.send('PUT', `${path}hai-ban`, someone('hai-ban')), 412);
  }),
  at('patch', 'JSON Patch and FHIRPath Patch change what they name', async (door) => {
    const path = `/Patient/${await made(door, 'va')}`;
    const json = JSON.stringify([{ op: 'replace', path: '/gender', value: 'female' }]);
    const type = { 'content-type': 'application/json-patch+json' };
    must(nodeOf(status(await door.send('PATCH', path, json, type), 200).body).gender === 'female', 'not patched');
    const part = [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Patient.gender' },
      { name: 'value', valueCode: 'other' },
    ];
    const patch = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
    must(nodeOf(status(await door.send('PATCH', path, patch), 200).body).gender === 'other', 'not patched by FHIRPath');
  }),
  at('conditional patch', 'the one match is patched', async (door) => {
    await made(door, 'va-theo');
    const json = JSON.stringify([{ op: 'replace', path: '/gender', value: 'unknown' }]);
    const path = `/Patient?identifier=${SYSTEM}|va-theo`;
    status(await door.send('PATCH', path, json, { 'content-type': 'application/json-patch+json' }), 200);
  }),
  at('delete', '204, twice too', async (door) => {
    const path = `/Patient/${await made(door, 'bo')}`;
    status(await door.send('DELETE', path), 204);
    status(await door.send('DELETE', path), 204);
  }),
  at('conditional delete', 'one match is deleted', async (door) => {
    const id = await made(door, 'bo-theo');
    status(await door.send('DELETE', `/Patient?identifier=${SYSTEM}|bo-theo`), 204);
    status(await door.send('GET', `/Patient/${id}`), 410);
  }),
];

const wholes: readonly Check[] = [
  ...(['Patient/{id}', 'Patient', ''] as const).map((place) =>
    at(
      `history ${place === '' ? 'system' : place === 'Patient' ? 'type' : 'instance'}`,
      'newest first',
      async (door) => {
        const id = await made(door, 'lich-su');
        status(await door.send('DELETE', `/Patient/${id}`), 204);
        const path = `${place === '' ? '' : `/${place.replace('{id}', id)}`}/_history?_count=2`;
        const { type, entry = [] } = bundleOf(status(await door.send('GET', path), 200));
        must(type === 'history' && entry[0]?.request?.method === 'DELETE', 'the deletion is not the first entry');
        must(entry[1]?.resource?.id === id, 'the version is not the second entry');
      },
    ),
  ),
  at('history instance', '_since leaves out what is older, and pages go on', async (door) => {
    const id = await made(door, 'lich-su-trang');
    status(await door.send('PUT', `/Patient/${id}`, { ...someone('lich-su-trang', 'female'), id }), 200);
    const page = async (path: string) => bundleOf(status(await door.send('GET', path), 200));
    must(((await page(`/Patient/${id}/_history?_since=2999-01-01`)).entry ?? []).length === 0, 'older ones too');
    const { link, entry: first } = await page(`/Patient/${id}/_history?_count=1`);
    const { entry: second } = await page(link?.find(({ relation }) => relation === 'next')?.url ?? '/no-next-page');
    const versions = [first, second].map((entry) => entry?.[0]?.resource?.meta?.versionId);
    must(versions.join() === '2,1', versions.join());
  }),
  ...(['GET', 'POST'] as const).map((method) =>
    at(`search-type by ${method}`, 'finds by identifier', async (door) => {
      const id = await made(door, `tim-${method}`);
      const query = new URLSearchParams({ identifier: `${SYSTEM}|tim-${method}` });
      const answer =
        method === 'GET' ? door.send('GET', `/Patient?${query}`) : door.send('POST', '/Patient/_search', query);
      const { entry = [] } = bundleOf(status(await answer, 200));
      must(entry.length === 1 && entry[0]?.resource?.id === id, `${entry.length} found`);
    }),
  ),
  at('search-system', 'one search over several types', async (door) => {
    const id = await made(door, 'he-thong');
    const { entry = [] } = bundleOf(status(await door.send('GET', `/?_type=Patient,Flag&_id=${id}`), 200));
    must(entry.length === 1, `${entry.length} found`);
  }),
  at('search-system', 'by POST as well', async (door) => {
    const id = await made(door, 'he-thong-post');
    const query = new URLSearchParams({ _type: 'Patient,Flag', _id: id });
    const { entry = [] } = bundleOf(status(await door.send('POST', '/_search', query), 200));
    must(entry.length === 1 && entry[0]?.resource?.id === id, `${entry.length} found`);
  }),
  at('search in a compartment', 'Patient/{id}/Flag finds the flags of one patient', async (door) => {
    const id = await made(door, 'ngan');
    const flag = {
      resourceType: 'Flag',
      status: 'active',
      code: { text: 'x' },
      subject: { reference: `Patient/${id}` },
    };
    status(await door.send('POST', '/Flag', flag), 201);
    const { entry = [] } = bundleOf(status(await door.send('GET', `/Patient/${id}/Flag`), 200));
    must(entry.length === 1, `${entry.length} found`);
    const { entry: all = [] } = bundleOf(status(await door.send('GET', `/Patient/${id}/*`), 200));
    must(
      all.some(({ resource }) => resource?.resourceType === 'Flag'),
      `${all.length} in the whole compartment`,
    );
  }),
  at('transaction', 'all or nothing, and references inside it become real', async ({ send }) => {
    const fullUrl = 'urn:uuid:00000000-0000-4000-8000-0000000000aa';
    const flag = { resourceType: 'Flag', status: 'active', code: { text: 'x' }, subject: { reference: fullUrl } };
    const entry = [
      { resource: flag, request: { method: 'POST', url: 'Flag' } },
      { fullUrl, resource: someone('giao-dich'), request: { method: 'POST', url: 'Patient' } },
    ];
    const { entry: done = [] } = bundleOf(
      status(await send('POST', '/', { resourceType: 'Bundle', type: 'transaction', entry }), 200),
    );
    const place = String(done[0]?.response?.location)
      .replace(/\/_history.*/, '')
      .replace(/^.*\/(Flag\/)/, '$1');
    const subject = nodeOf(nodeOf(status(await send('GET', `/${place}`), 200).body).subject).reference;
    must(/^Patient\//.test(String(subject)), `subject ${subject}`);
    const bad = [...entry, { resource: { ...flag, status: 'sai' }, request: { method: 'POST', url: 'Flag' } }];
    const refused = await send('POST', '/', { resourceType: 'Bundle', type: 'transaction', entry: bad });
    must(refused.status >= 400 && refused.status < 500, `${refused.status}`);
    const { total } = bundleOf(await send('GET', `/Patient?identifier=${SYSTEM}|giao-dich&_total=accurate`));
    must(total === 1, `${total} patients after a refused transaction`);
  }),
  at('batch', 'each entry for itself', async ({ send }) => {
    const entry = [
      { request: { method: 'GET', url: 'Patient/khong-co' } },
      { resource: someone('lo'), request: { method: 'POST', url: 'Patient' } },
    ];
    const { entry: done = [] } = bundleOf(
      status(await send('POST', '/', { resourceType: 'Bundle', type: 'batch', entry }), 200),
    );
    must(done.map(({ response }) => response?.status?.slice(0, 3)).join() === '404,201', 'other answers');
  }),
  at('XML', 'read and written by content negotiation', async (door) => {
    const path = `/Patient/${await made(door, 'xml')}`;
    const { text, headers } = status(await door.send('GET', path, undefined, { accept: 'application/fhir+xml' }), 200);
    must(
      headers.get('content-type')?.includes('application/fhir+xml') === true && text.includes('<gender value="male"/>'),
      text.slice(0, 200),
    );
    const next = text.replace('value="male"', 'value="female"');
    const sent = await door.send('PUT', path, next, {
      'content-type': 'application/fhir+xml',
      accept: 'application/fhir+json',
    });
    must(nodeOf(status(sent, 200).body).gender === 'female', 'not written');
  }),
  at('content negotiation', 'what cannot be served is 406, what cannot be read 415', async ({ send }) => {
    status(await send('GET', '/Patient/x', undefined, { accept: 'text/turtle' }), 406);
    status(await send('POST', '/Patient', 'x', { 'content-type': 'text/turtle' }), 415);
  }),
];

/** Every interaction of the RESTful API of R4. */
export const interactions: readonly Check[] = [...reading, ...writing, ...wholes];

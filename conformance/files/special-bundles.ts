import type { Bundle, Observation } from 'fhir/r4';
import { type Check, must } from '../checks/check.ts';
import { nodeOf } from '../json.ts';
import type { Sample } from '../material/read-samples.ts';
import type { Answer, Door } from '../open-door.ts';

type Checks = (sample: Sample, check: (says: string, run: Check['run']) => Check) => Check[];

const refusalOf = ({ status, body, text }: Answer, wanted: readonly number[]): Record<string, unknown> => {
  must(wanted.includes(status), `${status} instead of ${wanted.join(' or ')}: ${text.slice(0, 160)}`);
  return nodeOf((nodeOf(body).issue as unknown[] | undefined)?.[0]);
};

async function countOf({ send }: Door, type: string): Promise<number> {
  return Number(nodeOf((await send('GET', `/${type}?_summary=count`)).body).total);
}

const SDC = 'http://hl7.org/fhir/us/sdc/';

/**
 * Its entries are to be put at another server's address: no request of this one.
 *
 * @source FHIR R4 4.0.1, Bundle.entry.request.url: relative to the root that the bundle is posted to (verified)
 */
const ofAnotherServer: Checks = ({ text }, check) => [
  check('an entry for another server is refused at its place, and nothing is written', async (door) => {
    const before = await countOf(door, 'ValueSet');
    const { diagnostics, expression } = refusalOf(await door.send('POST', '/', text), [400]);
    must(String(expression).includes('Bundle.entry[0].request.url'), `${diagnostics} ${expression}`);
    must((await countOf(door, 'ValueSet')) === before, 'something was written');
  }),
  check('with addresses of this server each entry is there', async (door) => {
    const bundle = JSON.parse(text) as Bundle;
    const entry = (bundle.entry ?? []).map(({ resource, request }) => ({
      ...(resource ? { resource } : {}),
      ...(request ? { request: { ...request, url: request.url.replace(SDC, '') } } : {}),
    }));
    const answer = await door.send('POST', '/', { ...bundle, entry });
    must(answer.status === 200, `${answer.status} ${answer.text.slice(0, 160)}`);
    for (const { request } of entry) {
      const { status } = await door.send('GET', `/${request?.url}`);
      must(status === 200, `${request?.url}: ${status}`);
    }
  }),
];

/**
 * Two observations are about the patient with a certain number, who is not in the bundle.
 *
 * @source FHIR R4 4.0.1, http.html#trules: no match or several, and the transaction fails (verified)
 */
const conditionalReference: Checks = ({ text }, check) => [
  check('a reference by search that finds nobody fails the whole, and nothing is written', async (door) => {
    const before = await countOf(door, 'Observation');
    const { diagnostics } = refusalOf(await door.send('POST', '/', text), [412, 422]);
    must(String(diagnostics).includes('234234'), String(diagnostics));
    must((await countOf(door, 'Observation')) === before, 'something was written');
  }),
  check('once the patient is there, the reference leads to them', async (door) => {
    const [system, value] = ['http:/example.org/fhir/ids', '234234'];
    const made = await door.send('POST', '/Patient', { resourceType: 'Patient', identifier: [{ system, value }] });
    const answer = await door.send('POST', '/', text);
    must(answer.status === 200, `${answer.status} ${answer.text.slice(0, 160)}`);
    const places = ((answer.body as Bundle).entry ?? []).map(({ response }) => response?.location ?? '');
    const observations = places.filter((place) => place.includes('Observation/'));
    must(observations.length === 2, places.join());
    for (const place of observations) {
      const path = /Observation\/[^/]+/.exec(place)?.[0];
      const { subject } = (await door.send('GET', `/${path}`)).body as Observation;
      must(subject?.reference === `Patient/${nodeOf(made.body).id}`, `${path}: ${subject?.reference}`);
    }
  }),
];

/** Bundles that R4 does not let a server take as they are: both what is refused and what is held are tried. */
export const specialBundles: Readonly<Record<string, Checks>> = {
  'r4-examples/Bundle-ussg-fht.json': ofAnotherServer,
  'ms-r4-some/Bundle-TransactionWithReferenceInResourceBody.json': conditionalReference,
};

import { isDeepStrictEqual } from 'node:util';
import { identifierSystems, personName } from '@lienmach/core';
import type { Bundle, Patient } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { operationCase as at, idOf, ok, parameterOf, parameters, refused } from './answers.ts';
import { type Check, must } from './check.ts';

const person = (number: string, name: string, more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  active: true,
  identifier: [{ use: 'official', system: identifierSystems.personalNumber, value: number }],
  name: [personName(name)],
  gender: 'female',
  birthDate: '1984-02-03',
  ...more,
});

const enter = async ({ send }: Door, patient: Patient): Promise<string> =>
  idOf(ok(await send('POST', '/Patient', patient), 201));

const matched = async ({ send }: Door, resource: Patient, more: object = {}): Promise<Bundle> =>
  ok(await send('POST', '/Patient/$match', parameters({ resource: { resource }, ...more }))).body as Bundle;

const matches: readonly Check[] = [
  at('Patient/$match', 'who it is stands first, with a score between 0 and 1; others below', async (door) => {
    const wanted = person('099184000901', 'Trần Thị Tương Đồng');
    const id = await enter(door, wanted);
    await enter(door, person('099184000902', 'Trần Thị Tương Đương', { birthDate: '1984-02-03' }));
    const { entry = [], type } = await matched(door, wanted);
    const scores = entry.map(({ search }) => search?.score ?? -1);
    must(type === 'searchset' && entry[0]?.resource?.id === id, entry.map(({ resource }) => resource?.id).join());
    must(
      scores.every((score, index) => score >= 0 && score <= 1 && score <= (scores[index - 1] ?? 1)),
      scores.join(),
    );
    must(
      entry.every(({ search }) => search?.mode === 'match'),
      'mode',
    );
  }),
  at('Patient/$match', 'a stranger has no match; count and onlyCertainMatches are kept', async (door) => {
    const stranger: Patient = { resourceType: 'Patient', name: [{ text: 'Quách Thị Xa Lạ' }], birthDate: '1931-07-19' };
    must((await matched(door, stranger)).entry === undefined, 'somebody');
    const { identifier: _none, ...unsure } = person('', 'Trần Thị Tương Đồng');
    const only = await matched(door, unsure, { onlyCertainMatches: { valueBoolean: true } });
    must(only.entry === undefined, 'unsure and yet certain');
    must((await matched(door, unsure, { count: { valueInteger: 1 } })).entry?.length === 1, 'count');
  }),
];

/** All of a record save what every write changes. */
async function contentOf({ send }: Door, id: string): Promise<object> {
  const { meta: _meta, ...rest } = nodeOf(ok(await send('GET', `/Patient/${id}`)).body);
  return rest;
}

async function visitsOf({ send }: Door, id: string): Promise<string> {
  const { entry = [] } = ok(await send('GET', `/Encounter?patient=Patient/${id}`)).body as Bundle;
  return entry.map(({ resource }) => resource?.id).join();
}

const pair: { source: string; target: string; visit: string; before: readonly object[] } = {
  source: '',
  target: '',
  visit: '',
  before: [],
};
const both = (door: Door) => Promise.all([contentOf(door, pair.source), contentOf(door, pair.target)]);
const mergeCall = ({ send }: Door): Promise<Answer> => {
  const { source, target } = pair;
  const values = { source, target, reason: 'một người' };
  const given = Object.fromEntries(Object.entries(values).map(([name, valueString]) => [name, { valueString }]));
  return send('POST', '/Patient/$merge', parameters(given));
};

const merges: readonly Check[] = [
  at('Patient/$merge', 'two records of one person: what hangs on either is found by both', async (door) => {
    const one = person('099184000903', 'Trần Thị Hai Thẻ');
    pair.source = await enter(door, one);
    pair.target = await enter(door, { ...one, telecom: [{ system: 'phone', value: '0000000903' }] });
    pair.before = await both(door);
    const visit = { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } };
    const subject = { reference: `Patient/${pair.source}` };
    pair.visit = idOf(ok(await door.send('POST', '/Encounter', { ...visit, subject }), 201));
    const merged = ok(await mergeCall(door));
    must(parameterOf(merged, 'status') === 'merged', merged.text.slice(0, 200));
    for (const id of [pair.source, pair.target])
      must((await visitsOf(door, id)) === pair.visit, `visits of ${id}: ${await visitsOf(door, id)}`);
    const links = (await both(door)).map((one) => JSON.stringify(nodeOf(one).link));
    must(links[0]?.includes('replaced-by') === true && links[1]?.includes('replaces') === true, links.join(' '));
  }),
  at('Patient/$merge', 'of a record with itself is refused', async ({ send }) => {
    const self = { valueString: pair.target };
    const answer = await send(
      'POST',
      '/Patient/$merge',
      parameters({ source: self, target: self, reason: { valueString: 'x' } }),
    );
    refused(answer, 400);
  }),
  at('Patient/$unmerge', 'both records are as they were: unmerge(merge(x)) = x', async (door) => {
    const reason = { reason: { valueString: 'nhầm' } };
    ok(await door.send('POST', `/Patient/${pair.source}/$unmerge`, parameters(reason)));
    const after = await both(door);
    must(isDeepStrictEqual(after, pair.before), JSON.stringify(after).slice(0, 200));
    must((await visitsOf(door, pair.target)) === '', 'the visit stayed');
    must((await visitsOf(door, pair.source)) === pair.visit, 'the visit is lost');
  }),
  at('Patient/$unmerge', 'of a record that was not merged is refused', async ({ send }) => {
    const reason = { reason: { valueString: 'nhầm' } };
    refused(await send('POST', `/Patient/${pair.target}/$unmerge`, parameters(reason)), 422);
  }),
];

/** Operations of the index of patients. */
export const personOperations: readonly Check[] = [...matches, ...merges];

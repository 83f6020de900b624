import { setTimeout as pause } from 'node:timers/promises';
import { nodeOf } from '../json.ts';
import type { Door } from '../open-door.ts';
import { operationCase as at, ok, refused } from './answers.ts';
import { type Check, must } from './check.ts';

const NDJSON = { 'content-type': 'application/fhir+ndjson' };
const ASYNC = { prefer: 'respond-async' };

interface Report {
  readonly output: readonly { readonly count: number; readonly written: number; readonly unchanged: number }[];
  readonly error: readonly { readonly count: number; readonly url: string }[];
}

const person = (id: string) => ({ resourceType: 'Patient', id, name: [{ family: 'Nhập' }], gender: 'female' });
const linesOf = (resources: readonly object[]): string => resources.map((one) => `${JSON.stringify(one)}\n`).join('');

/** The file is sent first, then named in the kick-off. */
async function imported(door: Door, text: string): Promise<Report> {
  const sent = ok(await door.send('POST', '/$import-file', text, NDJSON), 201);
  const file = { name: 'url', valueUrl: nodeOf(sent.body).url };
  const input = { name: 'input', part: [{ name: 'type', valueCode: 'Patient' }, file] };
  const format = { name: 'inputFormat', valueCode: 'application/fhir+ndjson' };
  const body = { resourceType: 'Parameters', parameter: [format, input] };
  const begun = ok(await door.send('POST', '/$import', body, ASYNC), 202);
  for (;;) {
    const standing = await door.send('GET', begun.headers.get('content-location') ?? '');
    if (standing.status !== 202) return ok(standing).body as Report;
    await pause(100);
  }
}

const FILE = linesOf([person('nhap-a'), person('nhap-b')]);

/** Bulk import: what comes in is what is read, once and again. */
export const importOperations: readonly Check[] = [
  at('$import', 'each line of a file becomes the resource that it says', async (door) => {
    const { output, error } = await imported(door, FILE);
    must(output[0]?.written === 2 && error.length === 0, JSON.stringify({ output, error }));
    const { meta: _meta, ...rest } = nodeOf(ok(await door.send('GET', '/Patient/nhap-a')).body);
    must(JSON.stringify(rest) === JSON.stringify(person('nhap-a')), JSON.stringify(rest));
  }),
  at('$import', 'the same file once more writes nothing', async (door) => {
    const { output } = await imported(door, FILE);
    must(output[0]?.written === 0 && output[0].unchanged === 2, JSON.stringify(output));
    const { meta } = nodeOf((await door.send('GET', '/Patient/nhap-a')).body);
    must(nodeOf(meta).versionId === '1', JSON.stringify(meta));
  }),
  at('$import', 'a line that is no resource is told with its reason, the others come in', async (door) => {
    const text = `${linesOf([person('nhap-c')])}{"resourceType":"Patient","gender":"x"}\n${linesOf([person('nhap-d')])}`;
    const { output, error } = await imported(door, text);
    must(output[0]?.count === 2 && error[0]?.count === 1, JSON.stringify({ output, error }));
    const reasons = ok(await door.send('GET', error[0].url)).text;
    must(reasons.includes('OperationOutcome') && reasons.includes('line 2'), reasons.slice(0, 200));
    ok(await door.send('GET', '/Patient/nhap-d'));
  }),
  at('$import', 'without respond-async, or of a file that was not sent here, it is refused', async ({ send }) => {
    const elsewhere = { name: 'url', valueUrl: 'https://vi-du.example/tep.ndjson' };
    const input = { name: 'input', part: [{ name: 'type', valueCode: 'Patient' }, elsewhere] };
    const body = { resourceType: 'Parameters', parameter: [input] };
    refused(await send('POST', '/$import', body), 400);
    const asked = await send('POST', '/$import', body, ASYNC);
    must(asked.status >= 400 && asked.status < 500, `${asked.status} ${asked.text.slice(0, 160)}`);
  }),
];

import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmptySite } from './start-empty-site.ts';

interface Sent {
  readonly type: string;
  readonly url: string;
  readonly bytes: number;
}

/** Every file of a folder that an export has filled, sent to the site that is to take it in. */
export async function sendFiles({ url, token }: EmptySite, folder: string): Promise<readonly Sent[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+ndjson' };
  const sent: Sent[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const body = await openAsBlob(join(folder, name));
    const answer = await fetch(`${url}/fhir/R4/$import-file`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    const taken = (await answer.json()) as Pick<Sent, 'url' | 'bytes'>;
    sent.push({ ...taken, type: name.split('-')[0] ?? '' });
  }
  return sent;
}

interface Answer {
  readonly output: readonly { readonly written: number; readonly unchanged: number }[];
  readonly error: readonly { readonly count: number; readonly url: string }[];
}

/** Kicks off, waits as a client does. @throws when a line was refused */
export async function importSent({ url, token }: EmptySite, sent: readonly Sent[]) {
  const headers = { authorization: `Bearer ${token}`, prefer: 'respond-async' };
  const parameter = sent.map((file) => ({
    name: 'input',
    part: [
      { name: 'type', valueCode: file.type },
      { name: 'url', valueUrl: file.url },
    ],
  }));
  const body = JSON.stringify({ resourceType: 'Parameters', parameter });
  const json = { ...headers, 'content-type': 'application/fhir+json' };
  const kickOff = await fetch(`${url}/fhir/R4/$import`, { method: 'POST', headers: json, body });
  const job = kickOff.headers.get('content-location');
  if (kickOff.status !== 202 || job === null) throw new Error(`import: ${kickOff.status} ${await kickOff.text()}`);
  const { output, error } = await finished(job, headers);
  if (error[0]) throw new Error(`lines refused: ${await (await fetch(error[0].url, { headers })).text()}`);
  const sum = (count: (file: Answer['output'][number]) => number) => output.reduce((all, file) => all + count(file), 0);
  return { written: sum(({ written }) => written), resources: sum(({ written, unchanged }) => written + unchanged) };
}

async function finished(job: string, headers: Record<string, string>): Promise<Answer> {
  for (;;) {
    const answer = await fetch(job, { headers });
    if (answer.status === 200) return (await answer.json()) as Answer;
    if (answer.status !== 202) throw new Error(`import: ${answer.status} ${await answer.text()}`);
    await sleep(100);
  }
}

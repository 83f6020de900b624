import { setTimeout as sleep } from 'node:timers/promises';
import type { Observation } from 'fhir/r4';
import type { RunningProgram } from './running-program.ts';

const observation = (n: number): Observation => ({
  resourceType: 'Observation',
  id: `nhap-${n}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  subject: { display: 'Không ai' },
  valueQuantity: { value: 4 + (n % 10) / 10, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
});

/** Sends a file of results and kicks off its import. @returns path of the job */
export async function startImport(program: RunningProgram, lines: number): Promise<string> {
  const authorization = `Bearer ${await program.token()}`;
  const call = (path: string, type: string, body: string) =>
    fetch(`${program.url}/fhir/R4/${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': type, prefer: 'respond-async' },
      body,
    });
  const text = Array.from({ length: lines }, (_, n) => `${JSON.stringify(observation(n))}\n`).join('');
  const { url } = (await (await call('$import-file', 'application/fhir+ndjson', text)).json()) as { url: string };
  const input = { name: 'input', part: [{ name: 'url', valueUrl: url }] };
  const asked = JSON.stringify({ resourceType: 'Parameters', parameter: [input] });
  const answer = await call('$import', 'application/fhir+json', asked);
  if (answer.status !== 202) throw new Error(`import: ${answer.status} ${await answer.text()}`);
  return new URL(answer.headers.get('content-location') ?? '').pathname;
}

/** Asks as its owner does, until it is done. */
export async function finishedImport(program: RunningProgram, job: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${await program.token()}` };
  for (;;) {
    const answer = await fetch(`${program.url}${job}`, { headers });
    if (answer.status !== 202) return answer.json();
    await answer.text();
    await sleep(100);
  }
}

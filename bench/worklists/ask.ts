import type { Parameters } from 'fhir/r4';
import type { FhirClient } from '../fhir-client.ts';
import { quantile } from '../measurement.ts';
import type { Question } from './questions.ts';

export interface Asked {
  readonly question: Question;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
  readonly kilobytes: number;
}

async function send(client: FhirClient, { path, body }: Question, cursor: Readonly<Record<string, string>> = {}) {
  if (body === undefined) {
    const more = new URLSearchParams(cursor).toString();
    return client.get(more === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${more}`);
  }
  const extra = Object.entries(cursor).map(([name, valueString]) => ({ name, valueString }));
  return client.send('POST', path, JSON.stringify({ ...body, parameter: [...(body.parameter ?? []), ...extra] }));
}

/** The cursor that leads behind the first page. */
async function cursorOf(client: FhirClient, question: Question): Promise<Readonly<Record<string, string>>> {
  if (question.next === undefined) return {};
  const { parameter = [] } = JSON.parse((await send(client, question)).text) as Parameters;
  const next = parameter.find(({ name }) => name === 'next')?.valueString;
  if (next === undefined) throw new Error(`${question.list}: there is no second page`);
  return { [question.next]: next };
}

/** One question, one time after the other, over HTTP. */
export async function ask(client: FhirClient, question: Question, times: number): Promise<Asked> {
  const cursor = await cursorOf(client, question);
  const taken: number[] = [];
  let bytes = 0;
  for (let time = 0; time < times + 2; time += 1) {
    const began = performance.now();
    const { text } = await send(client, question, cursor);
    if (time >= 2) taken.push(performance.now() - began);
    bytes = Buffer.byteLength(text);
  }
  const sorted = taken.sort((a, b) => a - b);
  const [p50, p95, most] = [quantile(sorted, 0.5), quantile(sorted, 0.95), sorted.at(-1) ?? 0];
  return { question, p50, p95, most, kilobytes: bytes / 1000 };
}

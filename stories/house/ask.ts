import type { FhirResource, OperationOutcome } from 'fhir/r4';
import { expect } from 'vitest';
import type { StoryHouse } from './open-story-house.ts';

export interface Answer {
  readonly status: number;
  readonly body: FhirResource;
}

/** One bare HTTP request to `/fhir/R4/…`: a text or bytes go out as they are, an object as JSON. */
export async function ask(
  house: StoryHouse,
  role: string,
  [method, path]: readonly [method: string, path: string],
  content?: string | Uint8Array<ArrayBuffer> | object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { token } = await house.as(role);
  const isRaw = typeof content === 'string' || content instanceof Uint8Array;
  const response = await fetch(`${house.demo.url}/fhir/R4/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(content === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: isRaw ? content : JSON.stringify(content) }),
  });
  return { status: response.status, body: (await response.json()) as FhirResource };
}

const outcomeOf = ({ body }: Answer): OperationOutcome => {
  if (body.resourceType !== 'OperationOutcome') throw new Error(`no OperationOutcome but a ${body.resourceType}`);
  return body;
};

/** `['registration.cardExpired at card.validTo']`: what was refused, and where. */
export const refusals = (answer: Answer): string[] =>
  outcomeOf(answer).issue.map(
    ({ details, expression }) => `${details?.coding?.[0]?.code} at ${expression?.join(', ') ?? '?'}`,
  );

const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;

/** Refused with this status and code at this place, in a sentence a person can read; nothing of our own insides. */
export function expectRefusal(answer: Answer, status: number, ...expected: string[]): void {
  expect([answer.status, ...refusals(answer)]).toEqual([status, ...expected]);
  for (const issue of outcomeOf(answer).issue) {
    expect(issue.details?.text).toMatch(vietnamese);
    expect(issue.details?.text).not.toMatch(/[{}]|undefined/);
    expect(issue.diagnostics).toBeTruthy();
    expect(JSON.stringify(issue)).not.toMatch(/ at .*\.ts:\d|node_modules/);
  }
}

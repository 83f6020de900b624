import type { Parameters } from 'fhir/r4';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { type Check, must } from './check.ts';

/** A case of an operation. */
export const operationCase = (row: string, says: string, run: Check['run']): Check => ({
  section: 'Operations',
  row,
  says,
  run,
});

export function ok(answer: Answer, wanted = 200): Answer {
  must(answer.status === wanted, `${answer.status} instead of ${wanted}: ${answer.text.slice(0, 160)}`);
  return answer;
}

/** A refusal has its status, and says in an OperationOutcome what was wrong. */
export function refused(answer: Answer, wanted: number): Answer {
  ok(answer, wanted);
  must(nodeOf(answer.body).resourceType === 'OperationOutcome', `no OperationOutcome: ${answer.text.slice(0, 160)}`);
  return answer;
}

/** `{ name: { valueString: 'x' } }` as Parameters; a list gives the name several times. */
export const parameters = (values: Readonly<Record<string, unknown>>) => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one: unknown) => ({ name, ...nodeOf(one) })),
  ),
});

const isValue = ([key]: [string, unknown]): boolean => key.startsWith('value') || key === 'resource';

export const parameterOf = ({ body }: Answer, name: string): unknown => {
  const found = (body as Parameters).parameter?.find((one) => one.name === name);
  return Object.entries(found ?? {}).find(isValue)?.[1];
};

export const idOf = ({ body }: Answer): string => String(nodeOf(body).id);

/** Writes a resource, new or not. */
export async function put({ send }: Door, resourceType: string, id: string, more: object): Promise<void> {
  const answer = await send('PUT', `/${resourceType}/${id}`, { resourceType, id, ...more });
  must(
    answer.status === 200 || answer.status === 201,
    `${resourceType}/${id}: ${answer.status} ${answer.text.slice(0, 200)}`,
  );
}

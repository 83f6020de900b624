import { isFhirError } from '@lienmach/outcome';
import { outcomeIssues } from '@lienmach/validation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FhirResource, OperationOutcome, OperationOutcomeIssue, Parameters } from 'fhir/r4';
import { errors } from '../errors.ts';
import { recordShown } from './audit.ts';
import { resourceOf } from './body.ts';
import { addressOf, callerOf, idOf, typeOf } from './caller.ts';
import type { House } from './house.ts';
import { checkAccept, FHIR_JSON } from './negotiate.ts';
import { queryOf } from './query-of.ts';

const modes = ['create', 'update', 'delete', 'profile'] as const;

interface Question {
  /** absent: what is stored is looked at */
  readonly resource: FhirResource | undefined;
  readonly mode: string | undefined;
  readonly profiles: readonly string[];
}

/** A resource by itself with the rest in the query, or everything in Parameters. */
function questionOf(request: FastifyRequest): Question {
  const query = queryOf(request);
  const asked = { mode: query.get('mode') ?? undefined, profiles: query.getAll('profile') };
  const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null;
  if (!hasBody) return { ...asked, resource: undefined };
  const body = resourceOf(request);
  if (body.resourceType !== 'Parameters' || addressOf(request).type === 'Parameters')
    return { ...asked, resource: body };
  return { ...asked, ...fromParameters(body, asked.profiles) };
}

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

function fromParameters({ parameter }: Parameters, profiles: readonly string[]): Question {
  const list = Array.isArray(parameter) ? parameter : [];
  const named = (name: string) => list.filter((one) => one?.name === name);
  const texts = (name: string): string[] =>
    named(name).flatMap((one) => [
      ...textOf(one.valueCode),
      ...textOf(one.valueString),
      ...textOf(one.valueUri),
      ...textOf(one.valueCanonical),
    ]);
  return {
    resource: named('resource')[0]?.resource as FhirResource | undefined,
    mode: texts('mode')[0],
    profiles: [...profiles, ...texts('profile')],
  };
}

/** What stands in the way of a change or a removal: the version that is stored, and the locks on it. */
async function obstacles(house: House, request: FastifyRequest, next: FhirResource | undefined) {
  const stored = await house.store.read(callerOf(request), typeOf(request), idOf(request));
  try {
    house.guard(JSON.parse(stored.text) as FhirResource, next, callerOf(request).agent);
  } catch (thrown) {
    if (isFhirError(thrown)) return thrown.outcome.issue;
    throw thrown;
  }
  return [];
}

/** At instance level without a resource: what is stored is what is looked at. */
async function storedResource(house: House, request: FastifyRequest): Promise<FhirResource> {
  const stored = await house.store.read(callerOf(request), typeOf(request), idOf(request));
  recordShown(house, request, 'validate', [stored]);
  return JSON.parse(stored.text) as FhirResource;
}

async function issuesOf(house: House, request: FastifyRequest, hasId: boolean): Promise<OperationOutcomeIssue[]> {
  const { resource, mode, profiles } = questionOf(request);
  if (mode !== undefined && !modes.some((one) => one === mode)) throw errors.unknownMode({ at: 'mode' });
  if (!hasId && (mode === 'update' || mode === 'delete')) throw errors.modeNeedsId({ at: 'mode' });
  if (hasId && mode === 'delete') return obstacles(house, request, undefined);
  if (resource === undefined && !hasId) throw errors.emptyBody();
  const judged = resource ?? (await storedResource(house, request));
  const type = typeOf(request);
  if (judged.resourceType !== type) throw errors.typeMismatch({ at: 'resourceType', detail: judged.resourceType });
  const issues = await house.profiles.validate(judged, profiles);
  if (hasId && mode === 'update' && resource !== undefined) {
    if (resource.id !== idOf(request)) issues.push(errors.idMismatch.issue({ at: `${type}.id` }));
    issues.push(...(await obstacles(house, request, resource)));
  }
  return issues;
}

/**
 * `$validate` of a type or of one stored resource. The answer is 200 with everything that was found, also when that is bad.
 *
 * @source FHIR R4 4.0.1, resource-operation-validate.html (verified)
 */
export async function answerValidate(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  hasId: boolean,
): Promise<FastifyReply> {
  checkAccept(request);
  const issue = outcomeIssues(await issuesOf(house, request, hasId));
  const outcome: OperationOutcome = { resourceType: 'OperationOutcome', issue };
  return reply.header('content-type', FHIR_JSON).send(JSON.stringify(outcome));
}

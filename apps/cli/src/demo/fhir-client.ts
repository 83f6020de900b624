import { FhirError } from '@lienmach/outcome';
import type { Bundle, FhirResource, OperationOutcome, Parameters, ParametersParameter } from 'fhir/r4';

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** One person at one workplace, seen from outside: only the public FHIR API and named operations. */
export interface FhirClient {
  /** access token, for requests that this client would never make */
  readonly token: string;
  get<R extends FhirResource>(path: string): Promise<R>;
  put<R extends FhirResource>(resource: R): Promise<R>;
  transaction(bundle: Bundle): Promise<Bundle>;
  /** `operation('Encounter/e1/$finish', {...})`: plain values go out as Parameters; the answer comes back as it is */
  operation<R extends FhirResource>(path: string, values?: Readonly<Record<string, unknown>>): Promise<R>;
}

/** Signs in with client credentials as any program would; refusals come back as the FhirError the server said. */
export async function openFhirClient(baseUrl: string, { id, secret }: ClientCredentials): Promise<FhirClient> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const answer = await fetch(`${baseUrl}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`token refused: ${answer.status} ${await answer.text()}`);
  const { access_token: token } = (await answer.json()) as { access_token: string };

  async function send<R>(method: string, path: string, content?: FhirResource): Promise<R> {
    const response = await fetch(`${baseUrl}/fhir/R4/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(content ? { 'content-type': 'application/fhir+json' } : {}) },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    const result = (await response.json()) as FhirResource;
    if (response.ok) return result as R;
    throw new FhirError(
      result.resourceType === 'OperationOutcome'
        ? (result as OperationOutcome).issue
        : [{ severity: 'error', code: 'exception' }],
    );
  }

  return {
    token,
    get: (path) => send('GET', path),
    put: (resource) => send('PUT', `${resource.resourceType}/${resource.id}`, resource),
    transaction: (bundle) => send('POST', '', bundle),
    operation: (path, values = {}) => send('POST', path, parametersOf(values)),
  };
}

/** Plain values as FHIR Parameters: lists repeat, objects become parts, `{ valueCoding: … }` goes through as it is. */
export function parametersOf(values: Readonly<Record<string, unknown>>): Parameters {
  return { resourceType: 'Parameters', parameter: partsOf(values) };
}

function partsOf(values: Readonly<Record<string, unknown>>): ParametersParameter[] {
  return Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one: unknown) => ({
      name,
      ...contentOf(one),
    })),
  );
}

function contentOf(value: unknown): Omit<ParametersParameter, 'name'> {
  if (typeof value === 'string') return { valueString: value };
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };
  const object = value as Record<string, unknown>;
  if ('resourceType' in object) return { resource: object as unknown as FhirResource };
  if (Object.keys(object).every((key) => /^value[A-Z]/.test(key))) return object;
  return { part: partsOf(object) };
}

/** value of one out parameter */
export function valueIn<T>(parameters: Parameters, name: string): T | undefined {
  const found = parameters.parameter?.find((one) => one.name === name);
  if (found?.resource) return found.resource as T;
  return Object.entries(found ?? {}).find(([key]) => key.startsWith('value'))?.[1] as T | undefined;
}

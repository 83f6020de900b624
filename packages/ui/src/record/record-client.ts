import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import { OutcomeError } from './outcome-error.ts';
import { parametersOf } from './parameters.ts';

export type ResourceType = FhirResource['resourceType'];
export type ResourceOf<T extends ResourceType> = Extract<FhirResource, { resourceType: T }>;

/** Search parameters; a list repeats the parameter (and), undefined and '' leave it out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Found<R> {
  readonly items: readonly R[];
  readonly included: readonly FhirResource[];
  readonly total: number | undefined;
  /** query string of the next page */
  readonly next: string | undefined;
}

/** The record as a screen sees it: the public FHIR API with the token of the person who signed in. Refusals are OutcomeErrors. */
export interface RecordClient {
  read<T extends ResourceType>(type: T, id: string): Promise<ResourceOf<T>>;
  search<T extends ResourceType>(type: T, query: Query): Promise<Found<ResourceOf<T>>>;
  create<R extends FhirResource>(resource: R): Promise<R>;
  /** `If-Match` on `meta.versionId`, always; a conflict (412) carries both versions. */
  update<R extends FhirResource>(resource: R): Promise<R>;
  transaction(bundle: Bundle): Promise<Bundle>;
  /** `operation('$finish', 'Encounter/e1', { … })`: plain values go out as Parameters, the answer is a resource. */
  operation<Out extends FhirResource>(
    name: `$${string}`,
    at: string | undefined,
    input?: Readonly<Record<string, unknown>> | FhirResource,
  ): Promise<Out>;
}

export interface RecordClientOptions {
  /** where the record answers, `/fhir/R4` */
  readonly base: string;
  /** a token that is valid now; `renew` after a 401 */
  readonly token: (renew: boolean) => Promise<string>;
  /** told after every answer and every silence */
  readonly onReach?: (isReached: boolean) => void;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: FhirResource;
  readonly ifMatch?: string;
}

const offline: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'transient',
      details: { text: 'Chưa tới được máy chủ. Nội dung vẫn còn trên màn hình.' },
    },
  ],
};

function queryString(query: Query): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== undefined && one !== '') text.append(name, String(one));
  }
  return text.toString();
}

const isOutcome = (answer: FhirResource | undefined): answer is OperationOutcome =>
  answer?.resourceType === 'OperationOutcome';

async function bodyOf(response: Response): Promise<FhirResource | undefined> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as FhirResource;
  } catch {
    return undefined;
  }
}

/** Sends one request; a token that ran out is renewed once. */
function sender({ base, token, onReach }: RecordClientOptions) {
  async function once({ method, path, body, ifMatch }: Call, renew: boolean): Promise<Response> {
    const bearer = await token(renew);
    const headers = new Headers({ authorization: `Bearer ${bearer}`, accept: 'application/fhir+json' });
    if (body !== undefined) headers.set('content-type', 'application/fhir+json');
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    const target = path === '' ? base : `${base}/${path}`;
    // what was saved a moment ago must be seen, and nothing of a patient belongs on the disk of this computer
    return fetch(target, {
      method,
      headers,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  return async function send<R>(call: Call): Promise<R> {
    let response: Response;
    try {
      response = await once(call, false);
      if (response.status === 401) response = await once(call, true);
    } catch (thrown) {
      if (thrown instanceof OutcomeError) throw thrown;
      onReach?.(false);
      throw new OutcomeError(0, offline);
    }
    onReach?.(true);
    const answer = await bodyOf(response);
    if (response.ok) return answer as R;
    throw new OutcomeError(response.status, isOutcome(answer) ? answer : undefined);
  };
}

type Send = ReturnType<typeof sender>;

async function update<R extends FhirResource>(send: Send, resource: R): Promise<R> {
  const path = `${resource.resourceType}/${resource.id}`;
  const version = resource.meta?.versionId;
  const ifMatch = version === undefined ? {} : { ifMatch: `W/"${version}"` };
  try {
    return await send<R>({ method: 'PUT', path, body: resource, ...ifMatch });
  } catch (thrown) {
    if (!(thrown instanceof OutcomeError) || thrown.status !== 412) throw thrown;
    const theirs = await send<R>({ method: 'GET', path });
    const issue = thrown.issues.map(({ severity, text }) => ({
      severity,
      code: 'conflict' as const,
      details: { text },
    }));
    throw new OutcomeError(412, { resourceType: 'OperationOutcome', issue }, { mine: resource, theirs });
  }
}

const isResource = (input: object): input is FhirResource =>
  'resourceType' in input && typeof input.resourceType === 'string';

function pageOf<R extends FhirResource>(bundle: Bundle): Found<R> {
  const entries = bundle.entry ?? [];
  const of = (mode: string) =>
    entries
      .filter((entry) => entry.search?.mode === mode)
      .flatMap(({ resource }) => (resource === undefined ? [] : [resource as FhirResource]));
  const next = bundle.link?.find((link) => link.relation === 'next')?.url;
  return {
    items: of('match') as R[],
    included: of('include'),
    total: bundle.total,
    next: next?.slice(next.indexOf('?') + 1),
  };
}

export function openRecordClient(options: RecordClientOptions): RecordClient {
  const send = sender(options);
  return {
    read: (type, id) => send({ method: 'GET', path: `${type}/${encodeURIComponent(id)}` }),
    async search(type, query) {
      return pageOf(await send<Bundle>({ method: 'GET', path: `${type}?${queryString(query)}` }));
    },
    create: (resource) => send({ method: 'POST', path: resource.resourceType, body: resource }),
    update: (resource) => update(send, resource),
    transaction: (bundle) => send({ method: 'POST', path: '', body: bundle }),
    operation(name, at, input = {}) {
      const body = isResource(input) ? input : parametersOf(input);
      return send({ method: 'POST', path: at === undefined ? name : `${at}/${name}`, body });
    },
  };
}

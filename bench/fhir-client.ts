import { Pool } from 'undici';

export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly text: string;
}

/** The measuring client: keep-alive, one request per connection at a time, the body read to its end. */
export interface FhirClient {
  get(path: string): Promise<Answer>;
  /** @param body  JSON text */
  send(method: 'POST' | 'PUT', path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  useToken(token: string): void;
  close(): Promise<void>;
}

const base = '/fhir/R4';

export function openFhirClient(url: string, connections: number): FhirClient {
  const pool = new Pool(url, { connections, pipelining: 1 });
  let token = '';
  const call = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> => {
    const answer = await pool.request({
      method,
      path: `${base}${path}`,
      headers: { accept: 'application/fhir+json', authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path.split('?')[0]}: ${answer.statusCode} ${text}`);
    const { etag } = answer.headers;
    return { status: answer.statusCode, etag: typeof etag === 'string' ? etag : undefined, text };
  };
  return {
    get: (path) => call('GET', path, {}),
    send: (method, path, body, headers = {}) =>
      call(
        method,
        path,
        { 'content-type': 'application/fhir+json', prefer: 'return=representation', ...headers },
        body,
      ),
    useToken: (text) => {
      token = text;
    },
    close: () => pool.destroy(),
  };
}

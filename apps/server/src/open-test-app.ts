import { createHash, randomBytes } from 'node:crypto';
import type { TestBrowser } from './open-test-browser.ts';

export type Tokens = Readonly<Record<string, unknown>> & { readonly access_token?: string };

/** A SMART app as others write them: it knows its id and the FHIR base, and finds out the rest. For tests of this folder only. */
export interface TestApp {
  /** the address to which it sends a browser */
  authorizeUrl(scope: string, more?: Record<string, string>): Promise<string>;
  /** from the address at which the browser came back */
  finish(back: URL): Promise<{ readonly status: number; readonly body: Tokens }>;
  token(form: Record<string, string>): Promise<{ readonly status: number; readonly body: Tokens }>;
  fhir(tokens: Tokens, path: string, init?: RequestInit): Promise<Response>;
}

interface Registered {
  readonly id: string;
  readonly redirectUri: string;
  readonly secret?: string;
}

export function openTestApp(iss: string, { id, redirectUri, secret }: Registered): TestApp {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const configuration = async () =>
    (await (await fetch(`${iss}/.well-known/smart-configuration`)).json()) as Record<string, string>;
  const app: TestApp = {
    async authorizeUrl(scope, more = {}) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: id,
        redirect_uri: redirectUri,
        scope,
        state,
        aud: iss,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...more,
      });
      return `${(await configuration()).authorization_endpoint}?${query}`;
    },
    async finish(back) {
      if (back.searchParams.get('state') !== state) throw new Error('a foreign state');
      const code = back.searchParams.get('code') ?? '';
      return app.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier });
    },
    async token(form) {
      const own = secret === undefined ? { client_id: id } : {};
      const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      const answer = await fetch((await configuration()).token_endpoint ?? '', {
        method: 'POST',
        headers: secret === undefined ? {} : { authorization: basic },
        body: new URLSearchParams({ ...own, ...form }),
      });
      return { status: answer.status, body: (await answer.json()) as Tokens };
    },
    fhir: (tokens, path, init = {}) =>
      fetch(`${iss}/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/fhir+json' },
      }),
  };
  return app;
}

interface Person {
  readonly login: string;
  readonly password: string;
  /** whose record the person chooses on the picker */
  readonly patient?: string;
}

/** A person goes from page to page until the browser leaves for the app. @returns where it leaves to */
export async function agreeTo(browser: TestBrowser, url: string, person: Person): Promise<URL> {
  const base = new URL(url).origin;
  let next = url;
  for (let step = 0; step < 12; step++) {
    const answer = await browser.go(next);
    const location = answer.headers.get('location');
    if (location !== null) {
      const target = new URL(location, base);
      if (target.origin !== base) return target;
      next = target.href;
      continue;
    }
    if (answer.status >= 400) throw new Error(`refused: ${answer.status}`);
    next = await answerPage(browser, new URL(next).pathname, await answer.text(), person);
    if (!next.startsWith(base)) return new URL(next);
  }
  throw new Error('the pages do not end');
}

async function answerPage(browser: TestBrowser, page: string, text: string, person: Person): Promise<string> {
  const follow = async (answer: Response): Promise<string> => {
    const location = answer.headers.get('location');
    if (location !== null) return new URL(location, answer.url).href;
    if (answer.status >= 400) throw new Error(`refused: ${answer.status}`);
    return answerPage(browser, page, await answer.text(), person);
  };
  if (text.includes('name="password"')) {
    const { login, password } = person;
    return follow(await browser.go(page, { login, password }));
  }
  if (text.includes('Chọn người bệnh'))
    return follow(await browser.go(`${page}/patient`, { patient: person.patient ?? '' }));
  const [, patient] = /name="patient" value="([^"]*)"/.exec(text) ?? [];
  return follow(
    await browser.go(`${page}/consent`, { decision: 'allow', ...(patient === undefined ? {} : { patient }) }),
  );
}

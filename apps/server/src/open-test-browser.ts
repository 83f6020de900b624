import { createHash, randomBytes } from 'node:crypto';

export interface Reached {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A browser in short: cookies kept by path, redirects followed by hand. For tests of this folder only. */
export interface TestBrowser {
  go(url: string, form?: Record<string, string>): Promise<Response>;
  /** our sign-in page asks for JSON */
  ask(url: string, form: Record<string, string>): Promise<Reached>;
  /** to the sign-in page. @returns its address, `/sign-in/…` */
  begin(): Promise<string>;
  /** from where the sign-in page sends us, to tokens */
  tokens(next: string): Promise<{ readonly access: string; readonly refresh: string }>;
  /** password only. @returns an access token */
  signIn(login: string, password: string): Promise<string>;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

export function openTestBrowser(base: string, userAgent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0'): TestBrowser {
  const cookies = new Map<string, Cookie>();
  const verifier = randomBytes(32).toString('base64url');
  const keep = (answer: Response): void => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { value, path });
    }
  };
  const cookieFor = (pathname: string): string =>
    [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ');
  const send = async (url: string, form: Record<string, string> | undefined, accept: string): Promise<Response> => {
    const target = new URL(url, base);
    const answer = await fetch(target, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: cookieFor(target.pathname), origin: base, accept, 'user-agent': userAgent },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    keep(answer);
    return answer;
  };
  const browser: TestBrowser = {
    go: (url, form) => send(url, form, 'text/html'),
    async ask(url, form) {
      const answer = await send(url, form, 'application/json');
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    async begin() {
      const query = new URLSearchParams({
        client_id: 'lienmach-web',
        response_type: 'code',
        redirect_uri: `${base}/`,
        scope: 'openid user/*.cruds',
        state: 's1',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      const asked = await browser.go(`/oauth2/authorize?${query}`);
      return new URL(asked.headers.get('location') ?? '', base).pathname;
    },
    async tokens(next) {
      const back = await browser.go(next);
      const code = new URL(back.headers.get('location') ?? '', base).searchParams.get('code') ?? '';
      const form = { grant_type: 'authorization_code', client_id: 'lienmach-web', redirect_uri: `${base}/`, code };
      const { body } = await browser.ask('/oauth2/token', { ...form, code_verifier: verifier });
      return { access: String(body.access_token), refresh: String(body.refresh_token) };
    },
    async signIn(login, password) {
      const { body } = await browser.ask(await browser.begin(), { login, password });
      return (await browser.tokens(String(body.next))).access;
    },
  };
  return browser;
}

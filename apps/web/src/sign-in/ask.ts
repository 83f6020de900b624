/** What the server can answer in one sign-in. */
export interface Offer {
  readonly id: string;
  readonly secret: string;
  readonly uri: string;
}
export interface Ways {
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly recovery: number;
}
export type Answer =
  | { readonly next: string; readonly recovery?: readonly string[] }
  | { readonly step: 'code'; readonly ways: Ways }
  | { readonly step: 'enrol'; readonly offer: Offer }
  | { readonly problem: string };

async function post(path: string, form: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${location.pathname}${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  return answer.json();
}

/** Asks at the address of this very sign-in; the answer is where to go, what is still missing, or why not. */
export const ask = async (path: '' | '/code' | '/enrol/confirm', form: Record<string, string>): Promise<Answer> =>
  (await post(path, form)) as Answer;

/** Keys need a name in the address bar; an address of figures has none. */
export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis && !/^[\d.]+$|^\[/.test(location.hostname);

type Asked = Parameters<typeof import('@simplewebauthn/browser').startAuthentication>[0]['optionsJSON'];

/** The device asks its owner. @throws when the person closed the question */
export async function askPasskey(): Promise<Answer> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const asked = (await post('/passkey/ask', {})) as Asked | { readonly problem: string };
  if ('problem' in asked) return asked;
  const response = await startAuthentication({ optionsJSON: asked });
  return (await post('/passkey', { response: JSON.stringify(response) })) as Answer;
}

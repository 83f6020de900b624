interface Person {
  readonly login: string;
  readonly password: string;
}

/** The browser's part of the authorization code flow: follows to the sign-in page, fills it in, and says where it was sent back. */
export async function signInByHand(address: URL, { login, password }: Person): Promise<URL> {
  const cookies = new Map<string, string>();
  const go = async (url: URL, form?: Record<string, string>): Promise<URL> => {
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies.values()].join('; '), origin: url.origin, accept: 'text/html' },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      cookies.set(pair.split('=')[0] ?? '', pair);
    }
    return new URL(answer.headers.get('location') ?? '', url);
  };
  const page = await go(address);
  return go(await go(page, { login, password }));
}

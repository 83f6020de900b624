/** What the server says about itself before anybody signed in. */
export interface Site {
  readonly name: string;
  readonly isDemo: boolean;
  readonly version: string;
  /** houses that may say who somebody is */
  readonly upstream?: readonly { readonly id: string; readonly title: string }[];
  readonly accounts: readonly { readonly login: string; readonly display: string; readonly roles: readonly string[] }[];
}

const nowhere: Site = { name: '', isDemo: false, version: '', accounts: [] };

export async function readSite(): Promise<Site> {
  try {
    const answer = await fetch('/site', { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as Site) : nowhere;
  } catch {
    return nowhere;
  }
}

/** What the server says to somebody who signed in. */
export interface Me {
  readonly who: string;
  readonly display: string;
  readonly roles: readonly string[];
  readonly site: { readonly name: string; readonly isDemo: boolean };
  /** server time; clinical times default to it */
  readonly now: string;
  /** opens the drafts of this person in this browser */
  readonly draftKey: string;
}

export async function readMe(token: string): Promise<Me> {
  const answer = await fetch('/session', { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`session: ${answer.status}`);
  return (await answer.json()) as Me;
}

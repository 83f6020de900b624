import { Note, UiProvider, useLanguage, useTexts } from '@lienmach/ui';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { beginSignIn, finishSignIn } from './auth/oauth.ts';
import { TokenKeeper } from './auth/token-keeper.ts';
import { openDraftVault } from './shell/draft-vault.ts';
import { keepFocus } from './shell/focus-return.ts';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { SignedIn, type SignedInProps } from './signed-in.tsx';
import { readMe } from './site.ts';
import './styles/shell.css';
import './styles/home.css';
import './styles/sign-in.css';
import './styles/narrow.css';
import { texts } from './texts.ts';

/** an answer of the provider that nobody here waits for */
const isReturn = (): boolean => /[?&](?:code|error)=/.test(location.search);

/** Tokens from the address, or away to the sign-in page. */
async function open(): Promise<SignedInProps | undefined> {
  const finished = await finishSignIn();
  if (finished === undefined) {
    await beginSignIn(isReturn() ? '/' : undefined);
    return undefined;
  }
  history.replaceState(null, '', finished.target);
  const me = await readMe(finished.tokens.access);
  const drafts = await openDraftVault(me.who, me.draftKey);
  const leave = async (): Promise<void> => {
    keepFocus();
    await drafts.flush();
    await beginSignIn();
  };
  const keeper = new TokenKeeper(finished.tokens, () => void leave());
  addEventListener('pagehide', () => {
    keepFocus();
    void drafts.flush();
  });
  return { me, keeper, drafts };
}

const opening = location.pathname.startsWith('/sign-in/') ? undefined : open();

function Splash({ hasFailed }: { readonly hasFailed: boolean }) {
  const t = useTexts(texts);
  return (
    <main className="splash">
      {hasFailed ? <Note tone="bad" title={t.signInFailed} /> : <span className="sr">{t.opening}</span>}
    </main>
  );
}

function App() {
  const language = useLanguage();
  const [opened, setOpened] = useState<SignedInProps>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    opening?.then(setOpened, () => setFailed(true));
  }, []);
  if (opening === undefined) return <SignInPage />;
  return opened === undefined ? <Splash hasFailed={hasFailed} /> : <SignedIn {...opened} />;
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <App />
      </UiProvider>
    </StrictMode>,
  );
}

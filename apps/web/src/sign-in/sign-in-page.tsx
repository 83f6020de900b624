import { Button, Field, IconButton, Note, setLanguage, useLanguage, useTexts, useWords } from '@lienmach/ui';
import { IconAlertTriangle, IconCircleCheckFilled, IconEye, IconEyeOff } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { BrandLine, BrandMark } from '../brand.tsx';
import { roleWords } from '../roles.ts';
import { readSite, type Site } from '../site.ts';
import { texts } from '../texts.ts';

type Answer = { readonly next: string } | { readonly problem: string };

/** Asks at the address of this very sign-in; the answer is where to go, or why not. */
async function askToEnter(login: string, password: string): Promise<Answer> {
  const answer = await fetch(location.pathname, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ login, password }),
  });
  return (await answer.json()) as Answer;
}

function Story({ site }: { readonly site: Site | undefined }) {
  const t = useTexts(texts);
  return (
    <section className="signin-story">
      <header className="row g16">
        <BrandMark />
        <div>
          <div className="signin-brand">{t.product}</div>
          <div>{site?.name}</div>
        </div>
      </header>
      <BrandLine words={t.path} />
      <footer>
        <p className="signin-motto">{t.motto}</p>
        <p className="row g16 signin-facts">
          {site !== undefined && (
            <span className="row">
              <IconCircleCheckFilled size={16} className="signin-ok" aria-hidden="true" />
              {t.systemOk}
            </span>
          )}
          {site?.version && <span>{t.version(site.version)}</span>}
        </p>
      </footer>
    </section>
  );
}

interface CardsProps {
  readonly site: Site;
  readonly chosen: string;
  readonly onChoose: (login: string) => void;
}

function DemoCards({ site, chosen, onChoose }: CardsProps) {
  const t = useTexts(texts);
  const word = useWords();
  return (
    <section className="signin-demo" aria-label={t.demoMark}>
      <p className="row s">
        <span className="demo-mark">{t.demoMark}</span>
        <span className="mut">{t.demoCards}</span>
      </p>
      <ul className="signin-cards">
        {site.accounts.map((account) => {
          const { icon: Sign, title } = roleWords(account.roles);
          return (
            <li key={account.login}>
              <button
                type="button"
                className="signin-card"
                aria-pressed={account.login === chosen}
                onClick={() => onChoose(account.login)}
              >
                <Sign size={20} stroke={1.75} aria-hidden="true" />
                <span>
                  <b>{word(title)}</b>
                  <span className="s mut">{account.display}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="s mut">{t.demoPassword}</p>
    </section>
  );
}

function useSite(): Site | undefined {
  const [site, setSite] = useState<Site>();
  useEffect(() => {
    void readSite().then(setSite);
  }, []);
  return site;
}

/** Who are you? The page behind `/sign-in/…`; it knows nothing of the record. */
export function SignInPage() {
  const t = useTexts(texts);
  const language = useLanguage();
  const site = useSite();
  const [login, setLogin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [isShown, setShown] = useState(false);
  const [hasCaps, setCaps] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await askToEnter(login, password.current?.value ?? '');
      if ('next' in answer) {
        location.replace(answer.next);
        return;
      }
      setProblem(answer.problem);
    } catch {
      setProblem(t.signInFailed);
    }
    setBusy(false);
    password.current?.select();
  };
  return (
    <div className="signin">
      <Story site={site} />
      <main className="signin-form">
        <form onSubmit={enter}>
          <div>
            <h1>{t.signIn}</h1>
            <p className="sec">{t.signInHint}</p>
          </div>
          <Field label={t.login} autoFocus name="login">
            {(control) => (
              <input
                {...control}
                className="input big"
                value={login}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={64}
                required
                onChange={(event) => setLogin(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label={t.password} name="password">
            {(control) => (
              <span className="with-end">
                <input
                  {...control}
                  ref={password}
                  className="input big"
                  type={isShown ? 'text' : 'password'}
                  autoComplete="current-password"
                  maxLength={128}
                  required
                  onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
                />
                <span className="end live">
                  <IconButton
                    icon={isShown ? IconEyeOff : IconEye}
                    label={isShown ? t.hidePassword : t.showPassword}
                    onClick={() => setShown(!isShown)}
                  />
                </span>
              </span>
            )}
          </Field>
          {hasCaps && (
            <p className="row s warned">
              <IconAlertTriangle size={16} aria-hidden="true" />
              {t.capsLock}
            </p>
          )}
          {problem !== undefined && <Note tone="bad" title={problem} />}
          <Button type="submit" tone="primary" size="lg" keyHint="Enter" isBusy={isBusy}>
            {t.signIn}
          </Button>
        </form>
        {site && site.accounts.length > 0 && (
          <DemoCards
            site={site}
            chosen={login}
            onChoose={(chosen) => {
              setLogin(chosen);
              password.current?.focus();
            }}
          />
        )}
        <p className="row">
          <span className="grow" />
          <Button
            tone="quiet"
            lang={language === 'vi' ? 'en' : 'vi'}
            onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
          >
            {t.switchLanguage}
          </Button>
        </p>
      </main>
    </div>
  );
}

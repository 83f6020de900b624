import { Button, Field, IconButton, Note, setLanguage, useLanguage, useTexts, useWords } from '@lienmach/ui';
import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconEye,
  IconEyeOff,
  IconFingerprint,
  IconId,
} from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { BrandLine, BrandMark } from '../brand.tsx';
import { roleWords } from '../roles.ts';
import { readSite, type Site } from '../site.ts';
import { texts } from '../texts.ts';
import { type Answer, ask, askPasskey, canUsePasskeys, type Offer, type Ways } from './ask.ts';
import { CodeStep, EnrolStep, RecoveryStep } from './second-step.tsx';
import { texts as factorTexts } from './sign-in-texts.ts';

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

interface PasswordProps {
  readonly login: string;
  readonly password: RefObject<HTMLInputElement | null>;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  readonly onLogin: (login: string) => void;
  readonly onEnter: () => void;
  readonly onPasskey: () => void;
  readonly upstream: NonNullable<Site['upstream']>;
}

function PasswordField({ password }: Pick<PasswordProps, 'password'>) {
  const t = useTexts(texts);
  const [isShown, setShown] = useState(false);
  const [hasCaps, setCaps] = useState(false);
  return (
    <>
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
    </>
  );
}

function PasswordStep({ login, password, problem, isBusy, onLogin, onEnter, onPasskey, upstream }: PasswordProps) {
  const t = useTexts(texts);
  const f = useTexts(factorTexts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
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
            onChange={(event) => onLogin(event.currentTarget.value)}
          />
        )}
      </Field>
      <PasswordField password={password} />
      {problem !== undefined && <Note tone="bad" title={problem} />}
      <Button type="submit" tone="primary" size="lg" keyHint="Enter" isBusy={isBusy}>
        {t.signIn}
      </Button>
      {canUsePasskeys() && (
        <Button icon={IconFingerprint} size="lg" onClick={onPasskey}>
          {f.usePasskey}
        </Button>
      )}
      {upstream.map(({ id, title }) => (
        <Button key={id} icon={IconId} size="lg" onClick={() => location.assign(`${location.pathname}/with/${id}`)}>
          {title}
        </Button>
      ))}
    </form>
  );
}

type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'code'; readonly ways: Ways }
  | { readonly kind: 'enrol'; readonly offer: Offer }
  | { readonly kind: 'recovery'; readonly codes: readonly string[]; readonly next: string };

/** What an answer of the server makes of the page; undefined: it leaves. */
function stepAfter(answer: Exclude<Answer, { readonly problem: string }>): Step | undefined {
  if ('next' in answer) {
    const { next, recovery = [] } = answer;
    if (recovery.length > 0) return { kind: 'recovery', codes: recovery, next };
    location.replace(next);
    return undefined;
  }
  return answer.step === 'code' ? { kind: 'code', ways: answer.ways } : { kind: 'enrol', offer: answer.offer };
}

/** One question after the other, until the server says where to go. */
function useSteps() {
  const t = useTexts(texts);
  const [step, setStep] = useState<Step>({ kind: 'password' });
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const run = async (question: () => Promise<Answer>, failed: string = t.signInFailed): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await question();
      if ('problem' in answer) setProblem(answer.problem);
      else {
        const after = stepAfter(answer);
        if (after === undefined) return;
        setStep(after);
      }
    } catch {
      setProblem(failed);
    }
    setBusy(false);
  };
  return { step, problem, isBusy, run };
}

/** Who are you? The page behind `/sign-in/…`; it knows nothing of the record. */
export function SignInPage() {
  const language = useLanguage();
  const t = useTexts(texts);
  const f = useTexts(factorTexts);
  const site = useSite();
  const { step, problem, isBusy, run } = useSteps();
  const [login, setLogin] = useState('');
  const password = useRef<HTMLInputElement>(null);
  const shared = { problem, isBusy };
  const enter = async (): Promise<void> => {
    await run(() => ask('', { login, password: password.current?.value ?? '' }));
    password.current?.select();
  };
  const passkey = (): void => void run(askPasskey, f.passkeyClosed);
  return (
    <div className="signin">
      <Story site={site} />
      <main className="signin-form">
        {step.kind === 'password' && (
          <PasswordStep
            {...{ ...shared, login, password }}
            onLogin={setLogin}
            onEnter={() => void enter()}
            onPasskey={passkey}
            upstream={site?.upstream ?? []}
          />
        )}
        {step.kind === 'code' && (
          <CodeStep
            {...shared}
            ways={step.ways}
            onCode={(code) => run(() => ask('/code', { code }))}
            onPasskey={passkey}
            onBack={() => location.reload()}
          />
        )}
        {step.kind === 'enrol' && (
          <EnrolStep
            {...shared}
            offer={step.offer}
            onCode={(code) => run(() => ask('/enrol/confirm', { code, id: step.offer.id }))}
          />
        )}
        {step.kind === 'recovery' && <RecoveryStep codes={step.codes} onDone={() => location.replace(step.next)} />}
        {step.kind === 'password' && site && site.accounts.length > 0 && (
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

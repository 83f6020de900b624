import {
  ActionBoard,
  ActionBoardProvider,
  DraftProvider,
  type DraftStore,
  OutcomeError,
  openRecordClient,
  RecordProvider,
  type ResourceType,
  recordKey,
  ScanDesk,
  ScanDeskProvider,
  type Screen,
  type Session,
  SessionProvider,
  useTexts,
} from '@lienmach/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { accountScreens } from './account/index.ts';
import { OwnAccountProvider, openOwnAccount } from './account/own-account.ts';
import { beginSignIn } from './auth/oauth.ts';
import type { TokenKeeper } from './auth/token-keeper.ts';
import { screens, widgets } from './screens.ts';
import { openEventStream } from './shell/event-stream.ts';
import { gatherChanges } from './shell/gather-changes.ts';
import { setLinks, watchLinks } from './shell/links.ts';
import { ScreenFrame } from './shell/screen-frame.tsx';
import { Shell } from './shell/shell.tsx';
import type { Me } from './site.ts';
import { texts } from './texts.ts';

const isRefusal = (thrown: unknown): boolean => thrown instanceof OutcomeError && thrown.status >= 400;

/** among the changed types: more was missed than can be named */
const EVERYTHING = '*';

const makeQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, gcTime: 30_000, retry: (count, thrown) => !isRefusal(thrown) && count < 3 },
    },
  });

export interface SignedInProps {
  readonly me: Me;
  readonly keeper: TokenKeeper;
  readonly drafts: DraftStore;
}

async function signOut(): Promise<void> {
  await fetch('/sign-out', { method: 'POST' }).catch(() => undefined);
  await beginSignIn('/');
}

/** Everything between the record and the screens, for one person in one tab. */
function useServices({ keeper }: SignedInProps) {
  const [queries] = useState(makeQueries);
  const [board] = useState(() => new ActionBoard());
  const [desk] = useState(() => new ScanDesk());
  const [record] = useState(() =>
    openRecordClient({ base: '/fhir/R4', token: keeper.token, onReach: (server) => setLinks({ server }) }),
  );
  useEffect(() => watchLinks(), []);
  useEffect(() => {
    const gather = gatherChanges((types) =>
      types.has(EVERYTHING)
        ? queries.invalidateQueries({ queryKey: ['fhir'] })
        : Promise.all(
            [...types].map((type) => queries.invalidateQueries({ queryKey: recordKey(type as ResourceType) })),
          ),
    );
    return openEventStream({
      token: keeper.token,
      onReset: () => gather([EVERYTHING]),
      onChanges: (changes) => gather(changes.map((change) => change.type)),
    });
  }, [keeper, queries]);
  return { queries, board, desk, record };
}

function useLock(keeper: TokenKeeper) {
  const t = useTexts(texts);
  const [isLocked, setLocked] = useState(false);
  const unlock = async (password: string): Promise<string | undefined> => {
    try {
      const answer = await fetch('/session/unlock', {
        method: 'POST',
        headers: { authorization: `Bearer ${await keeper.token(false)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ password }),
      });
      if (answer.ok) setLocked(false);
      else if (answer.status === 403) return ((await answer.json()) as { problem: string }).problem;
      else return t.sessionEnded;
    } catch {
      return t.signInFailed;
    }
    return undefined;
  };
  const lock = useCallback(() => setLocked(true), []);
  return { isLocked, lock, unlock };
}

const isBare = (screen: Screen): boolean => screen.frame === 'bare';

export function SignedIn(props: SignedInProps) {
  const { me, keeper, drafts } = props;
  const { queries, board, desk, record } = useServices(props);
  const { isLocked, lock, unlock } = useLock(keeper);
  const { signInFailed } = useTexts(texts);
  const account = useMemo(() => openOwnAccount(keeper, signInFailed), [keeper, signInFailed]);
  const clockOffset = useMemo(() => Date.parse(me.now) - Date.now(), [me]);
  const session: Session = useMemo(
    () => ({
      login: me.who,
      who: me.who,
      display: me.display,
      roles: me.roles,
      site: me.site,
      hasRole: (...roles) => roles.some((role) => me.roles.includes(role)),
      lock,
      signOut: () => void signOut(),
    }),
    [me, lock],
  );
  const mayOpen = (screen: Screen): boolean => screen.roles.includes('*') || session.hasRole(...screen.roles);
  const mine = screens.filter(mayOpen);
  // who has nothing but a wall or a kiosk sees it at once: no rail, no home
  const rooms = mine.filter((screen) => !accountScreens.includes(screen));
  const wall = rooms.every(isBare) ? rooms[0] : undefined;
  return (
    <QueryClientProvider client={queries}>
      <RecordProvider value={record}>
        <SessionProvider value={session}>
          <DraftProvider value={drafts}>
            <ActionBoardProvider value={board}>
              <ScanDeskProvider value={desk}>
                <OwnAccountProvider value={account}>
                  <BrowserRouter>
                    <Routes>
                      {mine.filter(isBare).map((screen) => (
                        <Route key={screen.id} path={screen.path} element={<ScreenFrame screen={screen} />} />
                      ))}
                      <Route
                        path="*"
                        element={
                          wall === undefined ? (
                            <Shell {...{ screens, widgets, isLocked, unlock, clockOffset }} />
                          ) : (
                            <Navigate replace to={wall.path} />
                          )
                        }
                      />
                    </Routes>
                  </BrowserRouter>
                </OwnAccountProvider>
              </ScanDeskProvider>
            </ActionBoardProvider>
          </DraftProvider>
        </SessionProvider>
      </RecordProvider>
    </QueryClientProvider>
  );
}

import {
  openKeyPreset,
  PlaceProvider,
  type Screen,
  useActionBoard,
  useSession,
  useTexts,
  type Widget,
  WidgetProvider,
} from '@lienmach/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Route, Routes } from 'react-router';
import { HomePage } from '../home/home-page.tsx';
import { texts } from '../texts.ts';
import { ActionBar } from './action-bar.tsx';
import { returnFocus } from './focus-return.ts';
import { KeySheet } from './key-sheet.tsx';
import { LockScreen } from './lock-screen.tsx';
import { Notices, Toasts } from './notices.tsx';
import { Rail } from './rail.tsx';
import { NotFound, ScreenFrame } from './screen-frame.tsx';
import { TopBar } from './top-bar.tsx';
import { useEnterMoves } from './use-enter-moves.ts';
import { useIdle } from './use-idle.ts';
import { useMyTasks } from './use-my-tasks.ts';
import { useRooms } from './use-rooms.ts';
import { useShortcuts } from './use-shortcuts.ts';

export interface ShellProps {
  readonly screens: readonly Screen[];
  readonly widgets: readonly Widget[];
  readonly isLocked: boolean;
  readonly unlock: (password: string) => Promise<string | undefined>;
  readonly clockOffset: number;
}

interface Named {
  readonly roles: readonly string[];
}

/** Rail, top bar, work area, action bar: what stays while screens come and go. */
export function Shell({ screens: allScreens, widgets: allWidgets, isLocked, unlock, clockOffset }: ShellProps) {
  const t = useTexts(texts);
  const session = useSession();
  const board = useActionBoard();
  const place = useRooms(session.site.name);
  const [isKeySheet, setKeySheet] = useState(false);
  const [placeCount, setPlaceCount] = useState(0);
  const [, stay] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const [screens, widgets] = useMemo(() => {
    const isMine = ({ roles }: Named): boolean => roles.includes('*') || session.hasRole(...roles);
    const shelled = allScreens.filter((screen) => screen.frame !== 'bare');
    return [shelled.filter(isMine), allWidgets.filter(isMine)] as const;
  }, [allScreens, allWidgets, session]);
  const homeCards = useMemo(
    () => widgets.filter((widget) => widget.slot === 'home.card').toSorted((a, b) => a.order - b.order),
    [widgets],
  );
  const tasks = useMyTasks(screens);
  const left = useIdle(!isLocked, session.lock);
  useEnterMoves();
  useEffect(() => returnFocus(), []);
  useEffect(() => openKeyPreset(session.who), [session.who]);
  useShortcuts(board, {
    F1: () => setKeySheet(true),
    'Ctrl+K': () => box.current?.focus(),
    'Alt+0': () => setPlaceCount((count) => count + 1),
    'Ctrl+Alt+L': session.lock,
  });
  return (
    <PlaceProvider value={place}>
      <WidgetProvider value={widgets}>
        <a className="skip" href="#main">
          {t.skip}
        </a>
        <div className="app" inert={isLocked}>
          <Rail screens={screens} onKeys={() => setKeySheet(true)} onLock={session.lock} />
          <TopBar screens={screens} tasks={tasks} box={box} placeCount={placeCount} clockOffset={clockOffset} />
          <div className="main">
            <Notices left={left} onStay={() => stay((count) => count + 1)} />
            <main id="main" className="main-area" tabIndex={-1}>
              <Routes>
                <Route index element={<HomePage screens={screens} widgets={homeCards} tasks={tasks} />} />
                {screens.map((screen) => (
                  <Route key={screen.id} path={screen.path} element={<ScreenFrame screen={screen} />} />
                ))}
                <Route path="*" element={<NotFound />} />
              </Routes>
            </main>
            <ActionBar />
          </div>
          <Toasts />
        </div>
        {isKeySheet && <KeySheet onClose={() => setKeySheet(false)} />}
        {isLocked && <LockScreen name={session.display} unlock={unlock} onOther={session.signOut} />}
      </WidgetProvider>
    </PlaceProvider>
  );
}

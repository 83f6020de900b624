import {
  Button,
  initialsOf,
  type Screen,
  setLanguage,
  useDarkMode,
  useLanguage,
  usePlace,
  useSession,
  useTexts,
  useWords,
} from '@lienmach/ui';
import { IconBuilding, IconChevronDown, IconInbox } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { roleWords } from '../roles.ts';
import { texts } from '../texts.ts';
import { LinkList } from './link-list.tsx';
import { useLinks } from './links.ts';
import { Menu } from './menu.tsx';
import { ScanBox } from './scan-box.tsx';
import { TaskList } from './task-list.tsx';
import type { MyTask } from './use-my-tasks.ts';

function PlaceMenu({ openCount }: { readonly openCount: number }) {
  const t = useTexts(texts);
  const { facility, room, rooms, choose } = usePlace();
  const face = (
    <>
      <IconBuilding size={20} stroke={1.75} aria-hidden="true" />
      <span className="place-words">
        <span className="s mut el">{facility}</span>
        <b className="el">{room?.name ?? t.noPlace}</b>
      </span>
      <IconChevronDown size={14} aria-hidden="true" />
    </>
  );
  return (
    <Menu face={face} label={`${t.place}: ${room?.name ?? t.noPlace}`} className="place" openCount={openCount}>
      {(close) => (
        <div className="menu-body">
          <p className="s mut menu-note">{t.placeHint}</p>
          {rooms.length === 0 && <p className="menu-note">{t.noRooms}</p>}
          <ul>
            {rooms.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="menu-item"
                  aria-pressed={one.id === room?.id}
                  onClick={() => {
                    choose(one);
                    close();
                  }}
                >
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Menu>
  );
}

function LinksMenu() {
  const t = useTexts(texts);
  const { server, record, events } = useLinks();
  const up = [server, record, events].filter(Boolean).length;
  const tone = up === 3 ? 'ok' : up === 2 ? 'warn' : 'bad';
  const face = (
    <>
      <span className="dot" data-tone={tone} />
      <span className="wide">{t.links}</span>
      <b className="n link-count">{up}/3</b>
    </>
  );
  return (
    <Menu face={face} label={`${t.links} ${up}/3`} isRight>
      {() => (
        <div className="menu-body">
          <LinkList />
          <p className="s mut menu-note">{t.linkHint}</p>
        </div>
      )}
    </Menu>
  );
}

function TasksMenu({ tasks }: { readonly tasks: readonly MyTask[] }) {
  const t = useTexts(texts);
  const count = tasks.length > 99 ? '99+' : String(tasks.length);
  const face = (
    <>
      <IconInbox size={18} stroke={1.75} aria-hidden="true" />
      <span className="wide">{t.tasks}</span>
      {tasks.length > 0 && <span className="badge n">{count}</span>}
    </>
  );
  return (
    <Menu face={face} label={`${t.myTasks}: ${count}`} isRight>
      {(close) => (
        <div className="menu-body menu-wide">
          <TaskList tasks={tasks} onOpen={close} />
        </div>
      )}
    </Menu>
  );
}

function Clock({ offset }: { readonly offset: number }) {
  const read = (): string =>
    new Date(Date.now() + offset).toLocaleTimeString('vi-VN', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'Asia/Ho_Chi_Minh',
    });
  const [time, setTime] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setTime(read()), 5000);
    return () => clearInterval(timer);
  });
  return <time className="n clock">{time}</time>;
}

function AccountMenu() {
  const t = useTexts(texts);
  const word = useWords();
  const { display, roles, signOut, lock } = useSession();
  const language = useLanguage();
  const navigate = useNavigate();
  const [isDark, toggleDark] = useDarkMode();
  const other = language === 'vi' ? 'en' : 'vi';
  const face = (
    <>
      <span className="avatar" aria-hidden="true">
        {initialsOf(display)}
      </span>
      <span className="me wide">
        <b className="el">{display}</b>
        <span className="s mut el">{word(roleWords(roles).title)}</span>
      </span>
    </>
  );
  return (
    <Menu face={face} label={`${t.me}: ${display}`} isRight>
      {(close) => (
        <div className="menu-body">
          <p className="menu-note">
            <b>{display}</b>
            <br />
            <span className="mut">{word(roleWords(roles).title)}</span>
          </p>
          <button type="button" className="menu-item" lang={other} onClick={() => setLanguage(other)}>
            {t.switchLanguage}
          </button>
          <button type="button" className="menu-item" onClick={toggleDark}>
            {isDark ? t.light : t.dark}
          </button>
          <button
            type="button"
            className="menu-item"
            onClick={() => {
              close();
              void navigate('/account');
            }}
          >
            {t.mySecurity}
          </button>
          <button
            type="button"
            className="menu-item"
            onClick={() => {
              close();
              lock();
            }}
          >
            {t.lock}
          </button>
          <div className="menu-note">
            <Button onClick={signOut}>{t.signOut}</Button>
          </div>
        </div>
      )}
    </Menu>
  );
}

interface TopBarProps {
  readonly screens: readonly Screen[];
  readonly tasks: readonly MyTask[];
  readonly box: RefObject<HTMLInputElement | null>;
  readonly placeCount: number;
  /** milliseconds the server is ahead of this machine */
  readonly clockOffset: number;
}

export function TopBar({ screens, tasks, box, placeCount, clockOffset }: TopBarProps) {
  const t = useTexts(texts);
  const { site } = useSession();
  return (
    <header className="top">
      <PlaceMenu openCount={placeCount} />
      <ScanBox screens={screens} box={box} />
      {site.isDemo && <span className="demo-mark">{t.demoMark}</span>}
      <span className="grow" />
      <LinksMenu />
      <TasksMenu tasks={tasks} />
      <Clock offset={clockOffset} />
      <AccountMenu />
    </header>
  );
}

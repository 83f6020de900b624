import {
  Empty,
  Kbd,
  Loading,
  Panel,
  type Screen,
  today,
  useActions,
  useLanguage,
  usePlace,
  useSession,
  useTexts,
  useWords,
  type Widget,
} from '@lienmach/ui';
import { IconLayoutGrid } from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense, useEffect, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { LinkList } from '../shell/link-list.tsx';
import { TaskList } from '../shell/task-list.tsx';
import type { MyTask } from '../shell/use-my-tasks.ts';
import { texts } from '../texts.ts';
import { DayPanel } from './day-panel.tsx';

const DOORS = 4;

const pathOf = (screen: Screen): string => screen.path.replace(/\/:.*$/, '');
const orderOf = (screen: Screen): number => screen.door?.order ?? (screen.rail?.order ?? 0) + 1000;

function Doors({ screens }: { readonly screens: readonly Screen[] }) {
  const t = useTexts(texts);
  const word = useWords();
  const navigate = useNavigate();
  useActions(
    screens.map((screen, index) => ({
      key: `Alt+${index + 1}`,
      label: word(screen.title),
      at: 'hidden',
      run: () => navigate(pathOf(screen)),
    })),
  );
  if (screens.length === 0) {
    return (
      <Panel title={t.doors}>
        <Empty title={t.noDoors} hint={t.noDoorsHint} />
      </Panel>
    );
  }
  return (
    <nav className="doors" aria-label={t.doors}>
      {screens.map((screen, index) => {
        const Sign = screen.rail?.icon ?? IconLayoutGrid;
        return (
          <Link key={screen.id} to={pathOf(screen)} className="door" data-first={index === 0 || undefined}>
            <Sign size={24} stroke={1.75} aria-hidden="true" />
            <span className="grow">
              <b>{word(screen.title)}</b>
              {screen.door && <span className="door-hint">{word(screen.door.hint)}</span>}
            </span>
            <Kbd>{`Alt+${index + 1}`}</Kbd>
          </Link>
        );
      })}
    </nav>
  );
}

function Cards({ widgets }: { readonly widgets: readonly Widget[] }) {
  const cards = useMemo(
    () =>
      widgets.map((widget): { id: string; Body: ComponentType } => ({
        id: widget.id,
        Body: lazy(async () => ({ default: await widget.load() })),
      })),
    [widgets],
  );
  return cards.map(({ id, Body }) => (
    <Suspense key={id} fallback={<Loading />}>
      <Body />
    </Suspense>
  ));
}

function longDate(language: string): string {
  const date = new Date(`${today()}T12:00:00Z`);
  const weekday = date.toLocaleDateString(language === 'vi' ? 'vi-VN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' });
  return `${weekday}, ${today().split('-').toReversed().join('/')}`;
}

interface HomePageProps {
  readonly screens: readonly Screen[];
  readonly widgets: readonly Widget[];
  readonly tasks: readonly MyTask[];
}

/** What a role does first: four doors, what waits for me, and how things stand. */
export function HomePage({ screens, widgets, tasks }: HomePageProps) {
  const t = useTexts(texts);
  const { site } = useSession();
  const { room } = usePlace();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${t.home} · Liền Mạch`;
  }, [t.home]);
  const doors = screens
    .filter((screen) => screen.door !== undefined || screen.rail !== undefined)
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .slice(0, DOORS);
  return (
    <div className="home">
      <header className="home-head">
        <h1>{longDate(language)}</h1>
        <span className="sec">{room?.name ?? site.name}</span>
      </header>
      <Doors screens={doors} />
      <div className="home-grid">
        <Panel
          title={t.myTasks}
          hint={t.tasksUrgentFirst}
          isPadded={false}
          actions={
            tasks.length > 0 ? (
              <span className="cnt" data-on>
                {tasks.length}
              </span>
            ) : undefined
          }
        >
          <TaskList tasks={tasks} />
        </Panel>
        <div className="stack">
          <DayPanel />
          <Cards widgets={widgets} />
        </div>
        <div className="stack">
          <Panel title={t.recent}>
            <dl className="key-rows">
              {Object.entries(t.keyWords)
                .slice(0, 7)
                .map(([key, label]) => (
                  <div key={key} className="row">
                    <dt>
                      <Kbd>{key}</Kbd>
                    </dt>
                    <dd>{label}</dd>
                  </div>
                ))}
            </dl>
          </Panel>
          <Panel title={t.linksTitle}>
            <LinkList />
          </Panel>
        </div>
      </div>
    </div>
  );
}

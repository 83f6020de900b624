import { Empty, ErrorNote, Loading, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconCheck,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconHourglassHigh,
  IconPlayerPlay,
  IconSpeakerphone,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { texts } from './texts.ts';
import type { useWorklist, WorklistEntry } from './use-worklist.ts';

const order = ['in-exam', 'called', 'results-back', 'waiting', 'awaiting-results', 'done'] as const;
const signs: Readonly<Record<string, Icon>> = {
  'in-exam': IconPlayerPlay,
  called: IconSpeakerphone,
  'results-back': IconHourglassHigh,
  waiting: IconClock,
  'awaiting-results': IconHourglass,
  done: IconCircleCheck,
};

interface EntryProps {
  readonly entry: WorklistEntry;
  readonly isOpen: boolean;
  readonly onOpen: (entry: WorklistEntry) => void;
  /** entries with a tick, and what the tick means */
  readonly isMarked?: (entry: WorklistEntry) => boolean;
  readonly mark?: string;
}

function Entry({ entry, isOpen, onOpen, isMarked, mark }: EntryProps) {
  const t = useTexts(texts);
  const lane = { emergency: t.emergency, priority: t.priority }[entry.lane];
  const facts = [
    entry.age === undefined ? '' : `${entry.age}${t.age[entry.ageUnit] ?? ''}`,
    t.sex[entry.sex] ?? '',
    entry.waitingMinutes === undefined ? '' : t.minutes(entry.waitingMinutes),
    entry.state === 'called' && entry.calls > 1 ? t.calledTimes(entry.calls) : '',
  ].filter(Boolean);
  return (
    <li className="wl-entry" data-open={isOpen || undefined}>
      <button type="button" className="wl-open" aria-current={isOpen || undefined} onClick={() => onOpen(entry)}>
        <span className="n wl-ticket">{String(entry.ticket).padStart(3, '0')}</span>
        <span className="grow">
          <span className="wl-name">{entry.name}</span>
          <span className="s el wl-facts">
            {lane && <b className="wl-lane">{lane} · </b>}
            {facts.join(' · ')}
          </span>
        </span>
        {isMarked?.(entry) && <IconCheck size={16} stroke={2} className="wl-mark" aria-label={mark} role="img" />}
      </button>
    </li>
  );
}

/** ↑ ↓ go through the list, Enter opens. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.wl-open')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

function median(entries: readonly WorklistEntry[]): number | undefined {
  const waits = entries
    .filter(({ state }) => state === 'waiting')
    .flatMap(({ waitingMinutes }) => waitingMinutes ?? [])
    .toSorted((a, b) => a - b);
  return waits[Math.floor(waits.length / 2)];
}

interface WorklistPanelProps extends Omit<EntryProps, 'entry' | 'isOpen'> {
  readonly worklist: ReturnType<typeof useWorklist>;
  readonly open: string | undefined;
}

/** Who is in the room, whose results are back, who waits: in the order in which a doctor looks. */
export function WorklistPanel({ worklist, open, onOpen, ...marks }: WorklistPanelProps) {
  const t = useTexts(texts);
  const { data, error, refetch } = worklist;
  const count = data?.count ?? {};
  const heads = [
    ['waiting', t.counts.waiting, count.waiting],
    ['inExam', t.counts.inExam, (count.inExam ?? 0) + (count.called ?? 0)],
    ['results', t.counts.results, (count.awaitingResults ?? 0) + (count.resultsBack ?? 0)],
    ['done', t.counts.done, count.done],
  ] as const;
  const wait = median(data?.entries ?? []);
  return (
    <nav className="wl" aria-label={t.worklist} onKeyDown={onArrow}>
      <dl className="wl-counts">
        {heads.map(([id, label, n]) => (
          <div key={id} data-on={id === 'waiting' || undefined}>
            <dd className="fig">{n ?? 0}</dd>
            <dt className="s">{label}</dt>
          </div>
        ))}
      </dl>
      <div className="scroll grow">
        {error !== null && (
          <div style={{ padding: 8 }}>
            <ErrorNote error={error} onRetry={() => void refetch()} />
          </div>
        )}
        {data === undefined && error === null && <Loading />}
        {data?.entries.length === 0 && <Empty title={t.nobody} hint={t.nobodyHint} />}
        {order.map((state) => {
          const entries = (data?.entries ?? []).filter((entry) => entry.state === state);
          if (entries.length === 0) return null;
          const Sign = signs[state] ?? IconClock;
          return (
            <section key={state} aria-label={t.groups[state]}>
              <h2 className="wl-group" data-state={state}>
                <Sign size={14} stroke={1.75} aria-hidden="true" />
                {t.groups[state]}
              </h2>
              <ul>
                {entries.map((entry) => (
                  <Entry
                    key={entry.encounter}
                    entry={entry}
                    isOpen={entry.encounter === open}
                    onOpen={onOpen}
                    {...marks}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {wait !== undefined && (
        <p className="wl-foot s">
          {t.meanWait} <b className="n">{t.minutes(wait)}</b>
        </p>
      )}
    </nav>
  );
}

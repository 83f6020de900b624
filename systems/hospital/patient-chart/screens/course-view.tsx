import { matchesWords, useTexts } from '@lienmach/ui';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { ChartEvent } from '../rules/chart-events.ts';
import { type Range, rangeFor, widen } from '../rules/time-window.ts';
import { type ChartOnScreen, eventsOf } from './chart-on-screen.ts';
import { EventDetail, VisitDialog } from './event-detail.tsx';
import { EventTable } from './event-table.tsx';
import { moreRows } from './more-rows.ts';
import { texts } from './texts.ts';
import { Timeline } from './timeline.tsx';
import { useOlderVisits } from './use-chart.ts';

interface CourseViewProps {
  readonly chart: ChartOnScreen;
  readonly search: string;
  readonly range: Range;
  /** two keys may come before the next picture: each changes what the one before made */
  readonly onRange: (change: (range: Range) => Range) => void;
  readonly onPart: (part: string, opened?: string) => void;
  readonly note: ReactNode;
}

const searched = ({ title, codes, place }: ChartEvent): string => `${title} ${codes.join(' ')} ${place}`;

const partOf: Readonly<Record<string, string>> = {
  immunization: 'immunizations',
  document: 'documents',
  allergy: 'allergies',
  result: 'results',
  medicine: 'medicines',
  condition: 'conditions',
};

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLButtonElement || target instanceof HTMLDialogElement;

/** all events with the older pages of visits, newest first */
function useEvents(chart: ChartOnScreen) {
  const t = useTexts(texts);
  const older = useOlderVisits(chart);
  const whole = useMemo(() => ({ ...chart, encounter: [...chart.encounter, ...older.pages] }), [chart, older.pages]);
  const events = useMemo(() => eventsOf(whole, t), [whole, t]);
  return { whole, events, older };
}

/** The course of years: drawn above, told below, the chosen event at the right. */
export function CourseView({ chart, search, range, onRange, onPart, note }: CourseViewProps) {
  const t = useTexts(texts);
  const { whole, events, older } = useEvents(chart);
  const shown = useMemo(() => {
    if (search.trim() === '') return events;
    return [...events, ...moreRows(whole)].filter((event) => matchesWords(searched(event), search));
  }, [events, whole, search]);
  const [key, setKey] = useState(events[0]?.key);
  const [visit, setVisit] = useState<string>();
  const walked = useRef(key);
  const selected = shown.find((event) => event.key === key) ?? shown[0];
  const select = (event: ChartEvent): void => {
    setKey(event.key);
    walked.current = event.key;
    onRange((now) => rangeFor(event.at, now, new Date()));
  };
  const open = (event: ChartEvent): void => {
    const [, id] = event.key.split('/');
    const part = partOf[event.kind];
    if (part === undefined) setVisit(id);
    else onPart(part, id);
  };
  const walk = (by: number): void => {
    const index = shown.findIndex((event) => event.key === walked.current);
    const next = shown[Math.max(0, Math.min(shown.length - 1, (index < 0 ? 0 : index) + by))];
    if (next !== undefined) select(next);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing || isTyping(event.target))
      return;
    const press = {
      ArrowLeft: () => walk(1),
      ArrowRight: () => walk(-1),
      Home: () => walk(-shown.length),
      End: () => walk(shown.length),
      '+': () => onRange((now) => widen(now, 1)),
      '=': () => onRange((now) => widen(now, 1)),
      '-': () => onRange((now) => widen(now, -1)),
      Enter: () => selected !== undefined && open(selected),
    }[event.key];
    if (press === undefined || event.defaultPrevented) return;
    event.preventDefault();
    press();
  };
  const shownVisit = whole.encounter.find(({ id }) => id === visit);
  const hiddenNames = [...chart.hidden].flatMap(
    (one) =>
      t.tabs[
        {
          medication: 'medicines',
          condition: 'conditions',
          immunization: 'immunizations',
          document: 'documents',
          allergy: 'allergies',
        }[one as string] ?? ''
      ] ?? [],
  );
  return (
    <div className="course">
      {search.trim() === '' && (
        <Timeline chart={whole} events={events} range={range} selected={selected} onSelect={select} onKey={onKey} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the timeline work in the table too */}
      <div className="course-below" onKeyDown={onKey}>
        <EventTable
          events={shown}
          total={events.length}
          selected={selected}
          onSelect={select}
          onOpen={open}
          older={older}
          isSearching={search.trim() !== ''}
          note={
            <>
              {hiddenNames.length > 0 && (
                <span className="el">{t.hiddenParts(hiddenNames.join(', ').toLowerCase())}</span>
              )}
              {note}
            </>
          }
        />
        <EventDetail
          chart={whole}
          encounters={whole.encounter}
          event={selected}
          onOpen={open}
          onPaper={(id) => onPart('documents', id)}
        />
      </div>
      {shownVisit !== undefined && (
        <VisitDialog chart={whole} encounter={shownVisit} onClose={() => setVisit(undefined)} />
      )}
    </div>
  );
}

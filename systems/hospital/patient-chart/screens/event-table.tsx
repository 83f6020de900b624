import { Button, type Column, DataGrid, Empty, formatDate, Panel, StatusChip, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconAlertTriangle,
  IconBed,
  IconFileText,
  IconFlask,
  IconPill,
  IconStethoscope,
  IconVaccine,
  IconVirus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChartEvent, EventKind } from '../rules/chart-events.ts';
import { texts } from './texts.ts';

const signs: Readonly<Record<EventKind, Icon>> = {
  visit: IconStethoscope,
  stay: IconBed,
  immunization: IconVaccine,
  document: IconFileText,
  allergy: IconAlertTriangle,
  result: IconFlask,
  medicine: IconPill,
  condition: IconVirus,
};

function Kind({ kind }: { readonly kind: EventKind }) {
  const t = useTexts(texts);
  const Sign = signs[kind];
  return (
    <span className="row g4 nw">
      <Sign size={16} stroke={1.75} aria-hidden="true" className="ev-sign" data-kind={kind} />
      {t.kinds[kind]}
    </span>
  );
}

/** codes bold, numbers with their colour, then the words: one line, the whole text is in the detail */
function EventWhat({ event }: { readonly event: ChartEvent }) {
  const { codes, values, title } = event;
  return (
    <span className="ev-what">
      {codes.length > 0 && <b className="n">{codes.join(', ')}; </b>}
      {values.map(({ label, text, flag }) => (
        <span key={label}>
          {label}{' '}
          <span className="n" data-flag={flag}>
            {text}
          </span>
          {'; '}
        </span>
      ))}
      <span className={codes.length + values.length > 0 ? 'sec' : ''}>{title}</span>
    </span>
  );
}

function State({ event }: { readonly event: ChartEvent }): ReactNode {
  const t = useTexts(texts);
  if (event.isRunning) return <StatusChip tone="doing">{t.running}</StatusChip>;
  if (event.isElsewhere) {
    return (
      <StatusChip tone="neutral" icon={false}>
        {t.elsewhere}
      </StatusChip>
    );
  }
  return event.isSigned ? <StatusChip tone="ok">{t.signed}</StatusChip> : null;
}

function useColumns(isNarrow: boolean): readonly Column<ChartEvent>[] {
  const t = useTexts(texts);
  const date: Column<ChartEvent> = {
    id: 'date',
    head: t.columns.date,
    width: 88,
    cell: (event) => <span className="n">{formatDate(event.at)}</span>,
  };
  const what: Column<ChartEvent> = { id: 'what', head: t.columns.what, cell: (event) => <EventWhat event={event} /> };
  if (isNarrow) return [date, what];
  return [
    date,
    { id: 'kind', head: t.columns.kind, width: 104, cell: (event) => <Kind kind={event.kind} /> },
    what,
    {
      id: 'place',
      head: t.columns.place,
      width: 176,
      cell: (event) => <span className="s sec ev-place">{event.place.replace(/ \(BẢN THỬ\)$/, '')}</span>,
    },
    { id: 'state', head: t.columns.state, width: 104, align: 'right', cell: (event) => <State event={event} /> },
  ];
}

interface EventTableProps {
  readonly events: readonly ChartEvent[];
  readonly total: number;
  readonly selected: ChartEvent | undefined;
  readonly onSelect: (event: ChartEvent) => void;
  readonly onOpen: (event: ChartEvent) => void;
  readonly older: { readonly hasMore: boolean; readonly isBusy: boolean; readonly load: () => void };
  /** below the table: when it was read, what is not shown */
  readonly note: ReactNode;
  readonly isSearching: boolean;
}

/** The events as rows, newest first: the same as the drawing above, and what screen readers read. */
export function EventTable({ events, total, selected, onSelect, onOpen, older, note, isSearching }: EventTableProps) {
  const t = useTexts(texts);
  const columns = useColumns(matchMedia('(max-width: 900px)').matches);
  if (total === 0 && !isSearching) {
    return (
      <Panel title={t.events} isTitleHidden isPadded={false}>
        <Empty title={t.noEvents} hint={t.noEventsHint} />
      </Panel>
    );
  }
  return (
    <Panel title={t.events} isTitleHidden isPadded={false}>
      <DataGrid
        label={t.events}
        rows={events}
        columns={columns}
        rowKey={(event) => event.key}
        selected={selected?.key}
        onSelect={onSelect}
        onOpen={onOpen}
        empty={t.nothingFits}
        foot={
          <>
            <span className="n">{t.shown(events.length, total)}</span>
            {older.hasMore && (
              <Button size="sm" tone="quiet" isBusy={older.isBusy} onClick={older.load}>
                {older.isBusy ? t.loadingOlder : t.older}
              </Button>
            )}
            <span className="grow" />
            {note}
          </>
        }
      />
    </Panel>
  );
}

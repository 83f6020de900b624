import {
  Button,
  type Column,
  DataGrid,
  DateField,
  ErrorNote,
  formatNumber,
  SelectField,
  StatusChip,
  TextField,
  type Tone,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { useMemo, useState } from 'react';
import { shortTime } from './short-time.ts';
import { texts } from './texts.ts';
import { type LogLine, type LogQuestion, useLog } from './use-messages.ts';

const tones: Readonly<Record<string, Tone>> = { applied: 'ok', parked: 'warn', refused: 'bad', received: 'wait' };
const states = ['applied', 'parked', 'refused', 'received'] as const;
const numbers = ['patientKey', 'orderKey', 'controlId'] as const;

function useColumns(): readonly Column<LogLine>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<LogLine>[] = [
    {
      id: 'at',
      head: t.at,
      width: 92,
      by: ({ received }) => received,
      cell: ({ received }) => <span className="n">{shortTime(received)}</span>,
    },
    {
      id: 'channel',
      head: t.channel,
      by: ({ channel }) => channel,
      cell: ({ channel }) => <span className="itg-one">{channel}</span>,
    },
    {
      id: 'kind',
      head: t.kind,
      width: 84,
      by: ({ type }) => type,
      cell: ({ type }) => <span className="n">{type}</span>,
    },
    {
      id: 'patient',
      head: t.patient,
      width: 92,
      by: ({ patientKey }) => patientKey,
      cell: ({ patientKey }) => <span className="n">{patientKey}</span>,
    },
    {
      id: 'state',
      head: t.state,
      width: 116,
      by: ({ state }) => state,
      cell: ({ state }) => <StatusChip tone={tones[state] ?? 'neutral'}>{t.states[state] ?? state}</StatusChip>,
    },
    {
      id: 'took',
      head: t.took,
      width: 62,
      align: 'right',
      by: ({ took }) => took ?? -1,
      cell: ({ took }) => (
        <span className="n mut">{took === undefined ? '' : t.milliseconds(formatNumber(Math.round(took)))}</span>
      ),
    },
  ];
  return isNarrow ? all.filter(({ id }) => id === 'at' || id === 'state') : all;
}

/** midnight of a day at this desk, as an instant */
const midnight = (day: string, later = 0): string => {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

interface Asked {
  readonly by: string;
  readonly value: string;
  readonly state: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const nothingAsked: Asked = { by: 'patientKey', value: '', state: '', from: undefined, to: undefined };
const isDay = (day: string | undefined): day is string => day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day);

function questionOf({ by, value, state, from, to }: Asked, channel: string): LogQuestion {
  return {
    ...(value.trim() === '' ? {} : { [by]: value.trim() }),
    ...(state === '' ? {} : { state }),
    ...(channel === '' ? {} : { channel }),
    ...(isDay(from) ? { from: midnight(from) } : {}),
    ...(isDay(to) ? { until: midnight(to, 1) } : {}),
  };
}

function SearchForm({ asked, onAsk }: { readonly asked: Asked; readonly onAsk: (asked: Asked) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(asked.value);
  const change = (more: Partial<Asked>): void => onAsk({ ...asked, value: typed, ...more });
  return (
    <form
      className="itg-search"
      onSubmit={(event) => {
        event.preventDefault();
        change({});
      }}
    >
      <SelectField
        label={t.search.by}
        value={asked.by}
        options={numbers.map((value) => ({ value, label: t.search[value] }))}
        onChange={(by) => change({ by })}
      />
      <TextField label={t.search.value} value={typed} isNumeric onChange={setTyped} onBlur={() => change({})} />
      <SelectField
        label={t.state}
        value={asked.state}
        placeholder={t.any}
        options={states.map((value) => ({ value, label: t.states[value] ?? value }))}
        onChange={(state) => change({ state })}
      />
      <DateField label={t.search.from} value={asked.from} onChange={(from) => change({ from })} />
      <DateField label={t.search.to} value={asked.to} onChange={(to) => change({ to })} />
      <Button type="submit" className="itg-find">
        {t.find}
      </Button>
    </form>
  );
}

interface LogTabProps {
  readonly channel: string;
  readonly selected: string | undefined;
  readonly onSelect: (line: LogLine) => void;
}

/** The log, newest first: live while nothing is looked for, a page at a time. */
export function LogTab({ channel, selected, onSelect }: LogTabProps) {
  const t = useTexts(texts);
  const columns = useColumns();
  const [asked, setAsked] = useState(nothingAsked);
  const question = useMemo(() => questionOf(asked, channel), [asked, channel]);
  const [isLive, setLive] = useState(true);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useLog(question, isLive);
  const lines = useMemo(() => data?.pages.flatMap((page) => page.lines) ?? [], [data]);
  return (
    <div className="stack itg-fill">
      <SearchForm
        asked={asked}
        onAsk={(next) => {
          setAsked(next);
          setLive(true);
        }}
      />
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      <DataGrid
        label={t.tabs.log}
        rows={lines}
        columns={columns}
        rowKey={({ id }) => id}
        selected={selected}
        onSelect={onSelect}
        rowHeight={32}
        empty={isPending ? t.loading : t.nothingFound}
        foot={
          <span className="row">
            <span className="grow mut">{hasNextPage ? t.moreBelow(lines.length) : t.shown(lines.length)}</span>
            {hasNextPage && (
              <Button
                size="sm"
                isBusy={isFetchingNextPage}
                onClick={() => {
                  setLive(false);
                  void fetchNextPage();
                }}
              >
                {t.more}
              </Button>
            )}
          </span>
        }
      />
    </div>
  );
}

import {
  type Column,
  DataGrid,
  ErrorNote,
  formatTime,
  Loading,
  Panel,
  StatusChip,
  type Tone,
  today,
  useSearch,
  useSession,
  useTexts,
} from '@lienmach/ui';
import type { Encounter } from 'fhir/r4';
import { texts } from '../texts.ts';

type State = 'waiting' | 'inRoom' | 'pausing' | 'finished' | 'cancelled';

const stateOf = ({ status }: Encounter): State => {
  if (status === 'in-progress') return 'inRoom';
  if (status === 'onleave') return 'pausing';
  if (status === 'finished') return 'finished';
  return status === 'cancelled' || status === 'entered-in-error' ? 'cancelled' : 'waiting';
};
const tones: Readonly<Record<State, Tone>> = {
  waiting: 'neutral',
  inRoom: 'doing',
  pausing: 'wait',
  finished: 'ok',
  cancelled: 'neutral',
};
const figures = ['waiting', 'inRoom', 'pausing', 'finished'] as const;

/** visits that began after it: an open visit has no end, so `eq` today would miss it */
const yesterday = (): string => today(new Date(Date.now() - 86_400_000));

function useColumns(): readonly Column<Encounter>[] {
  const t = useTexts(texts);
  return [
    { id: 'time', head: t.dayTime, width: 56, cell: ({ period }) => <b className="n">{formatTime(period?.start)}</b> },
    {
      id: 'patient',
      head: t.dayPatient,
      cell: ({ subject }) => subject?.display,
      by: ({ subject }) => subject?.display ?? '',
    },
    {
      id: 'room',
      head: t.dayRoom,
      cell: ({ location, serviceType }) => location?.[0]?.location.display ?? serviceType?.text,
    },
    {
      id: 'state',
      head: t.dayState,
      width: 118,
      cell: (visit) => <StatusChip tone={tones[stateOf(visit)]}>{t[stateOf(visit)]}</StatusChip>,
    },
  ];
}

function Visits() {
  const t = useTexts(texts);
  const columns = useColumns();
  const { data, error, refetch } = useSearch('Encounter', { date: `sa${yesterday()}`, _sort: '-date', _count: 100 });
  const visits = data?.items ?? [];
  return (
    <Panel title={t.dayVisits} hint={data && t.dayCount(visits.length)} isPadded={false} grow={1}>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data && (
        <div className="day-panel stack" style={{ gap: 0, height: '100%' }}>
          <dl className="day-figures">
            {figures.map((state) => (
              <div key={state}>
                <dt>{t[state]}</dt>
                <dd>{visits.filter((visit) => stateOf(visit) === state).length}</dd>
              </div>
            ))}
          </dl>
          <DataGrid
            label={t.dayVisits}
            rows={visits}
            columns={columns}
            rowKey={(visit) => visit.id ?? ''}
            empty={t.dayEmpty}
          />
        </div>
      )}
    </Panel>
  );
}

/** How the day stands, for everybody who may see visits. */
export function DayPanel() {
  const { hasRole } = useSession();
  return hasRole('administrator', 'integrator') ? null : <Visits />;
}

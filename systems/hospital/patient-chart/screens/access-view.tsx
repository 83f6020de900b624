import {
  Button,
  DataGrid,
  Empty,
  ErrorNote,
  formatDate,
  formatTime,
  Loading,
  matchesWords,
  Panel,
  StatusChip,
  useRecord,
  useTexts,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import type { AccessEntry } from '../rules/access-entry.ts';
import { type AccessVisit, accessVisits } from '../rules/access-visits.ts';
import { type ChartTexts, texts } from './texts.ts';

function entryOf(part: Parameters): AccessEntry {
  const purpose = valueIn<string>(part, 'purpose');
  return {
    at: valueIn<string>(part, 'at') ?? '',
    who: valueIn<string>(part, 'who') ?? '',
    name: valueIn<string>(part, 'name') ?? '',
    activity: valueIn<string>(part, 'activity') ?? '',
    action: valueIn<AccessEntry['action']>(part, 'action') ?? 'E',
    refused: valueIn<boolean>(part, 'refused') ?? false,
    kind: valuesIn<string>(part, 'kind'),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

function useAccessLog(patient: string) {
  const { operation } = useRecord();
  return useInfiniteQuery({
    queryKey: ['access-log', patient],
    queryFn: ({ pageParam }) => operation<Parameters>('$access-log', `Patient/${patient}`, { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => valueIn<string>(page, 'next'),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

const whenText = ({ from, to }: AccessVisit): string => {
  const [first, last] = [formatTime(from), formatTime(to)];
  return `${formatDate(from)} ${first}${first === last ? '' : `–${last}`}`;
};

const kindsText = (kinds: readonly string[], t: ChartTexts): string =>
  [...new Set(kinds.map((kind) => t.types[kind] ?? t.otherType))].join(', ');

interface AccessViewProps {
  readonly patient: string;
  readonly search: string;
}

/** Who was in this record, when and to do what: names, never codes. */
export function AccessView({ patient, search }: AccessViewProps) {
  const t = useTexts(texts);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAccessLog(patient);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const entries = data.pages.flatMap((page) => valuesIn<Parameters>(page, 'entry').map(entryOf));
  const visits = accessVisits(entries).filter(({ name }) => matchesWords(name, search));
  if (entries.length === 0) return <Empty title={t.noAccess} />;
  return (
    <Panel title={t.access} hint={t.accessHint} isPadded={false} grow={1}>
      <DataGrid
        label={t.access}
        rows={visits}
        rowKey={({ key }) => key}
        empty={t.nothingFits}
        columns={[
          { id: 'when', head: t.when, width: 150, cell: (visit) => <span className="n">{whenText(visit)}</span> },
          {
            id: 'who',
            head: t.who,
            width: 230,
            cell: ({ name, who }) => <b>{name === '' || who.startsWith('Device/') ? `${name || t.machine}` : name}</b>,
            by: ({ name }) => name,
          },
          { id: 'did', head: t.did, width: 220, cell: ({ deeds }) => deeds.map((deed) => t.deeds[deed]).join(', ') },
          { id: 'what', head: t.what, cell: ({ kinds }) => <span className="sec">{kindsText(kinds, t)}</span> },
          {
            id: 'state',
            head: t.columns.state,
            width: 110,
            align: 'right',
            cell: ({ refused, lines }) =>
              refused ? (
                <StatusChip tone="bad">{t.refused}</StatusChip>
              ) : (
                <span className="s mut n">{t.lines(lines)}</span>
              ),
          },
        ]}
        foot={
          hasNextPage && (
            <Button size="sm" tone="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t.olderLines}
            </Button>
          )
        }
      />
    </Panel>
  );
}

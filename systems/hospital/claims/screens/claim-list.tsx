import {
  Button,
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  formatDate,
  formatNumber,
  Loading,
  Panel,
  StatusChip,
  useActions,
  useRead,
  useTexts,
} from '@lienmach/ui';
import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type ClaimState, findingsOf } from '../rules/stored-claim.ts';
import { FindingList } from './finding-list.tsx';
import { useRuleText } from './rule-words.ts';
import { texts } from './texts.ts';
import { type ListedClaim, useWorklist } from './use-board.ts';

function useColumns(): readonly Column<ListedClaim>[] {
  const t = useTexts(texts);
  const textOf = useRuleText();
  return [
    { id: 'person', head: t.heads.person, width: 150, cell: ({ name }) => <span className="claims-cut">{name}</span> },
    {
      id: 'claimId',
      head: t.heads.claimId,
      width: 118,
      cell: ({ claimId }) => <span className="n claims-cut">{claimId}</span>,
    },
    {
      id: 'left',
      head: t.heads.left,
      width: 68,
      cell: ({ left }) => <span className="n">{formatDate(left).slice(0, 5)}</span>,
    },
    {
      id: 'rule',
      head: t.heads.finding,
      cell: ({ rule }) =>
        rule === undefined ? (
          <StatusChip tone="ok">{t.clean}</StatusChip>
        ) : (
          <span className="claims-cut">{`${rule} ${textOf(rule)}`}</span>
        ),
    },
    {
      id: 'atRisk',
      head: t.heads.atRisk,
      width: 92,
      align: 'right',
      cell: ({ atRisk }) => <b className="n">{formatNumber(Math.round(atRisk))}</b>,
    },
    {
      id: 'asked',
      head: t.heads.asked,
      width: 92,
      align: 'right',
      cell: ({ insurerPart }) => <span className="n">{formatNumber(Math.round(insurerPart))}</span>,
    },
  ];
}

/** What the chosen claim breaks, before it is opened. */
function Chosen({ id, onOpen }: { readonly id: string | undefined; readonly onOpen: () => void }) {
  const t = useTexts(texts);
  const { data: claim, error, refetch } = useRead('Claim', id);
  const head = claim?.patient.display ?? t.findings;
  return (
    <Panel
      title={<span className="claims-cut">{head}</span>}
      isPadded={false}
      actions={
        id !== undefined && (
          <Button size="sm" icon={IconFolderOpen} keyHint="Enter" onClick={onOpen}>
            {t.open}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {id === undefined && <Empty title={t.chooseClaim} hint={t.chooseClaimHint} />}
      {id !== undefined && claim === undefined && error === null && <Loading />}
      {claim !== undefined && <FindingList findings={findingsOf(claim)} label={t.findings} />}
    </Panel>
  );
}

/** Where the desk was left for one claim, so that coming back finds the row again. */
const selectedIn = (state: unknown): string | undefined =>
  typeof state === 'object' && state !== null && 'selected' in state && typeof state.selected === 'string'
    ? state.selected
    : undefined;

/** The claims of one state, most đồng at risk first; arrows choose, Enter opens. */
export function ClaimList({ month, state }: { readonly month: string; readonly state: ClaimState }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const location = useLocation();
  const { items, total, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useWorklist(month, state);
  const [selected, setSelected] = useState(selectedIn(location.state));
  const columns = useColumns();
  const box = useRef<HTMLDivElement>(null);
  const chosen = items?.find(({ id }) => id === selected) ?? items?.[0];
  const open = (id: string | undefined): void => {
    if (id === undefined) return;
    const list = (items ?? []).map((item) => item.id);
    void navigate(`/claims/desk/${id}`, { state: { list, month, state } });
  };
  const isThere = items !== undefined && items.length > 0;
  useEffect(() => {
    // the keys go to the list at once, unless somebody is already elsewhere
    if (isThere && document.activeElement === document.body) box.current?.querySelector<HTMLElement>('.grid')?.focus();
  }, [isThere]);
  useActions([
    {
      key: 'Alt+M',
      label: t.more,
      at: 'hidden',
      isDisabled: !hasNextPage || isFetchingNextPage,
      run: () => void fetchNextPage(),
    },
  ]);
  return (
    <>
      <div className="claims-list" ref={box}>
        <Panel title={t.states[state] ?? state} hint={t.ruleClaims(formatNumber(total))} isPadded={false} grow={1}>
          {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
          {items === undefined && error === null && <Loading />}
          {items?.length === 0 && <Empty title={t.emptyList} hint={t.emptyListHint} />}
          {isThere && (
            <div className="claims-grid">
              <DataGrid
                label={t.listOf((t.states[state] ?? state).toLowerCase())}
                rows={items}
                columns={columns}
                rowKey={({ id }) => id}
                selected={chosen?.id}
                onSelect={({ id }) => setSelected(id)}
                onOpen={({ id }) => open(id)}
                foot={
                  <>
                    <span className="n grow">{t.range(`1–${formatNumber(items.length)}`, formatNumber(total))}</span>
                    {hasNextPage && (
                      <Button
                        size="sm"
                        keyHint="Alt+M"
                        isBusy={isFetchingNextPage}
                        onClick={() => void fetchNextPage()}
                      >
                        {t.more}
                      </Button>
                    )}
                  </>
                }
              />
            </div>
          )}
        </Panel>
      </div>
      <Chosen id={chosen?.id} onOpen={() => open(chosen?.id)} />
    </>
  );
}

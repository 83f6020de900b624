import { Button, Empty, ErrorNote, formatNumber, Loading, Panel, useTexts } from '@lienmach/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { findingCountOf } from '../rules/stored-claim.ts';
import { Head, Problems, Request } from './claim-head.tsx';
import { CompareView } from './compare-view.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { FindingList } from './finding-list.tsx';
import { HistoryView } from './history-view.tsx';
import { type Asked, LockDialog } from './lock-dialog.tsx';
import { TableView } from './table-view.tsx';
import { texts } from './texts.ts';
import { claimIdOf, type OpenClaim, useClaim, useTables } from './use-claim.ts';
import { type Focus, useFocus, useWay } from './use-claim-focus.ts';
import { useClaimKeys } from './use-claim-keys.ts';
import { ViewSwitch } from './view-switch.tsx';
import { XmlView } from './xml-view.tsx';

function Body({ desk, focus }: { readonly desk: OpenClaim; readonly focus: Focus }) {
  const t = useTexts(texts);
  const { data: tables, error, refetch } = useTables(desk.claim);
  if (focus.view === 'history') return <HistoryView desk={desk} />;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (tables === undefined) return <Loading />;
  if (tables === null) return <Empty title={t.unreadable} hint={t.unreadableHint} />;
  if (focus.view === 'xml') return <XmlView tables={tables} />;
  if (focus.view === 'compare')
    return <CompareView tables={tables} sendings={desk.history.sendings} claimId={claimIdOf(desk.claim)} />;
  return (
    <TableView
      tables={tables}
      findings={focus.findings}
      target={focus.target}
      open={tables.has(focus.open.table) ? focus.open : { table: firstDetail([...tables.keys()]), row: 1 }}
      onOpen={focus.setOpen}
      showsEmpty={focus.showsEmpty}
      onShowEmpty={focus.setShowsEmpty}
    />
  );
}

const firstDetail = (codes: readonly string[]): string => codes.find((code) => code !== 'XML1') ?? '';

function Findings({ desk, focus }: { readonly desk: OpenClaim; readonly focus: Focus }) {
  const t = useTexts(texts);
  const { data: tables } = useTables(desk.claim);
  const all = desk.claim === undefined ? 0 : findingCountOf(desk.claim);
  const kept = focus.findings.length;
  return (
    <Panel
      title={t.findings}
      hint={formatNumber(all)}
      isPadded={false}
      footer={
        focus.finding !== undefined && (
          <FindingDetail finding={focus.finding} tables={tables ?? undefined} visit={desk.visit} />
        )
      }
    >
      {all > kept && <p className="s sec claims-none">{t.shownOf(formatNumber(kept), formatNumber(all))}</p>}
      <FindingList
        label={t.findings}
        findings={focus.findings}
        chosen={focus.chosen}
        onChoose={focus.choose}
        {...(desk.state === 'ready' ? { emptyHint: t.noFindingsHint } : {})}
      />
    </Panel>
  );
}

/** One claim: its findings by đồng, its tables, the file, what was sent, and who closed and opened it. */
export function ClaimView({ id }: { readonly id: string }) {
  const t = useTexts(texts);
  const desk = useClaim(id);
  const focus = useFocus(desk);
  const way = useWay(id, desk.claim);
  const [asked, setAsked] = useState<Asked>();
  useClaimKeys(desk, focus, way, setAsked);
  if (desk.claim === undefined) {
    if (desk.error === null) return <Loading />;
    return (
      <div className="claims-problem">
        <ErrorNote error={desk.error} onRetry={() => void desk.refetch()} />
        <div>
          <Button icon={IconArrowLeft} keyHint="Esc" onClick={way.back}>
            {t.backToList}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="claim">
      <Head claim={desk.claim} state={desk.state} />
      <div className="claim-notes">
        <Problems desk={desk} isAsking={asked !== undefined} />
        <Request desk={desk} />
      </div>
      <div className="work claim-work">
        <Findings desk={desk} focus={focus} />
        <div className="claim-side">
          <ViewSwitch value={focus.view} onChange={focus.setView} />
          <Body desk={desk} focus={focus} />
        </div>
      </div>
      {asked !== undefined && <LockDialog desk={desk} asked={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

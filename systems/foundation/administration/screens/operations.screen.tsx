import './administration.css';
import {
  type Action,
  type Column,
  DataGrid,
  ErrorNote,
  formatDateTime,
  Loading,
  Panel,
  Tabs,
  useActions,
  useIsNarrow,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import { IconEye, IconEyeEdit, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { LinksPanel } from './links-panel.tsx';
import { texts } from './operations-texts.ts';
import { operationsKey, useOperations, type Waiting, type WaitingKind } from './use-operations.ts';
import { type RawMessage, WaitingDetail } from './waiting-detail.tsx';

const kinds: readonly WaitingKind[] = ['message', 'outgoing', 'job'];
const isKind = (id: string): id is WaitingKind => kinds.some((kind) => kind === id);

const retries: Readonly<Record<WaitingKind, `$${string}`>> = {
  message: '$message-replay',
  outgoing: '$outgoing-retry',
  job: '$job-retry',
};
const giveUps: Readonly<Record<WaitingKind, `$${string}`>> = {
  message: '$message-refuse',
  outgoing: '$outgoing-cancel',
  job: '$job-cancel',
};

/** on a phone; the detail below says the rest */
const onPhone = new Set(['at', 'why']);

function useColumns(): readonly Column<Waiting>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<Waiting>[] = [
    {
      id: 'at',
      head: t.at,
      width: 136,
      by: ({ at }) => at,
      cell: ({ at }) => <span className="n">{formatDateTime(at)}</span>,
    },
    { id: 'why', head: t.why, by: ({ reason }) => reason, cell: ({ reason }) => <b>{reason}</b> },
    {
      id: 'where',
      head: t.channel,
      width: 130,
      by: ({ where }) => where,
      cell: ({ where }) => <span className="sec">{t.channels[where] ?? where}</span>,
    },
    {
      id: 'tries',
      head: t.tries,
      width: 70,
      align: 'right',
      cell: ({ attempts }) => <span className="n">{attempts}</span>,
    },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

/** What a person does about one line, and what came of it. */
function useHand(line: Waiting | undefined) {
  const t = useTexts(texts);
  const verb = useVerb(operationsKey);
  const [raw, setRaw] = useState<RawMessage & { readonly original: string }>();
  const [result, setResult] = useState<string>();
  const id = line?.id ?? '';
  const tell = (answer: Parameters | true): void => {
    const state = answer === true ? undefined : valueIn<string>(answer, 'state');
    setResult(state === undefined ? t.done : (t.results[state] ?? state));
  };
  return {
    verb,
    raw,
    result,
    isEdited: raw !== undefined && raw.id === id && !raw.isMasked && raw.text !== raw.original,
    edit: (text: string) => setRaw((now) => (now === undefined ? now : { ...now, text })),
    clear(): void {
      setResult(undefined);
      setRaw(undefined);
      verb.clear();
    },
    async show(reveal: boolean): Promise<void> {
      const answer = await verb.run<Parameters>('$message-content', undefined, { id, reveal });
      if (answer === undefined || answer === true) return;
      const text = valueIn<string>(answer, 'content') ?? '';
      setRaw({ id, text, original: text, isMasked: valueIn<boolean>(answer, 'isMasked') ?? true });
    },
    async retry(): Promise<void> {
      if (line === undefined) return;
      const answer = await verb.run<Parameters>(retries[line.kind], undefined, { id });
      if (answer !== undefined) tell(answer);
    },
    async correct(): Promise<void> {
      const answer = await verb.run<Parameters>('$message-correct', undefined, { id, content: raw?.text ?? '' });
      if (answer === undefined) return;
      setRaw(undefined);
      tell(answer);
    },
    async giveUp(reason: string): Promise<boolean> {
      if (line === undefined) return false;
      const answer = await verb.run(giveUps[line.kind], undefined, { id, reason });
      if (answer !== undefined) setResult(t.done);
      return answer !== undefined;
    },
  };
}

type Hand = ReturnType<typeof useHand>;

function actionsOf(t: (typeof texts)['vi'], line: Waiting | undefined, hand: Hand, onGiveUp: () => void): Action[] {
  const isIdle = line === undefined || hand.verb.isBusy;
  const again = { message: t.replay, outgoing: t.sendAgain, job: t.runAgain }[line?.kind ?? 'message'];
  const isMasked = hand.raw?.id === line?.id && hand.raw?.isMasked === true;
  const look: Action[] =
    line?.kind === 'message'
      ? [
          {
            key: 'Alt+X',
            label: isMasked ? t.reveal : t.show,
            icon: isMasked ? IconEyeEdit : IconEye,
            isDisabled: isIdle || (hand.raw?.id === line.id && !isMasked),
            run: () => void hand.show(isMasked),
          },
        ]
      : [];
  return [
    ...look,
    { key: 'Alt+O', label: t.giveUp, icon: IconTrash, isDisabled: isIdle, run: onGiveUp },
    hand.isEdited
      ? {
          key: 'Ctrl+E',
          label: t.correct,
          icon: IconPlayerPlay,
          isPrimary: true,
          isDisabled: isIdle,
          run: () => void hand.correct(),
        }
      : {
          key: 'Ctrl+E',
          label: again,
          icon: IconPlayerPlay,
          isPrimary: true,
          isDisabled: isIdle,
          run: () => void hand.retry(),
        },
  ];
}

/** What stopped behind the scenes, why, and how it goes on. */
export function OperationsScreen() {
  const t = useTexts(texts);
  const { data, error, refetch } = useOperations();
  const columns = useColumns();
  const [tab, setTab] = useState<WaitingKind>('message');
  const [selected, setSelected] = useState<string>();
  const [isGivingUp, setGivingUp] = useState(false);
  const line = data?.[tab].find(({ id }) => id === selected);
  const hand = useHand(line);
  useActions(
    actionsOf(t, line, hand, () => setGivingUp(true)),
    { text: t.ready, tone: 'quiet' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className="work adm-three">
        <LinksPanel links={data.links} waitingJobs={data.waitingJobs} received={data.received} />
        <Panel title={t.waiting} isTitleHidden isPadded={false}>
          <div className="stack adm-list adm-fill">
            <Tabs
              label={t.waiting}
              tabs={kinds.map((id) => ({ id, label: t.tabs[id], count: data[id].length }))}
              value={tab}
              onChange={(id) => {
                if (!isKind(id)) return;
                setTab(id);
                setSelected(undefined);
                hand.clear();
              }}
            >
              <DataGrid
                label={t.tabs[tab]}
                rows={data[tab]}
                columns={columns}
                rowKey={({ id }) => id}
                selected={selected}
                onSelect={({ id }) => {
                  setSelected(id);
                  hand.clear();
                }}
                onOpen={({ kind }) => (kind === 'message' ? void hand.show(false) : undefined)}
                empty={t.none[tab]}
              />
            </Tabs>
          </div>
        </Panel>
        <WaitingDetail line={line} raw={hand.raw} error={hand.verb.error} result={hand.result} onEdit={hand.edit} />
      </div>
      {isGivingUp && line !== undefined && (
        <GiveUpDialog
          what={line.reason}
          verb={hand.verb}
          onClose={() => setGivingUp(false)}
          onGiveUp={(reason) => void hand.giveUp(reason).then((isDone) => setGivingUp(!isDone))}
        />
      )}
    </>
  );
}

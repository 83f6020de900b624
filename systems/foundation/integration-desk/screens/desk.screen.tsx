import './desk.css';
import {
  type Action,
  ErrorNote,
  formatNumber,
  Loading,
  Note,
  Panel,
  ReasonDialog,
  Tabs,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconArrowsExchange, IconEye, IconEyeOff, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ChannelList } from './channel-list.tsx';
import { LogTab } from './log-tab.tsx';
import { MessagePanel, OutgoingPanel } from './message-panel.tsx';
import { OutgoingTab } from './outgoing-tab.tsx';
import { ParkedTab } from './parked-tab.tsx';
import { shortTime } from './short-time.ts';
import { texts } from './texts.ts';
import { type Desk, type DeskGroup, type DeskOutgoing, isRunning, useDesk } from './use-desk.ts';
import { type Hand, useHand } from './use-hand.ts';
import { useTrace } from './use-messages.ts';

const tabs = ['parked', 'log', 'outgoing'] as const;
type TabId = (typeof tabs)[number];
const isTab = (id: string): id is TabId => tabs.some((tab) => tab === id);

interface Chosen {
  readonly tab: TabId;
  readonly channel: string;
  readonly id?: string | undefined;
}

function useChoice(desk: Desk | undefined) {
  const [chosen, setChosen] = useState<Chosen>({ tab: 'parked', channel: '' });
  const { tab, channel, id } = chosen;
  const isHere = (one: { readonly channel: string }): boolean => channel === '' || one.channel === channel;
  const groups = desk?.groups.filter(isHere) ?? [];
  const outgoing = desk?.outgoing.filter(isHere) ?? [];
  const group: DeskGroup | undefined = tab === 'parked' ? groups.find((one) => one.id === id) : undefined;
  const leaving: DeskOutgoing | undefined = tab === 'outgoing' ? outgoing.find((one) => one.id === id) : undefined;
  const message = tab === 'log' ? id : group?.example;
  return { chosen, setChosen, groups, outgoing, group, leaving, message };
}

interface Buttons {
  readonly t: (typeof texts)['vi'];
  readonly hand: Hand;
  readonly group: DeskGroup | undefined;
  readonly isOutgoing: boolean;
  readonly isIdle: boolean;
  readonly canAct: boolean;
  readonly onGiveUp: () => void;
  readonly onMap: () => void;
}

function actionsOf({ t, hand, group, isOutgoing, isIdle, canAct, onGiveUp, onMap }: Buttons): Action[] {
  const isOpen = hand.opened !== undefined;
  const again = isOutgoing ? t.sendAgain : group === undefined ? t.replay : t.replayAll(group.count);
  const look: Action = {
    key: 'Alt+X',
    label: isOpen ? t.hide : t.reveal,
    icon: isOpen ? IconEyeOff : IconEye,
    isDisabled: isIdle,
    run: () => void hand.reveal(),
  };
  const map: Action = { key: 'Alt+M', label: t.map, icon: IconArrowsExchange, isDisabled: isIdle, run: onMap };
  const main: Action = hand.isEdited
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
        isDisabled: !canAct,
        run: () => void hand.replay(),
      };
  return [
    ...(isOutgoing ? [] : [look]),
    ...(group !== undefined && group.code !== '' ? [map] : []),
    { key: 'Alt+O', label: t.giveUp, icon: IconTrash, isDisabled: !canAct, run: onGiveUp },
    main,
  ];
}

function Figures({ desk }: { readonly desk: Desk }) {
  const t = useTexts(texts);
  const facts: readonly (readonly [string, string])[] = [
    [t.today, formatNumber(desk.count)],
    [t.p95, desk.p95 === undefined ? t.none : t.milliseconds(formatNumber(Math.round(desk.p95)))],
    [t.oldest, desk.oldest === '' ? t.none : shortTime(desk.oldest)],
  ];
  return (
    <dl className="itg-figures">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="s mut">{name}</dt>
          <dd className="n">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Running({ desk }: { readonly desk: Desk }) {
  const t = useTexts(texts);
  return desk.replays.filter(isRunning).map(({ id, title, done, asked, applied }) => (
    <Note key={id} tone="info" title={t.replaying(done, asked, applied)}>
      {title}
    </Note>
  ));
}

interface WorkProps {
  readonly desk: Desk;
  readonly choice: ReturnType<typeof useChoice>;
  readonly onChoose: (chosen: Partial<Chosen>) => void;
  readonly onOpen: () => void;
}

function Work({ desk, choice, onChoose, onOpen }: WorkProps) {
  const t = useTexts(texts);
  const { chosen, groups, outgoing } = choice;
  const counts = {
    parked: groups.reduce((sum, { count }) => sum + count, 0),
    log: undefined,
    outgoing: outgoing.length,
  };
  return (
    <Panel title={t.work} isTitleHidden isPadded={false} footer={<Figures desk={desk} />}>
      <div className="stack itg-list itg-fill">
        <Running desk={desk} />
        <Tabs
          label={t.work}
          tabs={tabs.map((id) => ({ id, label: t.tabs[id], count: counts[id] }))}
          value={chosen.tab}
          onChange={(id) => isTab(id) && onChoose({ tab: id, id: undefined })}
        >
          {chosen.tab === 'parked' && (
            <ParkedTab groups={groups} selected={chosen.id} onSelect={({ id }) => onChoose({ id })} onOpen={onOpen} />
          )}
          {chosen.tab === 'log' && (
            <LogTab channel={chosen.channel} selected={chosen.id} onSelect={({ id }) => onChoose({ id })} />
          )}
          {chosen.tab === 'outgoing' && (
            <OutgoingTab lines={outgoing} selected={chosen.id} onSelect={({ id }) => onChoose({ id })} />
          )}
        </Tabs>
      </div>
    </Panel>
  );
}

/** Channels, what waits and why, one message through all its stages: correct, replay, give up. */
export function DeskScreen() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { data: desk, error, refetch } = useDesk();
  const choice = useChoice(desk);
  const { chosen, setChosen, group, leaving, message } = choice;
  const [isGivingUp, setGivingUp] = useState(false);
  const found = useTrace(message);
  const hand = useHand({ message, group: group?.id, outgoing: leaving?.id });
  const isIdle = (message === undefined && leaving === undefined) || hand.verb.isBusy;
  const state = found.data?.trace.state;
  // whatever stands in a group waits; only a message from the log must be read first to know
  const isWaiting = leaving !== undefined || group !== undefined || state === 'parked' || state === 'received';
  const canAct = !isIdle && isWaiting;
  const onMap = (): void => {
    const query = new URLSearchParams({ channel: group?.channel ?? '', code: group?.code ?? '' });
    void navigate(`/integration/mapping?${query}`);
  };
  useActions(
    actionsOf({
      t,
      hand,
      group,
      isOutgoing: chosen.tab === 'outgoing',
      isIdle,
      canAct,
      onGiveUp: () => setGivingUp(true),
      onMap,
    }),
    { text: t.ready, tone: 'quiet' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (desk === undefined) return <Loading />;
  const choose = (more: Partial<Chosen>): void => {
    setChosen((now) => ({ ...now, ...more }));
    hand.clear();
  };
  return (
    <>
      <div className="work itg-three">
        <ChannelList
          channels={desk.channels}
          chosen={chosen.channel}
          onChoose={(channel) => choose({ channel, id: undefined })}
        />
        <Work desk={desk} choice={choice} onChoose={choose} onOpen={() => void hand.reveal()} />
        {chosen.tab === 'outgoing' ? (
          <OutgoingPanel line={leaving} error={hand.verb.error} result={hand.result} />
        ) : (
          <MessagePanel
            found={found}
            group={group}
            opened={hand.opened}
            onEdit={hand.edit}
            error={hand.verb.error}
            result={hand.result}
          />
        )}
      </div>
      {isGivingUp && (
        <ReasonDialog
          icon={IconTrash}
          what={leaving?.reason ?? group?.reason ?? found.data?.trace.reason ?? ''}
          words={{
            title: t.giveUpTitle,
            body: t.giveUpBody,
            reason: t.reason,
            missing: t.reasonMissing,
            cancel: t.cancel,
            confirm: t.giveUp,
          }}
          verb={hand.verb}
          onClose={() => setGivingUp(false)}
          onConfirm={(reason) => void hand.giveUp(reason).then((isDone) => setGivingUp(!isDone))}
        />
      )}
    </>
  );
}

import './desk.css';
import { type Action, Empty, ErrorNote, Loading, Panel, useActions, useLanguage, useTexts } from '@lienmach/ui';
import {
  IconArrowBackUp,
  IconDeviceFloppy,
  IconFlask2,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ConflictDialog, TemplateDialog } from './channel-dialogs.tsx';
import { ChannelGrid } from './channel-grid.tsx';
import { ChannelPanel, type ChannelTab } from './channel-panel.tsx';
import { channelTexts } from './channel-texts.ts';
import { faultsOf } from './faults-of.ts';
import { type ChannelDesk, useChannelDesk } from './use-channel-desk.ts';
import { type ChannelDraft, draftOf, isChanged, NEW, useChannelDrafts } from './use-channel-drafts.ts';
import { type ChannelRow, useChannelFields, useChannels, useVersions } from './use-channels.ts';

const icons = { active: IconPlayerPlay, test: IconFlask2, off: IconPlayerStop } as const;
const keys = { active: 'Alt+B', test: 'Alt+T', off: 'Alt+O' } as const;

interface Buttons {
  readonly t: (typeof channelTexts)['vi'];
  readonly row: ChannelRow | undefined;
  readonly draft: ChannelDraft | undefined;
  readonly isDirty: boolean;
  readonly isForm: boolean;
  readonly desk: ChannelDesk;
  readonly onNew: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}

function actionsOf({ t, row, draft, isDirty, isForm, desk, onNew, onDiscard, onSave }: Buttons): Action[] {
  const { isBusy } = desk.verb;
  const switches = (['active', 'test', 'off'] as const).filter(
    (status) => row?.version !== '' && row?.status !== status,
  );
  return [
    { key: 'Alt+N', label: t.create, icon: IconPlus, isDisabled: isBusy, run: onNew },
    ...(row === undefined || isDirty
      ? []
      : switches.map((status) => ({
          key: keys[status],
          label: t.statuses[status] ?? status,
          icon: icons[status],
          isDisabled: isBusy,
          run: () => void desk.switchTo(row.id, status),
        }))),
    ...(isDirty ? [{ key: 'Alt+R', label: t.discard, icon: IconArrowBackUp, isDisabled: isBusy, run: onDiscard }] : []),
    ...(draft === undefined || !(isForm || isDirty)
      ? []
      : [
          {
            key: 'Ctrl+S',
            label: t.save,
            icon: IconDeviceFloppy,
            isPrimary: isForm,
            isDisabled: !isDirty || isBusy,
            run: onSave,
          },
        ]),
  ];
}

/** The channel in hand: as it is, as it was, and as it stands on the screen. */
function useInHand(rows: readonly ChannelRow[] | undefined) {
  const drafts = useChannelDrafts();
  const [asked] = useSearchParams();
  const [selected, setSelected] = useState(asked.get('channel') ?? undefined);
  const [tab, setTab] = useState<ChannelTab>('state');
  const row = rows?.find(({ id }) => id === selected);
  const { data: versions = [] } = useVersions(row?.id, row?.version ?? '');
  const saved = versions[0];
  const clean = row === undefined || saved === undefined ? undefined : draftOf(row.id, saved);
  const draft = selected === undefined ? undefined : (drafts.of(selected) ?? clean);
  const isDirty = draft !== undefined && drafts.of(selected ?? NEW) !== undefined && isChanged(draft, row && saved);
  return { drafts, selected, setSelected, tab, setTab, row, versions, draft, isDirty };
}

/** Channels of the house as data: how they do, what they say, made, tried, switched, taken back. */
export function ChannelsScreen() {
  const t = useTexts(channelTexts);
  const language = useLanguage();
  const { data: rows, error, refetch } = useChannels();
  const { data: fields } = useChannelFields();
  const hand = useInHand(rows);
  const { drafts, selected, row, draft, isDirty, tab } = hand;
  const desk = useChannelDesk();
  const [isChoosing, setChoosing] = useState(false);
  const [generation, setGeneration] = useState(0);
  const select = (id: string, next?: ChannelTab): void => {
    hand.setSelected(id);
    if (next !== undefined) hand.setTab(next);
    desk.clear();
  };
  /** what stands in the form is anew: from the record, from a template */
  const renew = (): void => setGeneration((now) => now + 1);
  const saved = ({ id }: ChannelDraft): void => {
    drafts.drop(selected ?? NEW);
    hand.setSelected(id);
    renew();
  };
  const onSave = (): void => {
    if (draft === undefined) return;
    if (desk.isLate) void desk.look(draft);
    else void desk.save(draft).then((isDone) => isDone && saved(draft));
  };
  useActions(
    actionsOf({
      t,
      row,
      draft,
      isDirty,
      isForm: tab === 'form' || row === undefined,
      desk,
      onNew: () => setChoosing(true),
      onDiscard() {
        drafts.drop(selected ?? NEW);
        desk.clear();
        renew();
        if (row === undefined) hand.setSelected(undefined);
      },
      onSave,
    }),
    { text: t.ready, tone: 'quiet' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (rows === undefined || fields === undefined) return <Loading />;
  return (
    <>
      <div className="work itg-halves">
        <Panel title={t.channels} isTitleHidden isPadded={false}>
          <div className="stack itg-list itg-fill itg-fixed">
            <ChannelGrid rows={rows} unsaved={drafts.keys} selected={selected} onSelect={(id) => select(id)} />
          </div>
        </Panel>
        {row === undefined && draft === undefined ? (
          <Panel title={t.channel}>
            <Empty title={t.choose} hint={t.chooseHint} />
          </Panel>
        ) : (
          <ChannelPanel
            key={selected}
            formKey={`${generation} ${draft?.version ?? ''}`}
            row={row}
            draft={draft}
            versions={hand.versions}
            fields={fields}
            tab={tab}
            faults={faultsOf(desk.verb.error)}
            desk={desk}
            onTab={(next) => {
              hand.setTab(next);
              desk.clear();
            }}
            onChange={(next) => drafts.put(selected ?? NEW, next)}
            onRolledBack={renew}
          />
        )}
      </div>
      {isChoosing && (
        <TemplateDialog
          onClose={() => setChoosing(false)}
          onTake={(template) => {
            drafts.begin(template, language);
            setChoosing(false);
            select(NEW, 'form');
            renew();
          }}
        />
      )}
      {desk.conflict !== undefined && (
        <ConflictDialog
          conflict={desk.conflict}
          isBusy={desk.verb.isBusy}
          onClose={() => desk.clear()}
          onMerge={(choices) =>
            void desk.merge(choices).then((merged) => {
              if (merged !== undefined) saved(merged);
            })
          }
        />
      )}
    </>
  );
}

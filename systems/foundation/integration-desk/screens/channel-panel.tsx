import { ErrorNote, Loading, Note, Panel, Tabs, useTexts } from '@lienmach/ui';
import { ChannelFormTab } from './channel-form-tab.tsx';
import { ChannelStateTab } from './channel-state-tab.tsx';
import { channelTexts } from './channel-texts.ts';
import { ChannelTryTab } from './channel-try-tab.tsx';
import { ChannelVersionsTab } from './channel-versions-tab.tsx';
import { definitionIn, type FieldSpec, lineIn } from './definition-lines.ts';
import { type Faults, hiddenFaults } from './faults-of.ts';
import type { ChannelDesk } from './use-channel-desk.ts';
import type { ChannelDraft } from './use-channel-drafts.ts';
import type { ChannelRow, VersionLine } from './use-channels.ts';

export type ChannelTab = 'state' | 'form' | 'try' | 'versions';
const tabs: readonly ChannelTab[] = ['state', 'form', 'try', 'versions'];

interface ChannelPanelProps {
  readonly row: ChannelRow | undefined;
  readonly draft: ChannelDraft | undefined;
  readonly versions: readonly VersionLine[];
  readonly fields: readonly FieldSpec[];
  readonly tab: ChannelTab;
  /** another one: the form is filled anew */
  readonly formKey: string;
  readonly faults: Faults;
  readonly desk: ChannelDesk;
  readonly onTab: (tab: ChannelTab) => void;
  readonly onChange: (draft: ChannelDraft) => void;
  readonly onRolledBack: () => void;
}

/** What the last press came to: done, refused and where, or somebody was faster. */
function Told({ desk, faults, fields }: Pick<ChannelPanelProps, 'desk' | 'faults' | 'fields'>) {
  const t = useTexts(channelTexts);
  const left = hiddenFaults(faults, fields);
  if (desk.isLate)
    return (
      <Note tone="warn" title={t.conflict}>
        {t.conflictHint}
      </Note>
    );
  if (faults.count > 0)
    return (
      <Note tone="bad" title={t.faults(faults.count)}>
        {left.join(' ')}
      </Note>
    );
  if (desk.verb.error !== undefined) return <ErrorNote error={desk.verb.error} />;
  return desk.result === undefined ? null : <Note tone="ok" title={desk.result} />;
}

function Body({ row, draft, versions, fields, tab, formKey, faults, desk, onChange, onRolledBack }: ChannelPanelProps) {
  if (tab === 'state' && row !== undefined) return <ChannelStateTab row={row} />;
  if (draft === undefined) return <Loading />;
  if (tab === 'try') {
    const json = definitionIn(draft.text) ?? {};
    const isIncoming = lineIn(json, 'direction') !== 'out';
    return <ChannelTryTab channel={draft.id} definition={draft.text} isIncoming={isIncoming} />;
  }
  if (tab === 'versions') {
    const back = (version: string) => void desk.rollBack(draft.id, version).then((isDone) => isDone && onRolledBack());
    return <ChannelVersionsTab versions={versions} isBusy={desk.verb.isBusy} onRollBack={back} />;
  }
  return <ChannelFormTab key={formKey} draft={draft} fields={fields} errors={faults.byLine} onChange={onChange} />;
}

/** One channel: how it does, its definition, a message to try, its versions. */
export function ChannelPanel(props: ChannelPanelProps) {
  const t = useTexts(channelTexts);
  const { row, draft, tab, onTab } = props;
  const canTell = (one: ChannelTab): boolean => {
    if (row === undefined) return one === 'form' || one === 'try';
    return one === 'state' || !row.isOfSite;
  };
  const shown = tabs.filter(canTell);
  const current = shown.includes(tab) ? tab : (shown[0] ?? 'form');
  return (
    <Panel title={row?.name ?? draft?.name ?? t.create} hint={row?.id ?? draft?.id} isPadded={false}>
      <div className="stack itg-fill">
        <div className="itg-told">
          <Told {...props} />
        </div>
        <Tabs
          label={row?.name ?? t.create}
          tabs={shown.map((id) => ({ id, label: t.tabs[id] }))}
          value={current}
          onChange={(id) => {
            const next = tabs.find((one) => one === id);
            if (next !== undefined) onTab(next);
          }}
        >
          <Body {...props} tab={current} />
        </Tabs>
      </div>
    </Panel>
  );
}

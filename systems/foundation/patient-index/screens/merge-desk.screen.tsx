import './merge-desk.css';
import { type Action, useActions, useSession, useTexts } from '@lienmach/ui';
import { IconArrowBackUp, IconArrowsExchange, IconGitMerge, IconUsers } from '@tabler/icons-react';
import { ComparePanel } from './compare-panel.tsx';
import { isAsked } from './pair-line.ts';
import { MoreFoot, PairList } from './pair-list.tsx';
import { texts } from './texts.ts';
import type { Comparison } from './use-comparison.ts';
import { useDesk } from './use-desk.ts';

type Texts = (typeof texts)['vi'];
type Desk = ReturnType<typeof useDesk>;

const focusReason = (): void => document.querySelector<HTMLElement>('[name="reason"]')?.focus();

function hintOf(t: Texts, { grade, task }: Comparison, who: string): string {
  if (isAsked(task))
    return task?.requester?.reference === who ? t.askedMine : t.askedBy(task?.requester?.display ?? '');
  return grade === 'certain' ? t.certainHint : t.secondHint;
}

function mergeLabel(t: Texts, comparison: Comparison | undefined, who: string): string {
  const { grade, task } = comparison ?? {};
  if (isAsked(task) && task?.requester?.reference !== who) return t.approve;
  return comparison === undefined || grade === 'certain' ? t.merge : t.ask;
}

function actionsOf(t: Texts, { lists, comparison, decision, isMerged, swap }: Desk, who: string): Action[] {
  const isIdle = comparison.data === undefined || decision.isBusy;
  const isDisabled = isIdle || comparison.isPlaceholderData;
  const more: Action[] =
    lists.more === undefined ? [] : [{ key: 'Alt+T', label: lists.label, at: 'hidden', run: lists.more }];
  const last = { key: 'Ctrl+S', isPrimary: true, isDisabled } as const;
  if (isMerged)
    return [...more, { ...last, label: t.unmerge, icon: IconArrowBackUp, run: () => void decision.unmerge() }];
  return [
    ...more,
    { key: 'Alt+K', label: t.apart, icon: IconUsers, isDisabled, run: () => void decision.keepApart() },
    { key: 'F3', label: t.swap, icon: IconArrowsExchange, isDisabled: isIdle, run: swap },
    { ...last, label: mergeLabel(t, comparison.data, who), icon: IconGitMerge, run: () => void decision.merge() },
  ];
}

/** Two records of one person: look, decide, take back. */
export function MergeDeskScreen() {
  const t = useTexts(texts);
  const { who } = useSession();
  const desk = useDesk();
  const { lists, comparison, decision, isMerged } = desk;
  useActions(actionsOf(t, desk, who), { text: t.ready, tone: 'quiet' });
  const hint = comparison.data === undefined || isMerged ? undefined : hintOf(t, comparison.data, who);
  return (
    <div className="work md-work">
      <PairList
        tab={lists.tab}
        counts={lists.counts}
        lines={lists.lines}
        error={lists.error}
        selected={desk.selected}
        foot={
          lists.text === '' && lists.more === undefined ? undefined : (
            <MoreFoot text={lists.text} label={lists.label} isBusy={lists.isBusy} onMore={lists.more} />
          )
        }
        onTab={desk.goTo}
        onSelect={desk.choose}
        onOpen={focusReason}
      />
      <ComparePanel
        line={desk.line}
        comparison={comparison}
        isMerged={isMerged}
        hint={hint}
        error={decision.error}
        reason={decision.reason}
        reasonError={decision.reasonError}
        moved={decision.moved}
        onReason={decision.setReason}
        onKeep={desk.keep}
        onMove={decision.move}
      />
    </div>
  );
}

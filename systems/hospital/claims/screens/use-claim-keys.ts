import { type Action, useActions, useTexts } from '@lienmach/ui';
import { IconArrowLeft, IconChecks, IconLock, IconLockOpen, IconPlayerTrackNext, IconX } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { type ClaimState, findingsOf } from '../rules/stored-claim.ts';
import { useMendingPath } from './finding-detail.tsx';
import type { Asked } from './lock-dialog.tsx';
import { texts } from './texts.ts';
import type { OpenClaim } from './use-claim.ts';
import { type Focus, viewKeys, views, type Way } from './use-claim-focus.ts';

/** the verb that closes or opens it, as far as there is one */
const askable: Readonly<Partial<Record<ClaimState, Asked>>> = {
  ready: 'lock',
  locked: 'unlock',
  sent: 'reopen',
  reviewed: 'reopen',
  rejected: 'reopen',
};

/** Closing, opening, or deciding on what somebody else asked for. */
function useClosing(desk: OpenClaim, ask: (asked: Asked) => void): Action[] {
  const t = useTexts(texts);
  const { claim, state, verb, history } = desk;
  const asked = state === undefined ? undefined : askable[state];
  if (history.request !== undefined)
    return [
      { key: 'Alt+K', label: t.decline, icon: IconX, isDisabled: verb.isBusy, run: () => void desk.decide(false) },
      {
        key: 'Ctrl+E',
        label: t.approve,
        icon: IconLockOpen,
        isPrimary: true,
        isDisabled: verb.isBusy || desk.isOwnRequest,
        run: () => void desk.decide(true),
      },
    ];
  if (asked === undefined) return [];
  const isClean = claim !== undefined && findingsOf(claim).length === 0;
  const start = (): void => {
    if (asked === 'lock' && isClean) void desk.lock('');
    else ask(asked);
  };
  return [
    {
      key: 'Ctrl+E',
      label: { lock: t.lock, unlock: t.unlock, reopen: t.reopen }[asked],
      icon: asked === 'lock' ? IconLock : IconLockOpen,
      isPrimary: asked === 'lock',
      isDisabled: verb.isBusy,
      run: start,
    },
  ];
}

const hidden = (key: string, label: string, run: () => void): Action => ({ key, label, at: 'hidden', run });

/** Keys of a claim: Alt for its findings, Ctrl for its views, the verbs on the bar. */
export function useClaimKeys(desk: OpenClaim, focus: Focus, way: Way, ask: (asked: Asked) => void): void {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const mendAt = useMendingPath()(focus.finding, desk.visit);
  const { claim, state, verb } = desk;
  const closing = useClosing(desk, ask);
  useActions(
    [
      { key: 'Escape', label: t.backToList, icon: IconArrowLeft, at: 'left', run: way.back },
      ...focus.findings
        .slice(0, 9)
        .map((_, at) => hidden(`Alt+${at + 1}`, `${t.findings} ${at + 1}`, () => focus.choose(at))),
      ...views.map((view) => hidden(viewKeys[view], t.tabs[view], () => focus.setView(view))),
      ...(mendAt === undefined ? [] : [hidden('F2', t.goMend, () => void navigate(mendAt))]),
      ...(way.next === undefined ? [] : [{ key: 'F6', label: t.next, icon: IconPlayerTrackNext, run: way.next }]),
      {
        key: 'Ctrl+S',
        label: t.prepare,
        icon: IconChecks,
        isPrimary: state === 'blocked' || state === 'refused',
        isDisabled: verb.isBusy || state === 'locked' || state === 'queued',
        run: () => void desk.prepare(),
      },
      ...closing,
    ],
    claim === undefined || state === undefined ? undefined : { text: t.states[state] ?? state },
  );
}

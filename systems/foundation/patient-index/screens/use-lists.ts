import { nameOf, useTexts } from '@lienmach/ui';
import { useState } from 'react';
import type { TabId } from './pair-list.tsx';
import { texts } from './texts.ts';
import { useMerged, useRegister, useWaiting } from './use-pairs.ts';

/** The three lists, and which of them is in front. */
export function useLists() {
  const t = useTexts(texts);
  const [tab, setTab] = useState<TabId>('waiting');
  const waiting = useWaiting();
  const register = useRegister();
  const merged = useMerged();
  const { person, looked, isDone, isBusy } = register;
  const lookedText = isDone ? t.lookedAll(looked) : t.looked(looked);
  const registerText = person === undefined ? lookedText : t.likeOf(nameOf(person.name), register.lines.length);
  const lists = {
    waiting: { ...waiting, text: '', label: '', more: undefined },
    register: {
      lines: register.lines,
      error: register.error,
      text: isBusy ? t.looking : registerText,
      label: t.more,
      more: isDone ? undefined : () => void register.more(),
    },
    merged: { ...merged, text: '', label: t.older },
  };
  const counts = { waiting: waiting.lines?.length, register: register.lines.length || undefined, merged: undefined };
  return { tab, setTab, register, counts, isBusy, ...lists[tab] };
}

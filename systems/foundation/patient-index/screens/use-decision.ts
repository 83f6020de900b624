import { showToast, useTexts, type Verb, valueIn } from '@lienmach/ui';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import type { Comparison } from './use-comparison.ts';

const focusReason = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>('[name="reason"]')?.focus());
};

/** What a person does about the pair in front of them: merge, ask, tell apart, take back. Each needs a reason. */
export function useDecision(verb: Verb, comparison: Comparison | undefined, onDone: () => void) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const isEmpty = reason.trim() === '';
  const clear = (): void => {
    setReason('');
    setTried(false);
    setMoved(new Set());
    verb.clear();
  };
  const press = async (name: `$${string}`, at: string, input: Readonly<Record<string, unknown>>) => {
    setTried(true);
    if (isEmpty) {
      focusReason();
      return undefined;
    }
    return verb.run<Parameters>(name, at, { ...input, reason: reason.trim() });
  };
  const finish = (text: string): void => {
    showToast(text);
    clear();
    onDone();
  };
  const { kept, gone } = comparison ?? {};
  return {
    isBusy: verb.isBusy,
    error: verb.error,
    reason,
    moved,
    setReason,
    clear,
    reasonError: isTried && isEmpty ? t.reasonMissing : undefined,
    move: (what: string) =>
      setMoved((now) => new Set(now.has(what) ? [...now].filter((one) => one !== what) : [...now, what])),
    async merge(): Promise<void> {
      const answer = await press('$merge', 'Patient', {
        source: gone?.id,
        target: kept?.id,
        'source-version': gone?.meta?.versionId,
        'target-version': kept?.meta?.versionId,
      });
      if (answer === undefined || answer === true) return;
      finish(valueIn<string>(answer, 'status') === 'merged' ? t.doneMerged : t.doneAsked);
    },
    async keepApart(): Promise<void> {
      const answer = await press('$keep-apart', 'Patient', { one: kept?.id, other: gone?.id });
      if (answer !== undefined) finish(t.doneApart);
    },
    async unmerge(): Promise<void> {
      const answer = await press('$unmerge', `Patient/${gone?.id}`, { move: [...moved] });
      if (answer !== undefined) finish(t.doneUnmerged);
    },
  };
}

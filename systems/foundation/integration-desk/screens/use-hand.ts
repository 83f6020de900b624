import { useTexts, useVerb, type Verb, valueIn } from '@lienmach/ui';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import type { Opened } from './message-panel.tsx';
import { texts } from './texts.ts';
import { deskKey } from './use-desk.ts';

/** What is in hand: one message, the group it stands for, or a message that has not left. */
interface InHand {
  readonly message?: string | undefined;
  readonly group?: string | undefined;
  readonly outgoing?: string | undefined;
}

export interface Hand {
  readonly verb: Verb;
  readonly opened: Opened | undefined;
  readonly isEdited: boolean;
  readonly result: string | undefined;
  edit(text: string): void;
  clear(): void;
  reveal(): Promise<void>;
  replay(): Promise<void>;
  correct(): Promise<void>;
  giveUp(reason: string): Promise<boolean>;
}

/** What a person does about what is in hand, and what came of it. */
export function useHand({ message, group, outgoing }: InHand): Hand {
  const t = useTexts(texts);
  const verb = useVerb(deskKey);
  const [opened, setOpened] = useState<Opened & { readonly original: string }>();
  const [result, setResult] = useState<string>();
  const tell = (answer: Parameters | true): void => {
    const state = answer === true ? undefined : valueIn<string>(answer, 'state');
    const asked = answer === true ? undefined : valueIn<number>(answer, 'asked');
    if (asked !== undefined) setResult(t.ordered(asked));
    else setResult(state === undefined ? t.done : (t.results[state] ?? state));
  };
  const press = async (name: `$${string}`, input: Readonly<Record<string, unknown>>): Promise<boolean> => {
    const answer = await verb.run<Parameters>(name, undefined, input);
    if (answer !== undefined) tell(answer);
    return answer !== undefined;
  };
  return {
    verb,
    opened,
    result,
    isEdited: opened !== undefined && opened.id === message && opened.text !== opened.original,
    edit: (text) => setOpened((now) => (now === undefined ? now : { ...now, text })),
    clear() {
      setOpened(undefined);
      setResult(undefined);
      verb.clear();
    },
    async reveal() {
      if (opened !== undefined) return setOpened(undefined);
      const answer = await verb.run<Parameters>('$message-content', undefined, { id: message, reveal: true });
      if (answer === undefined || answer === true || message === undefined) return;
      const text = valueIn<string>(answer, 'content') ?? '';
      setOpened({ id: message, text, original: text });
    },
    async replay() {
      if (outgoing !== undefined) await press('$outgoing-retry', { id: outgoing });
      else if (group !== undefined) await press('$replay-parked', { group });
      else await press('$message-replay', { id: message });
    },
    async correct() {
      if (await press('$message-correct', { id: message, content: opened?.text ?? '' })) setOpened(undefined);
    },
    giveUp: (reason) =>
      outgoing === undefined
        ? press('$message-refuse', { id: message, reason })
        : press('$outgoing-cancel', { id: outgoing, reason }),
  };
}

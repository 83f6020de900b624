import { isOutcomeError, useTexts, useVerb, type Verb, valuesIn } from '@lienmach/ui';
import type { Endpoint, Parameters } from 'fhir/r4';
import { useState } from 'react';
import { channelTexts } from './channel-texts.ts';
import { differencesOf, mergedText } from './definition-lines.ts';
import type { ChannelDraft } from './use-channel-drafts.ts';
import { channelsKey, type VersionLine, versionOf } from './use-channels.ts';

/** Somebody was faster: what they and I changed in the same lines. */
export interface ChannelConflict {
  readonly mine: ChannelDraft;
  readonly theirs: VersionLine;
  /** lines that I changed */
  readonly own: readonly string[];
  /** lines that both changed, and not to the same */
  readonly rows: readonly { readonly path: string; readonly one: string; readonly other: string }[];
  /** lines that only they changed */
  readonly taken: number;
}

const NAME = 'name';

function conflictOf(mine: ChannelDraft, base: VersionLine, theirs: VersionLine): ChannelConflict {
  const names = (one: string, other: string) => (one === other ? [] : [{ path: NAME, one, other }]);
  const of = (one: { name: string }, text: string, other: { name: string }, otherText: string) => [
    ...names(one.name, other.name),
    ...differencesOf(text, otherText),
  ];
  const own = of(base, base.definition, mine, mine.text).map(({ path }) => path);
  const other = of(base, base.definition, theirs, theirs.definition).map(({ path }) => path);
  const apart = of(mine, mine.text, theirs, theirs.definition);
  return {
    mine,
    theirs,
    own,
    rows: apart.filter(({ path }) => own.includes(path) && other.includes(path)),
    taken: other.filter((path) => !own.includes(path)).length,
  };
}

/** Theirs with my lines; of lines that both changed the chosen side. */
function mergedDraft({ mine, theirs, own }: ChannelConflict, choices: Readonly<Record<string, string>>): ChannelDraft {
  const kept = own.filter((path) => choices[path] !== 'theirs');
  return {
    ...mine,
    name: kept.includes(NAME) ? mine.name : theirs.name,
    text: mergedText(
      mine.text,
      theirs.definition,
      kept.filter((path) => path !== NAME),
    ),
    version: theirs.number,
  };
}

export interface ChannelDesk {
  readonly verb: Verb;
  readonly result: string | undefined;
  /** somebody was faster than the last save */
  readonly isLate: boolean;
  readonly conflict: ChannelConflict | undefined;
  /** what they changed and I changed */
  look(draft: ChannelDraft): Promise<void>;
  /** @returns false: it was refused, or somebody was faster */
  save(draft: ChannelDraft): Promise<boolean>;
  merge(choices: Readonly<Record<string, string>>): Promise<ChannelDraft | undefined>;
  switchTo(id: string, status: string): Promise<boolean>;
  rollBack(id: string, version: string): Promise<boolean>;
  clear(): void;
}

/** What a person does to a channel, and what came of it. */
export function useChannelDesk(): ChannelDesk {
  const t = useTexts(channelTexts);
  const reader = useVerb();
  const verb = useVerb(channelsKey);
  const [result, setResult] = useState<string>();
  const [conflict, setConflict] = useState<ChannelConflict>();
  const press = async (
    name: `$${string}`,
    at: string,
    input: Readonly<Record<string, unknown>>,
    told: string | ((written: Endpoint) => string),
  ) => {
    setResult(undefined);
    const answer = await verb.run<Endpoint>(name, at, input);
    if (answer === undefined) return false;
    setResult(typeof told === 'string' || answer === true ? t.saved : told(answer));
    if (typeof told === 'string') setResult(told);
    return true;
  };
  const save = ({ id, name, text, version }: ChannelDraft): Promise<boolean> =>
    press(
      '$save-channel',
      'Endpoint',
      { id, name, definition: text, ...(version === '' ? { isNew: true } : { version }) },
      ({ status }) => (status === 'off' ? t.savedOff : t.saved),
    );
  return {
    verb,
    result,
    isLate: isOutcomeError(verb.error) && verb.error.status === 412,
    conflict,
    async look(mine) {
      const told = await reader.run<Parameters>('$channel-versions', `Endpoint/${mine.id}`);
      if (told === undefined || told === true) return;
      const versions = valuesIn<Parameters>(told, 'version').map(versionOf);
      const theirs = versions[0];
      const base = versions.find(({ number }) => number === mine.version);
      if (theirs !== undefined) setConflict(conflictOf(mine, base ?? theirs, theirs));
    },
    save,
    async merge(choices) {
      if (conflict === undefined) return undefined;
      const merged = mergedDraft(conflict, choices);
      setConflict(undefined);
      return (await save(merged)) ? merged : undefined;
    },
    switchTo: (id, status) =>
      press(
        '$switch-channel',
        `Endpoint/${id}`,
        { status: { valueCode: status } },
        t.switched(t.statuses[status] ?? status),
      ),
    rollBack: (id, version) => press('$roll-back-channel', `Endpoint/${id}`, { version }, t.rolledBack(version)),
    clear() {
      setResult(undefined);
      setConflict(undefined);
      verb.clear();
    },
  };
}

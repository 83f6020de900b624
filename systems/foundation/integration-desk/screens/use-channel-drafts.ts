import { useDraft } from '@lienmach/ui';
import type { ChannelTemplate } from './channel-templates.ts';
import { prettyText } from './definition-lines.ts';
import type { VersionLine } from './use-channels.ts';

/** A channel as it stands on the screen: changed or not. */
export interface ChannelDraft {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** the version that was looked at; empty: there is none yet */
  readonly version: string;
}

type Drafts = Readonly<Record<string, ChannelDraft>>;
const noDrafts: Drafts = {};

/** key of the one channel that is not in the record yet */
export const NEW = '';

export const draftOf = (id: string, { name, definition, number }: VersionLine): ChannelDraft => ({
  id,
  name,
  text: prettyText(definition),
  version: number,
});

export const isChanged = (draft: ChannelDraft, saved: VersionLine | undefined): boolean =>
  saved === undefined || draft.name !== saved.name || prettyText(draft.text) !== prettyText(saved.definition);

/** What was typed and not saved, one draft a channel; it outlives going to another channel or screen. */
export function useChannelDrafts() {
  const [drafts, setDrafts] = useDraft('integration-desk.channels', noDrafts);
  return {
    of: (key: string): ChannelDraft | undefined => drafts[key],
    keys: Object.keys(drafts),
    put: (key: string, draft: ChannelDraft): void => setDrafts((now) => ({ ...now, [key]: draft })),
    drop: (key: string): void =>
      setDrafts((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== key))),
    begin({ channel, name, definition }: ChannelTemplate, language: 'vi' | 'en'): void {
      const text = JSON.stringify(definition, null, 2);
      setDrafts((now) => ({ ...now, [NEW]: { id: channel, name: name[language], text, version: '' } }));
    },
  };
}

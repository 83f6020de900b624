import { channelCodeMap } from '@lienmach/core';
import { type Translate, translatorOf } from '@lienmach/exchange';
import type { Caller, FhirStore } from '@lienmach/fhir-store';
import type { ConceptMap } from 'fhir/r4';

/** Code maps of channels, kept for a moment: a message must not cost a look-up of what changes once a week. */
export interface CodeMaps {
  of(channel: string): Promise<Translate>;
  /** a ConceptMap was written here */
  forget(): void;
}

/** milliseconds: another process may have written one */
const KEPT = 5000;

const houseItself: Caller = {
  agent: { who: 'Device/lien-mach', display: 'Liền Mạch', client: 'channels', roles: [] },
  reach: { limit: () => 'all' },
};

export function openCodeMaps(store: FhirStore): CodeMaps {
  const kept = new Map<string, { readonly until: number; readonly translate: Promise<Translate> }>();
  const read = async (channel: string): Promise<Translate> => {
    const query = new URLSearchParams({ url: channelCodeMap(channel), status: 'active', _count: '1' });
    const { matches } = await store.search(houseItself, 'ConceptMap', query);
    return translatorOf(matches[0] && (JSON.parse(matches[0].text) as ConceptMap));
  };
  return {
    of(channel) {
      const known = kept.get(channel);
      if (known !== undefined && known.until > performance.now()) return known.translate;
      const translate = read(channel);
      kept.set(channel, { until: performance.now() + KEPT, translate });
      // a database that was away for a moment is asked again
      translate.catch(() => kept.delete(channel));
      return translate;
    },
    forget: () => kept.clear(),
  };
}

import { type Bilingual, type Screen, useRecord, useShownActions, useWords } from '@lienmach/ui';
import { useEffect, useRef, useState } from 'react';
import { find, type Hit } from './find.ts';

/** milliseconds after the last letter */
const WAIT = 150;

/** People, screens and actions for what is typed; undefined while nothing was found out yet. */
export function useFind(text: string, screens: readonly Screen[]): readonly Hit[] | undefined {
  const record = useRecord();
  const words: (one: Bilingual) => string = useWords();
  const { actions } = useShownActions();
  const [hits, setHits] = useState<readonly Hit[]>();
  const latest = useRef({ record, screens, actions, words });
  latest.current = { record, screens, actions, words };
  useEffect(() => {
    setHits(undefined);
    if (text.trim() === '') return;
    let isStale = false;
    const timer = setTimeout(() => {
      void find(text, latest.current).then((found) => isStale || setHits(found));
    }, WAIT);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return hits;
}

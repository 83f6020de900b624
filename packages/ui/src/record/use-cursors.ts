import { useCallback, useState } from 'react';

/** Where somebody is in a list that is read a page at a time. */
export interface Cursors<Question> {
  readonly question: Question;
  /** another question begins at its first page */
  readonly ask: (question: Question) => void;
  /** 0: the first */
  readonly page: number;
  /** of the page that is open; undefined: the first */
  readonly cursor: string | undefined;
  /** @param next  cursor of the page behind, where there is one */
  readonly turn: (by: 1 | -1, next: string | undefined) => void;
}

/** Pages are kept by their cursors: what comes in between moves no line from one page to another. */
export function useCursors<Question>(whole: Question): Cursors<Question> {
  const [{ question, cursors }, setPlace] = useState<{
    readonly question: Question;
    readonly cursors: readonly string[];
  }>({ question: whole, cursors: [] });
  const ask = useCallback((asked: Question) => setPlace({ question: asked, cursors: [] }), []);
  const turn = (by: 1 | -1, next: string | undefined): void => {
    if (by === -1) setPlace({ question, cursors: cursors.slice(0, -1) });
    else if (next !== undefined) setPlace({ question, cursors: [...cursors, next] });
  };
  return { question, ask, page: cursors.length, cursor: cursors.at(-1), turn };
}

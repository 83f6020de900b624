import type { Icon } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext, useEffect, useId, useSyncExternalStore } from 'react';

/** One button of the action bar and its key. */
export interface Action {
  /** `Ctrl+S`, `F9`, `Alt+R`; absent: button only */
  readonly key?: string;
  readonly label: string;
  readonly icon?: Icon;
  /** the one filled button, at the end */
  readonly isPrimary?: boolean;
  readonly isDisabled?: boolean;
  /** `left`: beside the state, for call and recall; `hidden`: key only */
  readonly at?: 'left' | 'right' | 'hidden';
  readonly run: () => void;
}

/** What the left end of the bar says: *Đã lưu 08:31*. */
export interface BarState {
  readonly text: string;
  readonly tone?: 'quiet' | 'ok' | 'warn' | 'bad';
  readonly icon?: ReactNode;
}

interface Entry {
  readonly actions: readonly Action[];
  readonly state: BarState | undefined;
}

/** The actions of whatever is mounted now; what was mounted last stands first for keys. */
export class ActionBoard {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #shown: readonly Entry[] = [];

  set(id: string, entry: Entry | undefined): void {
    if (entry === undefined) this.#entries.delete(id);
    else this.#entries.set(id, entry);
    const next = [...this.#entries.values()];
    const isSame = faceOf(next) === faceOf(this.#shown);
    if (isSame) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  shown = (): readonly Entry[] => this.#shown;

  find(key: string): Action | undefined {
    const all = [...this.#entries.values()].flatMap((entry) => entry.actions);
    return all.findLast((action) => action.key === key && action.isDisabled !== true);
  }

  /** by place on the bar, so that a button always runs the newest version */
  findByLabel(label: string): Action | undefined {
    return [...this.#entries.values()].flatMap((entry) => entry.actions).findLast((action) => action.label === label);
  }
}

/** what people see of it: only a change of this draws the bar again */
const faceOf = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map(({ actions, state }) => [
      actions.map(({ key, label, isPrimary, isDisabled, at }) => [key, label, isPrimary, isDisabled, at]),
      [state?.text, state?.tone],
    ]),
  );

const BoardContext = createContext(new ActionBoard());
export const ActionBoardProvider = BoardContext.Provider;
export const useActionBoard = (): ActionBoard => useContext(BoardContext);

/** Puts buttons with their keys on the action bar as long as the caller is mounted; give the whole list on every render. */
export function useActions(actions: readonly Action[], state?: BarState): void {
  const board = useActionBoard();
  const id = useId();
  useEffect(() => board.set(id, { actions, state }));
  useEffect(() => () => board.set(id, undefined), [board, id]);
}

export function useShownActions(): { readonly actions: readonly Action[]; readonly state: BarState | undefined } {
  const board = useActionBoard();
  const shown = useSyncExternalStore(board.subscribe, board.shown, board.shown);
  return {
    actions: shown.flatMap((entry) => entry.actions),
    state: shown.findLast((entry) => entry.state !== undefined)?.state,
  };
}

import type { Answer } from './form.ts';
import { limits } from './limits.ts';

/** What was typed, by place. What is hidden at the moment stays here, and only here: the response never has it. */
export interface FormState {
  /** answers by the path of their question */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  /** how often a repeating group stands there; absent: once */
  readonly rows: Readonly<Record<string, number>>;
}

export const emptyState: FormState = { answers: {}, rows: {} };

/** Path of an item below a row, `''` at the root. */
export const pathOf = (row: string, linkId: string): string =>
  `${row}/${linkId.replace(/[~/:]/g, (sign) => `~${sign.charCodeAt(0)};`)}`;

/** Path of the n-th row of a group, or of what hangs below the n-th answer. */
export const rowOf = (path: string, index: number): string => `${path}:${index}`;

export const setAnswers = (state: FormState, path: string, answers: readonly Answer[]): FormState => ({
  ...state,
  answers: { ...state.answers, [path]: answers.slice(0, limits.rows) },
});

export const rowsAt = (state: FormState, path: string): number => Math.min(state.rows[path] ?? 1, limits.rows);

export const addRow = (state: FormState, path: string): FormState => ({
  ...state,
  rows: { ...state.rows, [path]: Math.min(rowsAt(state, path) + 1, limits.rows) },
});

/** the same key one row further up; undefined: it belonged to the row that goes */
function moved(key: string, path: string, index: number): string | undefined {
  if (!key.startsWith(`${path}:`)) return key;
  const rest = key.slice(path.length + 1);
  const row = Number.parseInt(rest, 10);
  if (row === index) return undefined;
  return row < index ? key : `${path}:${row - 1}${rest.slice(String(row).length)}`;
}

const shifted = <Value>(table: Readonly<Record<string, Value>>, path: string, index: number): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([key, value]) => {
      const to = moved(key, path, index);
      return to === undefined ? [] : [[to, value]];
    }),
  );

/** Takes a row of a group away; the rows below move up. */
export function removeRow(state: FormState, path: string, index: number): FormState {
  const count = rowsAt(state, path);
  if (index < 0 || index >= count) return state;
  return {
    answers: shifted(state.answers, path, index),
    rows: { ...shifted(state.rows, path, index), [path]: count - 1 },
  };
}

/** What was typed, over what is saved. */
export const layOver = (saved: FormState, typed: FormState): FormState => ({
  answers: { ...saved.answers, ...typed.answers },
  rows: { ...saved.rows, ...typed.rows },
});

/** Only what differs from what is saved: two people who typed in different places both keep their words. */
export function differenceOf(saved: FormState, next: FormState): FormState {
  const paths = new Set([...Object.keys(saved.answers), ...Object.keys(next.answers)]);
  const isSame = (path: string): boolean =>
    JSON.stringify(saved.answers[path] ?? []) === JSON.stringify(next.answers[path] ?? []);
  const rows = Object.entries(next.rows).filter(([path, count]) => (saved.rows[path] ?? 1) !== count);
  return {
    answers: Object.fromEntries(
      [...paths].filter((path) => !isSame(path)).map((path) => [path, next.answers[path] ?? []]),
    ),
    rows: Object.fromEntries(rows),
  };
}

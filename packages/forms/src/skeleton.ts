import type { Answer, Form, FormItem } from './form.ts';
import { type FormState, pathOf, rowOf, rowsAt } from './form-state.ts';

/** One place of the form: an item in one row of what surrounds it, with everything typed there, hidden or not. */
export interface Place {
  readonly item: FormItem;
  readonly path: string;
  readonly parent: Place | undefined;
  readonly answers: readonly Answer[];
  /** rows of a group, or one per answer for what hangs below a question */
  readonly rows: readonly (readonly Place[])[];
}

export interface Skeleton {
  readonly places: readonly Place[];
  readonly byPath: ReadonlyMap<string, Place>;
}

const rowCount = (item: FormItem, state: FormState, path: string, answers: readonly Answer[]): number => {
  if (item.items.length === 0) return 0;
  if (item.type !== 'group') return answers.length;
  return item.isRepeating ? rowsAt(state, path) : 1;
};

/** All places that the state has, in the order of the form. */
export function skeletonOf(form: Form, state: FormState): Skeleton {
  const byPath = new Map<string, Place>();
  const build = (items: readonly FormItem[], row: string, parent: Place | undefined): Place[] =>
    items.map((item) => {
      const path = pathOf(row, item.linkId);
      const answers = item.type === 'group' || item.type === 'display' ? [] : (state.answers[path] ?? []);
      const rows: (readonly Place[])[] = [];
      const place: Place = { item, path, parent, answers, rows };
      byPath.set(path, place);
      const count = rowCount(item, state, path, answers);
      for (let index = 0; index < count; index += 1) rows.push(build(item.items, rowOf(path, index), place));
      return place;
    });
  return { places: build(form.items, '', undefined), byPath };
}

/** Where a question stands as seen from a place: in the same rows as far as both share them, in every row below that. */
export function placesOf(form: Form, skeleton: Skeleton, linkId: string, from: string): Place[] {
  const chain = form.byLinkId.get(linkId)?.chain ?? [];
  let rows = [''];
  let paths: string[] = [];
  for (const link of chain) {
    paths = rows.map((row) => pathOf(row, link));
    rows = paths.flatMap((path) => {
      const count = skeleton.byPath.get(path)?.rows.length ?? 0;
      const all = Array.from({ length: count }, (_, index) => rowOf(path, index));
      const mine = all.filter((row) => from.startsWith(`${row}/`));
      return mine.length > 0 ? mine : all;
    });
  }
  return paths.flatMap((path) => skeleton.byPath.get(path) ?? []);
}

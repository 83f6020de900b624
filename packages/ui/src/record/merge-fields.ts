/** The same form three times: as it was read, as it stands here, as it stands in the record now. */
export interface Versions<Fields> {
  readonly base: Fields;
  readonly mine: Fields;
  readonly theirs: Fields;
}

export interface Merge<Fields> {
  /** theirs, with what was changed here; a field both changed holds what was typed here */
  readonly merged: Fields;
  /** changed on both sides, and not to the same */
  readonly conflicts: readonly (keyof Fields & string)[];
  /** changed on one side only: merged without asking */
  readonly taken: number;
}

/**
 * Two people changed one form: each field that only one of them touched is taken from that one.
 *
 * @source web design of the house, section 4 "Save and conflict": our own decision (verified)
 */
export function mergeFields<Fields extends Readonly<Record<keyof Fields, string>>>({
  base,
  mine,
  theirs,
}: Versions<Fields>): Merge<Fields> {
  const names = Object.keys(base) as (keyof Fields & string)[];
  const isMine = (name: keyof Fields): boolean => mine[name] !== base[name];
  const isTheirs = (name: keyof Fields): boolean => theirs[name] !== base[name];
  const conflicts = names.filter((name) => isMine(name) && isTheirs(name) && mine[name] !== theirs[name]);
  const changed = Object.fromEntries(names.filter(isMine).map((name) => [name, mine[name]]));
  const merged: Fields = { ...theirs, ...changed };
  return { merged, conflicts, taken: names.filter((name) => isMine(name) !== isTheirs(name)).length };
}

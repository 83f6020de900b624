/** One side of a change. */
export interface Stated {
  readonly display: string;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** One thing that differs; absent: there is none on that side. */
export interface Difference {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * What two states of a code say differently, the name first, then properties by name.
 *
 * @source none: a person decides on what changes, so only that is shown
 */
export function differences(before: Stated | undefined, after: Stated | undefined): Difference[] {
  const sides = [before, after].map(
    (side): Readonly<Record<string, string | number | boolean>> =>
      side === undefined ? {} : { ...side.properties, display: side.display },
  );
  const [old = {}, fresh = {}] = sides;
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  const ordered = ['display', ...fields.filter((field) => field !== 'display')];
  return ordered
    .filter((field) => String(old[field] ?? '') !== String(fresh[field] ?? ''))
    .map((field) => ({
      field,
      ...(old[field] === undefined ? {} : { before: String(old[field]) }),
      ...(fresh[field] === undefined ? {} : { after: String(fresh[field]) }),
    }));
}

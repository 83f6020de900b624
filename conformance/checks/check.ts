import type { Door } from '../open-door.ts';
import type { Row, Section } from '../row.ts';

/** Something the server must do, said in one line and tried in one go. Throws when it does not hold. */
export interface Check {
  readonly section: Section;
  /** the row it belongs to */
  readonly row: string;
  readonly says: string;
  run(door: Door): Promise<void>;
}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Runs the checks one after another; several of one row are its cases. */
export async function runChecks(door: Door, checks: readonly Check[]): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const { section, row: name, says, run } of checks) {
    const key = `${section} ${name}`;
    const before = rows.get(key) ?? { section, name, cases: 0, passed: 0, failures: [] };
    const trouble = await run(door).then(
      () => undefined,
      (thrown: unknown) => `${says}: ${String(thrown).slice(0, 250)}`,
    );
    rows.set(key, {
      ...before,
      cases: before.cases + 1,
      passed: before.passed + (trouble === undefined ? 1 : 0),
      failures: trouble === undefined ? before.failures : [...before.failures, trouble],
    });
  }
  return [...rows.values()];
}

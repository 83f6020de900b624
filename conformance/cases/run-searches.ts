import { setImmediate as turn } from 'node:timers/promises';
import type { SearchParameterRow } from '@lienmach/fhir-definitions';
import type { LoadedSet } from '../expected/loaded-set.ts';
import { parametersOf } from '../material/generate-set.ts';
import type { Door } from '../open-door.ts';
import { runSearch } from '../run-search.ts';
import type { CaseResult, SearchCase } from './search-case.ts';
import { searchCases } from './search-cases.ts';

/** One search parameter on one resource type, with what was executed for it. */
export interface ParameterResult {
  readonly type: string;
  readonly row: SearchParameterRow;
  readonly results: readonly CaseResult[];
}

const AT_ONCE = 4;

/** Several at a time, answers in the order of the questions. */
async function runAll(
  cases: readonly SearchCase[],
  run: (one: SearchCase) => Promise<CaseResult>,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const one = cases[index];
      if (one) results[index] = await run(one);
      await turn();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

export interface Choice {
  readonly types: readonly string[];
  /** which parameters of a type are run; absent: all */
  readonly wants?: (type: string, row: SearchParameterRow) => boolean;
}

/** Every parameter of every chosen type, each with all its searches. */
export async function runSearches(door: Door, set: LoadedSet, { types, wants = () => true }: Choice) {
  const all: ParameterResult[] = [];
  for (const type of types) {
    for (const row of parametersOf(type).filter((one) => wants(type, one))) {
      const results = await runAll(searchCases(set, type, row), (one) => runSearch(door, set, one));
      all.push({ type, row, results });
    }
  }
  return all;
}

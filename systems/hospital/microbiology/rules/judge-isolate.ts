import {
  cascadeRows,
  type FlagCode,
  flagRows,
  impossibleRows,
  intrinsicRows,
  noFlagBy,
  rareRows,
  siteRows,
} from '../catalogs/expert-rules.ts';
import type { Organism } from '../catalogs/organisms.ts';
import { type BreakpointStandard, breakpointFor } from './breakpoint.ts';
import { type Interpretation, interpret } from './interpret.ts';
import { type Measurement, type Method, readMeasurement } from './read-measurement.ts';

export interface TypedResult {
  readonly agent: string;
  readonly typed: string;
}

export interface JudgedResult extends TypedResult {
  readonly measured?: Measurement;
  readonly interpretation?: Interpretation;
  readonly problem?: 'unreadable' | 'no-breakpoint' | 'uncertain';
  /** told to the ward; else why not */
  readonly hidden?: 'cascade' | 'site';
  /** resistant because of a flag or by nature, whatever was measured */
  readonly isForced?: true;
}

export interface Warning {
  readonly kind: 'intrinsic' | 'impossible' | 'rare';
  readonly agents: readonly string[];
}

export interface JudgedIsolate {
  readonly results: readonly JudgedResult[];
  readonly flags: readonly FlagCode[];
  readonly warnings: readonly Warning[];
}

type Known = Pick<Organism, 'code' | 'group'>;

const isOf = ({ code, group }: Known, of: string): boolean => of === code || of === group;

const intrinsicOf = (organism: Known): ReadonlySet<string> =>
  new Set(intrinsicRows.flatMap(({ of, agents }) => (isOf(organism, of) ? agents : [])));

function judgeOne(
  { agent, typed }: TypedResult,
  method: Method,
  ground: { readonly organism: Known; readonly site: string; readonly standard: BreakpointStandard | undefined },
): JudgedResult {
  const measured = readMeasurement(typed, method);
  if (measured === undefined) return { agent, typed, problem: 'unreadable' };
  const { organism, site, standard } = ground;
  const line = standard === undefined ? undefined : breakpointFor(standard, organism, agent, site);
  const hasLimits =
    line !== undefined &&
    (measured.method === 'mic'
      ? line.micS !== undefined || line.micR !== undefined
      : line.zoneS !== undefined || line.zoneR !== undefined);
  if (line === undefined || !hasLimits) return { agent, typed, measured, problem: 'no-breakpoint' };
  const interpretation = interpret(measured, line);
  return interpretation === undefined
    ? { agent, typed, measured, problem: 'uncertain' }
    : { agent, typed, measured, interpretation };
}

const wordOf = (results: readonly JudgedResult[], agent: string): Interpretation | undefined =>
  results.find((one) => one.agent === agent)?.interpretation;

/**
 * Resistances that people act on, from what was measured.
 *
 * @source CDC NHSN phenotype definitions (from memory)
 */
export function flagsOf(organism: Known, results: readonly JudgedResult[]): FlagCode[] {
  const isExempt = (flag: FlagCode, agent: string): boolean =>
    noFlagBy.some((one) => one.flag === flag && one.agent === agent && isOf(organism, one.of));
  return flagRows
    .filter(({ of }) => of.some((one) => isOf(organism, one)))
    .filter(({ flag, agents, when }) =>
      agents.some((agent) => !isExempt(flag, agent) && when.includes(wordOf(results, agent) ?? '')),
    )
    .map(({ flag }) => flag);
}

/**
 * Results that contradict each other or nature: looked at again before they are told.
 *
 * @source EUCAST expert rules and CLSI M100, appendices A and B (from memory)
 */
export function warningsOf(organism: Known, results: readonly JudgedResult[]): Warning[] {
  const intrinsic = intrinsicOf(organism);
  return [
    ...results
      .filter(({ agent, interpretation }) => intrinsic.has(agent) && interpretation === 'S')
      .map(({ agent }): Warning => ({ kind: 'intrinsic', agents: [agent] })),
    ...impossibleRows
      .filter(({ groups }) => groups.some((one) => isOf(organism, one)))
      .filter(({ weak, strong }) => wordOf(results, weak) === 'S' && wordOf(results, strong) === 'R')
      .map(({ weak, strong }): Warning => ({ kind: 'impossible', agents: [weak, strong] })),
    ...rareRows
      .filter(({ of, agent, when }) => isOf(organism, of) && when.includes(wordOf(results, agent) ?? ''))
      .map(({ agent }): Warning => ({ kind: 'rare', agents: [agent] })),
  ];
}

function forced(organism: Known, flags: readonly FlagCode[], result: JudgedResult): JudgedResult {
  const isByFlag = flagRows.some(({ flag, forcesR }) => flags.includes(flag) && forcesR?.includes(result.agent));
  const isByNature = intrinsicOf(organism).has(result.agent);
  if (!(isByFlag || isByNature) || result.measured === undefined || result.interpretation === 'R') return result;
  const { problem: _problem, ...rest } = result;
  return { ...rest, interpretation: 'R', isForced: true };
}

/**
 * What stays on the bench: second-line agents while the first line works, and agents that do not reach the infection. A
 * resistant second-line agent is always told.
 *
 * @source CLSI M100, table 1, cascade reporting (secondary); telling every resistance: our own choice
 */
function visible(organism: Known, site: string, all: readonly JudgedResult[], one: JudgedResult): JudgedResult {
  const isOffSite = siteRows.some((row) => row.site === site && row.agents.includes(one.agent));
  if (isOffSite) return { ...one, hidden: 'site' };
  if (one.interpretation === 'R' || one.interpretation === 'NS') return one;
  const rows = cascadeRows.filter(({ group, agents }) => isOf(organism, group) && agents.includes(one.agent));
  const isOpen = (unless: readonly string[]): boolean =>
    unless.some((agent) => ['I', 'SDD', 'R', 'NS'].includes(wordOf(all, agent) ?? ''));
  return rows.length > 0 && !rows.some(({ unless }) => isOpen(unless)) ? { ...one, hidden: 'cascade' } : one;
}

/**
 * Everything that was typed for one isolate, judged by the standard: interpretations, flags, contradictions, and what is told.
 * Lines without a value are left out.
 *
 * @source CLSI M100 (secondary); the rules one by one where they stand
 */
export function judgeIsolate(
  typed: readonly TypedResult[],
  ground: {
    readonly organism: Known;
    readonly method: Method;
    readonly site: string;
    readonly standard: BreakpointStandard | undefined;
  },
): JudgedIsolate {
  const { organism, method, site } = ground;
  const read = typed.filter((one) => one.typed.trim() !== '').map((one) => judgeOne(one, method, ground));
  const flags = flagsOf(organism, read);
  const told = read.map((one) => forced(organism, flags, one));
  return {
    results: told.map((one) => visible(organism, site, told, one)),
    flags,
    warnings: warningsOf(organism, read),
  };
}

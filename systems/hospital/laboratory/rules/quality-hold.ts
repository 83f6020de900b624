import type { DetectedIssue, Observation } from 'fhir/r4';
import { indicatorCodeOf } from './lab-result.ts';

/** An instrument whose results nobody may verify, for some indicators or for all. */
export interface Hold {
  readonly instrument: string;
  /** empty: everything the instrument measures */
  readonly indicators: readonly string[];
}

/**
 * The hold a DetectedIssue of quality control stands for.
 *
 * @param instruments  system of instrument codes
 * @param indicators   system of indicator codes
 * @returns undefined when it is about no instrument
 * @source TT 01/2013/TT-BYT, internal quality control is mandatory (secondary)
 */
export function holdOf(
  { implicated = [], evidence = [] }: DetectedIssue,
  instruments: string,
  indicators: string,
): Hold | undefined {
  const instrument = implicated.find(({ identifier }) => identifier?.system === instruments)?.identifier?.value;
  if (instrument === undefined) return undefined;
  const codes = evidence.flatMap(({ code = [] }) => code.flatMap(({ coding = [] }) => coding));
  return {
    instrument,
    indicators: codes.filter(({ system }) => system === indicators).flatMap(({ code }) => code ?? []),
  };
}

/**
 * A value typed over a machine's, still known as that machine's: typing it again frees it from no hold.
 *
 * @source none: own choice; whoever measured it elsewhere closes the hold first
 */
export function withMachine(typed: Observation, before: readonly Observation[]): Observation {
  const device = before.find(({ id }) => id === typed.id)?.device;
  return device === undefined ? typed : { ...typed, device };
}

/** Is this result from an instrument that is held for it? @source TT 01/2013/TT-BYT (secondary) */
export function heldBy(result: Observation, holds: readonly Hold[]): boolean {
  const instrument = result.device?.identifier?.value;
  const code = indicatorCodeOf(result);
  if (instrument === undefined || code === undefined) return false;
  return holds.some(
    (hold) => hold.instrument === instrument && (hold.indicators.length === 0 || hold.indicators.includes(code)),
  );
}

import type { Organism } from '../catalogs/organisms.ts';

/** One line of a standard. Concentrations in µg/mL, zones in mm; what is not given is not judged. */
export interface Breakpoint {
  /** organism code or group */
  readonly of: string;
  readonly agent: string;
  /** kind of specimen; empty: any */
  readonly site: string;
  readonly micS?: number;
  readonly micR?: number;
  readonly zoneS?: number;
  readonly zoneR?: number;
  /** what stands between susceptible and resistant */
  readonly between?: 'I' | 'SDD';
}

export interface BreakpointStandard {
  readonly name: string;
  readonly version: string;
  /** first day on which it counts, `yyyy-MM-dd` */
  readonly from: string;
  readonly lines: readonly Breakpoint[];
}

const numberOf = (text: string | undefined): number | undefined => {
  const clean = (text ?? '').trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(clean) ? Number(clean) : undefined;
};

const optional = (name: 'micS' | 'micR' | 'zoneS' | 'zoneR', text: string | undefined) => {
  const value = numberOf(text);
  return value === undefined ? {} : { [name]: value };
};

const isSound = ({ micS, micR, zoneS, zoneR }: Breakpoint): boolean =>
  [micS, micR, zoneS, zoneR].some((value) => value !== undefined) &&
  (micS === undefined || micR === undefined || micS < micR) &&
  (zoneS === undefined || zoneR === undefined || zoneS > zoneR);

/**
 * One line `group;agent;site;MIC S≤;MIC R≥;zone S≥;zone R≤;between`.
 *
 * @returns undefined when it cannot be read, or says that the susceptible are the resistant
 * @source none: own form of a line
 */
export function readBreakpoint(line: string): Breakpoint | undefined {
  const parts = line.split(';').map((part) => part.trim());
  const [of = '', agent = '', site = '', micS, micR, zoneS, zoneR, between = ''] = parts;
  const isNumeric = [micS, micR, zoneS, zoneR].every((text) => (text ?? '') === '' || numberOf(text) !== undefined);
  if (parts.length < 5 || parts.length > 8 || of === '' || agent === '' || !isNumeric) return undefined;
  if (between !== '' && between !== 'I' && between !== 'SDD') return undefined;
  const read: Breakpoint = {
    of,
    agent,
    site,
    ...optional('micS', micS),
    ...optional('micR', micR),
    ...optional('zoneS', zoneS),
    ...optional('zoneR', zoneR),
    ...(between === '' ? {} : { between }),
  };
  return isSound(read) ? read : undefined;
}

/** The same line again. @source none: own form of a line */
export const writeBreakpoint = (one: Breakpoint): string =>
  [one.of, one.agent, one.site, one.micS, one.micR, one.zoneS, one.zoneR, one.between]
    .map((part) => part ?? '')
    .join(';');

/**
 * The standard that counts on a day: the one that began last.
 *
 * @param day  day of the reading in Viet Nam
 * @source none: a later standard never changes what was judged before its first day
 */
export const standardOn = (standards: readonly BreakpointStandard[], day: string): BreakpointStandard | undefined =>
  standards
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .at(-1);

/**
 * The line for an organism, an agent and a specimen: the organism before its group, the specimen before any.
 *
 * @source CLSI M100, instructions: breakpoints by organism group and site of infection (secondary)
 */
export function breakpointFor(
  { lines }: Pick<BreakpointStandard, 'lines'>,
  organism: Pick<Organism, 'code' | 'group'>,
  agent: string,
  site: string,
): Breakpoint | undefined {
  const of = (name: string) => lines.filter((line) => line.agent === agent && line.of === name);
  for (const some of [of(organism.code), of(organism.group)]) {
    const line = some.find((one) => one.site === site) ?? some.find((one) => one.site === '');
    if (line !== undefined) return line;
  }
  return undefined;
}

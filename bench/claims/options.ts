import { parseArgs } from 'node:util';

export interface ClaimOptions {
  /** visits that are built and judged in memory */
  readonly visits: number;
  /** visits that go through the record; 0: none */
  readonly recordVisits: number;
  /** visits of each month at the desk; 0: the desk is not measured */
  readonly deskVisits: number;
  /** months at the desk of which only claims are there */
  readonly deskMonths: number;
  /** month that is judged, `yyyy-MM` */
  readonly month: string;
  readonly report?: string;
}

const MONTH = '2026-11';

/** @throws TypeError for an unknown option; RangeError for a number that is none */
export function readClaimOptions(args: readonly string[]): ClaimOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      visits: text,
      'record-visits': text,
      desk: { type: 'boolean' },
      'desk-visits': text,
      'desk-months': text,
      report: text,
    },
  });
  const number = (name: 'visits' | 'record-visits' | 'desk-visits' | 'desk-months', usual: number): number => {
    const value = Number(values[name] ?? usual);
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} needs a whole number`);
    return value;
  };
  const isDesk = values.desk === true;
  return {
    // the desk is a measurement of its own
    visits: number('visits', isDesk ? 0 : 60_000),
    recordVisits: number('record-visits', isDesk ? 0 : 2_000),
    deskVisits: isDesk ? number('desk-visits', 60_000) : 0,
    deskMonths: number('desk-months', 11),
    month: MONTH,
    ...(values.report === undefined ? {} : { report: values.report }),
  };
}

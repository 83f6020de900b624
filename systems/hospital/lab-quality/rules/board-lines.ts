import { foldVietnamese } from '@lienmach/core';
import type { ControlTarget } from './control-lot.ts';
import type { JudgedPoint } from './control-point.ts';

/** A level of a control material in one line of the board. */
export interface BoardLevel extends Pick<ControlTarget, 'mean' | 'sd' | 'unit' | 'mode'> {
  readonly lot: string;
  readonly level: string;
  readonly expiry: string;
  /** `missing`: not measured within a day */
  readonly state: string;
  readonly z?: number;
  readonly at?: string;
}

/** One indicator on one instrument, with the lots that control it. */
export interface BoardLine {
  readonly instrument: string;
  readonly indicator: string;
  readonly name: string;
  readonly state: string;
  readonly control: readonly BoardLevel[];
}

/** A line before anybody has looked at what was measured. */
export interface BareLine extends Pick<BoardLine, 'instrument' | 'indicator' | 'name'> {
  readonly control: readonly Omit<BoardLevel, 'state' | 'z' | 'at'>[];
}

/** the worst of its levels is what a line says */
const order = ['rejected', 'unit-differs', 'missing', 'no-target', 'pending', 'warning', 'accepted'];

/** One indicator on one instrument. @source none: a key of our own */
export const lineKey = ({ instrument, indicator }: Pick<BoardLine, 'instrument' | 'indicator'>): string =>
  `${instrument}^${indicator}`;

/** What the board is narrowed to. */
export interface BoardQuestion {
  readonly instrument?: string | undefined;
  /** words of the name, or the code, without accents */
  readonly text?: string | undefined;
}

/**
 * The lines that are asked for: what is held first, then by instrument and name.
 *
 * @source none: own order of work
 */
export function askedLines(
  lines: readonly BareLine[],
  held: ReadonlySet<string>,
  { instrument, text = '' }: BoardQuestion,
): BareLine[] {
  const words = foldVietnamese(text).split(/\s+/).filter(Boolean);
  const fits = ({ name, indicator }: BareLine): boolean => {
    const folded = foldVietnamese(`${name} ${indicator}`);
    return words.every((word) => folded.includes(word));
  };
  const isHeld = (line: BareLine): number => Number(held.has(lineKey(line)));
  return lines
    .filter((line) => (instrument === undefined || line.instrument === instrument) && fits(line))
    .toSorted(
      (a, b) => isHeld(b) - isHeld(a) || a.instrument.localeCompare(b.instrument) || a.name.localeCompare(b.name, 'vi'),
    );
}

/**
 * A line with what was measured last on each level; it says the worst of them, lots in parallel left out.
 *
 * @source TT 01/2013/TT-BYT, internal quality control (secondary); the order of states: own choice
 */
export function measuredLine(
  line: BareLine,
  last: (level: BareLine['control'][number]) => JudgedPoint | undefined,
): BoardLine {
  const control = line.control
    .map((level) => {
      const point = last(level);
      return {
        ...level,
        state: point?.state ?? 'missing',
        ...(point?.z === undefined ? {} : { z: point.z }),
        ...(point === undefined ? {} : { at: point.at }),
      };
    })
    .toSorted((a, b) => a.level.localeCompare(b.level) || a.lot.localeCompare(b.lot));
  const own = control.filter(({ mode }) => mode === 'in-use');
  const state = order.find((one) => own.some((level) => level.state === one)) ?? 'missing';
  return { ...line, state, control };
}

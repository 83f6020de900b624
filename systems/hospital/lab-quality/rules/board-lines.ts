import { foldVietnamese } from '@lienmach/core';
import type { Extension, Substance } from 'fhir/r4';
import { type ControlTarget, expiryOf, lotAndLevel, readTarget, targetsInForce } from './control-lot.ts';
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

/** A level before anybody has looked at what was measured. */
export type BareLevel = Omit<BoardLevel, 'state' | 'z' | 'at'>;

/** One indicator on one instrument, with the lots that control it. */
export interface BoardLine {
  readonly instrument: string;
  readonly indicator: string;
  readonly name: string;
  readonly state: string;
  readonly control: readonly BoardLevel[];
}

/** A line before anybody has looked at what it should measure, and at what was measured. */
export interface BareLine extends Pick<BoardLine, 'instrument' | 'indicator' | 'name'> {
  readonly targets: readonly { readonly lot: Substance; readonly written: Extension }[];
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

/** Every pair of instrument and indicator that a lot controls today, by its key. @source none: reads the record */
export function bareLines(lots: readonly Substance[], day: string): ReadonlyMap<string, BareLine> {
  const lines = new Map<string, BareLine & { readonly targets: { lot: Substance; written: Extension }[] }>();
  for (const lot of lots) {
    for (const { written, ...pair } of targetsInForce(lot, day)) {
      const key = lineKey(pair);
      const line = lines.get(key);
      if (line === undefined) lines.set(key, { ...pair, targets: [{ lot, written }] });
      else line.targets.push({ lot, written });
    }
  }
  return lines;
}

/** Those that are asked for, in no order. @source none: own choice */
export function askedLines(
  lines: ReadonlyMap<string, BareLine>,
  { instrument, text = '' }: BoardQuestion,
): ReadonlyMap<string, BareLine> {
  const words = foldVietnamese(text).split(/\s+/).filter(Boolean);
  if (instrument === undefined && words.length === 0) return lines;
  const fits = (line: BareLine): boolean => {
    if (instrument !== undefined && line.instrument !== instrument) return false;
    const folded = words.length === 0 ? '' : foldVietnamese(`${line.name} ${line.indicator}`);
    return words.every((word) => folded.includes(word));
  };
  return new Map([...lines].filter(([, line]) => fits(line)));
}

const { compare } = new Intl.Collator('vi');
const byNames = (a: BareLine, b: BareLine): number =>
  compare(a.instrument, b.instrument) || compare(a.name, b.name) || compare(a.indicator, b.indicator);

/**
 * What is held first, then by instrument and name. Whoever takes a page of it has only those instruments put in order that
 * stand before its end.
 *
 * @source none: own order of work
 */
export function* inOrder(lines: ReadonlyMap<string, BareLine>, held: ReadonlySet<string>): Generator<BareLine> {
  yield* [...held].flatMap((key) => lines.get(key) ?? []).toSorted(byNames);
  const free = [...lines].flatMap(([key, line]) => (held.has(key) ? [] : [line]));
  const machines = Map.groupBy(free, ({ instrument }) => instrument);
  for (const [, some] of [...machines].toSorted(([a], [b]) => compare(a, b))) yield* some.toSorted(byNames);
}

/** What a line should measure. @source none: reads the record */
export const levelsOf = ({ targets }: BareLine): BareLevel[] =>
  targets.map(({ lot, written }) => {
    const { mean, sd, unit, mode } = readTarget(written);
    return { ...lotAndLevel(lot), expiry: expiryOf(lot), mean, sd, unit, mode };
  });

/**
 * A line with what was measured last on each level; it says the worst of them, lots in parallel left out.
 *
 * @source TT 01/2013/TT-BYT, internal quality control (secondary); the order of states: own choice
 */
export function measuredLine(
  { targets: _targets, ...line }: BareLine,
  levels: readonly BareLevel[],
  last: (level: BareLevel) => JudgedPoint | undefined,
): BoardLine {
  const control = levels
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

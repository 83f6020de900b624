import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

export interface ShownControl {
  readonly lot: string;
  readonly level: string;
  readonly expiry: string;
  readonly mean: number;
  readonly sd: number;
  readonly unit: string;
  readonly isParallel: boolean;
  readonly state: string;
  readonly z: number | undefined;
  readonly at: string | undefined;
}

export interface ShownLine {
  readonly id: string;
  readonly instrument: string;
  readonly indicator: string;
  readonly name: string;
  readonly state: string;
  readonly control: readonly ShownControl[];
}

export interface ShownHold {
  readonly id: string;
  readonly reason: string;
  readonly instrument: string;
  readonly indicators: readonly string[];
  readonly names: readonly string[];
  readonly detail: string;
  readonly since: string;
  readonly openedAt: string;
  readonly actions: readonly string[];
}

export interface ShownBoard {
  /** lines that fit, on all pages */
  readonly count: number;
  readonly machines: readonly string[];
  readonly next: string | undefined;
  readonly lines: readonly ShownLine[];
  readonly holds: readonly ShownHold[];
}

/** what an analyzer sent is judged in the background */
const REFRESH = 30_000;
const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

const controlOf = (part: Parameters): ShownControl => ({
  lot: text(part, 'lot'),
  level: text(part, 'level'),
  expiry: text(part, 'expiry'),
  mean: number(part, 'mean'),
  sd: number(part, 'sd'),
  unit: text(part, 'unit'),
  isParallel: text(part, 'mode') === 'parallel',
  state: text(part, 'state'),
  z: valueIn<number>(part, 'z'),
  at: valueIn<string>(part, 'at'),
});

const lineOf = (part: Parameters): ShownLine => ({
  id: `${text(part, 'instrument')}^${text(part, 'indicator')}`,
  instrument: text(part, 'instrument'),
  indicator: text(part, 'indicator'),
  name: text(part, 'name'),
  state: text(part, 'state'),
  control: valuesIn<Parameters>(part, 'control').map(controlOf),
});

const holdOf = (part: Parameters): ShownHold => ({
  id: idIn(part, 'hold'),
  reason: text(part, 'reason'),
  instrument: text(part, 'instrument'),
  indicators: valuesIn<string>(part, 'indicator'),
  names: valuesIn<string>(part, 'name'),
  detail: text(part, 'detail'),
  since: text(part, 'since'),
  openedAt: text(part, 'openedAt'),
  actions: valuesIn<string>(part, 'action'),
});

export const boardKey = recordKey('DetectedIssue', 'quality-board');

/** What the board is narrowed to; empty: not. */
export interface BoardQuestion {
  readonly instrument: string;
  readonly text: string;
}

export const wholeBoard: BoardQuestion = { instrument: '', text: '' };
export const PAGE = 100;
/** one instrument has no more indicators */
const WHOLE = 500;

/** A page of what is under control, and what is held back; fresh with every hold and twice a minute. */
export function useQualityBoard({ instrument, text: typed }: BoardQuestion, cursor?: string, isWhole = false) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...boardKey, instrument, typed, cursor, isWhole],
    queryFn: async (): Promise<ShownBoard> => {
      const answer = await operation<Parameters>('$quality-board', 'DetectedIssue', {
        limit: isWhole ? WHOLE : PAGE,
        ...(instrument === '' ? {} : { instrument }),
        ...(typed === '' ? {} : { text: typed }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      return {
        count: number(answer, 'count'),
        machines: valuesIn<string>(answer, 'machine'),
        next: valueIn<string>(answer, 'next'),
        lines: valuesIn<Parameters>(answer, 'line').map(lineOf),
        holds: valuesIn<Parameters>(answer, 'hold').map(holdOf),
      };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

export interface ShownPoint {
  readonly id: string;
  readonly lot: string;
  readonly level: string;
  readonly at: string;
  readonly value: number;
  readonly state: string;
  readonly rules: readonly string[];
  readonly isParallel: boolean;
  readonly z: number | undefined;
  readonly by: string;
}

export const figureNames = ['count', 'rejected', 'mean', 'sd', 'cv', 'bias', 'totalError', 'sigma'] as const;
export type ShownFigures = Readonly<Record<(typeof figureNames)[number], number | undefined>>;

export interface ShownSeries {
  readonly substance: string;
  readonly lot: string;
  readonly level: string;
  readonly material: string;
  readonly expiry: string;
  readonly mean: number;
  readonly sd: number;
  readonly unit: string;
  readonly isParallel: boolean;
  readonly figures: ShownFigures | undefined;
}

export interface ShownChart {
  readonly name: string;
  readonly series: readonly ShownSeries[];
  readonly points: readonly ShownPoint[];
}

function figuresOf(part: Parameters | undefined): ShownFigures | undefined {
  if (part === undefined) return undefined;
  const entries = figureNames.map((name) => [name, valueIn<number>(part, name)] as const);
  return Object.fromEntries(entries) as ShownFigures;
}

const seriesOf = (part: Parameters): ShownSeries => ({
  substance: idIn(part, 'substance'),
  lot: text(part, 'lot'),
  level: text(part, 'level'),
  material: text(part, 'material'),
  expiry: text(part, 'expiry'),
  mean: number(part, 'mean'),
  sd: number(part, 'sd'),
  unit: text(part, 'unit'),
  isParallel: text(part, 'mode') === 'parallel',
  figures: figuresOf(valueIn<Parameters>(part, 'statistics')),
});

const pointOf = (part: Parameters): ShownPoint => ({
  id: idIn(part, 'point'),
  lot: text(part, 'lot'),
  level: text(part, 'level'),
  at: text(part, 'at'),
  value: number(part, 'value'),
  state: text(part, 'state'),
  rules: valuesIn<string>(part, 'rule'),
  isParallel: valueIn<boolean>(part, 'parallel') ?? false,
  z: valueIn<number>(part, 'z'),
  by: text(part, 'by'),
});

export const chartKey = recordKey('DetectedIssue', 'control-chart');

/** What one indicator measured on one instrument. */
export function useControlChart(instrument: string, indicator: string, days: number) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...chartKey, instrument, indicator, days],
    enabled: instrument !== '' && indicator !== '',
    queryFn: async (): Promise<ShownChart> => {
      const input = { instrument, indicator: { valueCode: indicator }, days };
      const answer = await operation<Parameters>('$control-chart', 'Observation', input);
      return {
        name: text(answer, 'name'),
        series: valuesIn<Parameters>(answer, 'series').map(seriesOf),
        points: valuesIn<Parameters>(answer, 'point').map(pointOf),
      };
    },
    refetchInterval: REFRESH,
  });
}

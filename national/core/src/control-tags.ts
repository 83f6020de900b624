import { codeSystems } from './canonical.ts';

/** What one level of a control material is measured for. */
export interface ControlKey {
  readonly instrument: string;
  readonly indicator: string;
  readonly lot: string;
  readonly level: string;
}

const codeOf = (parts: readonly string[]): string => parts.map(encodeURIComponent).join('^');

/**
 * The tag of the newest control point of an instrument, indicator, lot and level: a board finds one point of each, however
 * many a day has. Letters that mean something in a search, and spaces, are written as in an address.
 */
export const newestControlTag = ({ instrument, indicator, lot, level }: ControlKey) => ({
  system: codeSystems.controlNewest,
  code: codeOf([instrument, indicator, lot, level]),
});

/** The tag of every control point of an instrument and indicator: its chart and its history are one range of an index. */
export const controlLineTag = ({ instrument, indicator }: Pick<ControlKey, 'instrument' | 'indicator'>) => ({
  system: codeSystems.controlLine,
  code: codeOf([instrument, indicator]),
});

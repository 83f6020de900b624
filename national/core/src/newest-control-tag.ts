import { codeSystems } from './canonical.ts';

/** What one level of a control material is measured for. */
export interface ControlKey {
  readonly instrument: string;
  readonly indicator: string;
  readonly lot: string;
  readonly level: string;
}

/**
 * The tag of the newest control point of an instrument, indicator, lot and level: a board finds one point of each, however
 * many a day has. Letters that mean something in a search, and spaces, are written as in an address.
 */
export const newestControlTag = ({ instrument, indicator, lot, level }: ControlKey) => ({
  system: codeSystems.controlNewest,
  code: [instrument, indicator, lot, level].map(encodeURIComponent).join('^'),
});

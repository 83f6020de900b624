import { codeSystems } from '@lienmach/core';
import { errors } from '../errors.ts';
import { boardTag, type ClaimState, claimStates } from './stored-claim.ts';

/** @throws claims.badMonth @source none: shape of an input */
export function readMonth(month: string): string {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) {
    throw errors.badMonth({ at: "Parameters.parameter.where(name='month')", value: month.slice(0, 20) });
  }
  return month;
}

/** @throws claims.badState @source none: shape of an input */
export function readState(state: string): ClaimState {
  const known = claimStates.find((one) => one === state);
  if (known === undefined) {
    throw errors.badState({ at: "Parameters.parameter.where(name='state')", detail: state.slice(0, 20) });
  }
  return known;
}

/** The criterion that finds the claims of a month in these states. @source none: our own tags */
export const inStates = (month: string, states: readonly ClaimState[]): string =>
  `_tag=${states.map((state) => `${codeSystems.claimBoard}|${boardTag(month, state).code}`).join(',')}`;

/** Where a list by đồng goes on: an order of magnitude of the đồng at risk, and the store's own cursor within it. */
export interface ListPlace {
  readonly magnitude: number;
  readonly cursor?: string;
}

export const listStart: ListPlace = { magnitude: 9 };

/** @source none: our own cursor */
export const cursorOf = ({ magnitude, cursor = '' }: ListPlace): string => `${magnitude}.${cursor}`;

/** @throws claims.badCursor @source none: our own cursor */
export function readCursor(text: string): ListPlace {
  const [, magnitude, cursor] = /^(\d)\.(.*)$/s.exec(text) ?? [];
  if (magnitude === undefined) throw errors.badCursor({ at: "Parameters.parameter.where(name='cursor')" });
  return { magnitude: Number(magnitude), ...(cursor === undefined || cursor === '' ? {} : { cursor }) };
}

/** The criterion of one order of magnitude. @source none: our own tags */
export const ofMagnitude = (magnitude: number): string => `_tag=${codeSystems.claimRisk}|${magnitude}`;

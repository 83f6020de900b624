import { identifierSystems, identifierValue, parseInstant } from '@lienmach/core';
import type { Encounter } from 'fhir/r4';

export type CashierState = 'due' | 'refund' | 'settled' | 'unclear';

/** What the window has to do for a visit. @param due  whole đồng @source none: our own choice */
export const cashierState = (due: bigint): CashierState => (due > 0n ? 'due' : due < 0n ? 'refund' : 'settled');

/** Number of the visit in its queue: `noi-1-20260302-007` is 7. @source none: form of our own number */
export function ticketOf(encounter: Encounter): number | undefined {
  const number = /-(\d+)$/.exec(identifierValue(encounter, identifierSystems.queueNumber) ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

interface Line {
  readonly state: CashierState;
  readonly finished: boolean;
  readonly since?: string;
}

const groups: Readonly<Record<CashierState, number>> = { due: 0, refund: 1, unclear: 2, settled: 3 };
const timeOf = ({ since }: Line): number => (since === undefined ? 0 : parseInstant(since).getTime());

/** Who can leave once they have paid comes first, then the oldest visit. @source none: own choice */
export const byUrgencyToPay = (a: Line, b: Line): number =>
  groups[a.state] - groups[b.state] || Number(b.finished) - Number(a.finished) || timeOf(a) - timeOf(b);

import type { AccessEntry } from './access-entry.ts';

/** Somebody was in the record for a while: lines of the log that belong together. */
export interface AccessVisit {
  readonly key: string;
  readonly who: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: number;
  readonly refused: boolean;
  /** what was done, in the order of {@link deeds} */
  readonly deeds: readonly Deed[];
  readonly kinds: readonly string[];
  readonly purpose?: string;
}

export const deeds = ['open', 'read', 'write', 'print', 'sign', 'other'] as const;
export type Deed = (typeof deeds)[number];

const GAP = 15 * 60_000;

/** @source none: words for the interactions of FHIR R4 and for our own verbs */
export function deedOf({ activity, action }: Pick<AccessEntry, 'activity' | 'action'>): Deed {
  const verb = activity.split('$')[1];
  if (verb === 'chart' || verb === 'everything') return 'open';
  if (verb?.startsWith('print')) return 'print';
  if (verb?.startsWith('sign')) return 'sign';
  if (verb !== undefined) return verb === 'verify-signature' || verb === 'access-log' ? 'read' : 'other';
  if (action === 'R') return 'read';
  return action === 'E' ? 'other' : 'write';
}

const joins = (visit: AccessVisit, entry: AccessEntry): boolean =>
  visit.who === entry.who &&
  visit.refused === entry.refused &&
  visit.purpose === entry.purpose &&
  Date.parse(visit.from) - Date.parse(entry.at) <= GAP;

/**
 * Lines of the log, newest first, as visits to the record: the same person again within a quarter of an hour is one visit.
 * A refused attempt never hides among allowed ones.
 *
 * @source none: how a long log is told to a person
 */
export function accessVisits(entries: readonly AccessEntry[]): AccessVisit[] {
  const visits: AccessVisit[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = visits.findLastIndex((one) => joins(one, entry));
    const known = visits[at];
    const done = new Set([...(known?.deeds ?? []), deedOf(entry)]);
    const visit: AccessVisit = {
      key: known?.key ?? `${entry.at} ${index}`,
      who: entry.who,
      name: entry.name,
      from: entry.at,
      to: known?.to ?? entry.at,
      lines: (known?.lines ?? 0) + 1,
      refused: entry.refused,
      deeds: deeds.filter((deed) => done.has(deed)),
      kinds: [...new Set([...(known?.kinds ?? []), ...entry.kind])].toSorted(),
      ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    };
    if (known === undefined) visits.push(visit);
    else visits[at] = visit;
  }
  return visits;
}

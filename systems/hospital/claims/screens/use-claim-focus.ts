import type { Claim } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type FindingPlace, placeOfFinding } from '../rules/finding-place.ts';
import { findingsOf, monthOf } from '../rules/stored-claim.ts';
import { byMoney } from './finding-list.tsx';
import type { OpenRow } from './table-view.tsx';
import type { OpenClaim } from './use-claim.ts';

/** What can be seen of a claim beside its findings. */
export const views = ['tables', 'xml', 'compare', 'history'] as const;
export type View = (typeof views)[number];

export const viewKeys: Readonly<Record<View, string>> = {
  tables: 'Alt+B',
  xml: 'Alt+X',
  compare: 'Alt+S',
  history: 'Alt+L',
};

/** Back to the list where it was, and on to the next claim of it. */
export function useWay(id: string, claim: Claim | undefined) {
  const navigate = useNavigate();
  const { state } = useLocation();
  const from: { readonly list?: readonly string[]; readonly month?: string; readonly state?: string } = state ?? {};
  const list = from.list ?? [];
  const next = list[list.indexOf(id) + 1];
  return {
    next: next === undefined ? undefined : () => void navigate(`/claims/desk/${next}`, { state }),
    back: () => {
      const month = from.month ?? (claim === undefined ? undefined : monthOf(claim));
      const query = month === undefined ? '' : `?${new URLSearchParams({ month, state: from.state ?? 'blocked' })}`;
      void navigate(`/claims/desk${query}`, { state: { selected: id } });
    },
  };
}

export type Way = ReturnType<typeof useWay>;

/** The finding that is looked at, and the row of the tables it brings with it. */
export function useFocus(desk: OpenClaim) {
  const findings = desk.claim === undefined ? [] : byMoney(findingsOf(desk.claim));
  const [chosen, setChosen] = useState(0);
  const [view, setView] = useState<View>('tables');
  const [open, setOpen] = useState<OpenRow>({ table: 'XML3', row: 1 });
  const [jump, setJump] = useState(0);
  const [showsEmpty, setShowsEmpty] = useState(false);
  const finding = findings[chosen];
  const target: FindingPlace | undefined = finding === undefined ? undefined : placeOfFinding(finding.at);
  useEffect(() => {
    if (jump === 0) return;
    const field = document.getElementById('claim-target');
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }, [jump]);
  const choose = (at: number): void => {
    const next = findings[at];
    if (next === undefined) return;
    const place = placeOfFinding(next.at);
    setChosen(at);
    setView('tables');
    if (place.table !== '' && place.table !== 'XML1') setOpen({ table: place.table, row: place.row ?? 1 });
    setJump(jump + 1);
  };
  return { findings, finding, chosen, target, choose, view, setView, open, setOpen, showsEmpty, setShowsEmpty };
}

export type Focus = ReturnType<typeof useFocus>;

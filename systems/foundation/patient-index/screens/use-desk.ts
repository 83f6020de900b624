import {
  nameOf,
  type RecordClient,
  recordKey,
  type ScanAnswer,
  useRecord,
  useScan,
  useTexts,
  useVerb,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters, Patient } from 'fhir/r4';
import { useEffect, useState } from 'react';
import type { PairLine } from './pair-line.ts';
import type { TabId } from './pair-list.tsx';
import { texts } from './texts.ts';
import { useComparison } from './use-comparison.ts';
import { useDecision } from './use-decision.ts';
import { useLists } from './use-lists.ts';

/** after the next picture, so that the keys go on where the eyes are */
const focusList = (): void => {
  requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLElement>('.md-list .grid')?.focus()));
};

async function identified(operation: RecordClient['operation'], text: string): Promise<Patient | undefined> {
  const answer = await operation<Parameters>('$identify', 'Patient', { scan: [text] }).catch(() => undefined);
  const [first] = answer === undefined ? [] : valuesIn<Parameters>(answer, 'candidate');
  return first && valueIn<Patient>(first, 'patient');
}

/** Somebody at the counter: the record of the card, or of the name that was chosen in the box. */
function useLookFor(onFound: (patient: Patient) => void): void {
  const t = useTexts(texts);
  const { operation } = useRecord();
  useScan(['patient', 'identity-card', 'insurance-card', 'code'], async (scan): Promise<ScanAnswer> => {
    const found = scan.patient ?? (await identified(operation, scan.text));
    if (found === undefined) return t.notFound;
    onFound(found);
    return nameOf(found.name);
  });
}

/** The desk as a whole: lists, the pair in front, what is decided about it. */
export function useDesk() {
  const queries = useQueryClient();
  const lists = useLists();
  const { tab, lines, register } = lists;
  const [selected, setSelected] = useState<string>();
  const [isSwapped, setSwapped] = useState(false);
  const line = lines?.find(({ key }) => key === selected);
  const isMerged = tab === 'merged';
  const verb = useVerb();
  const comparison = useComparison(line, { isSwapped, isMerged, isBusy: verb.isBusy });
  const decision = useDecision(verb, comparison.data, () => {
    if (selected !== undefined) register.drop(selected);
    setSelected(undefined);
    setSwapped(false);
    for (const type of ['Task', 'Patient'] as const) void queries.invalidateQueries({ queryKey: recordKey(type) });
    focusList();
  });
  const choose = (next: PairLine | undefined): void => {
    setSelected(next?.key);
    setSwapped(false);
    decision.clear();
  };
  const goTo = (next: TabId): void => {
    lists.setTab(next);
    choose(undefined);
  };
  const isRead = lines !== undefined;
  useEffect(() => {
    if (isRead) focusList();
  }, [isRead]);
  useLookFor((patient) => {
    goTo('register');
    void register.lookFor(patient).then(focusList);
  });
  return {
    ...{ lists, line, selected, isMerged, comparison, decision, choose, goTo },
    keep: (id: string) => setSwapped(id !== line?.kept.id),
    swap: () => setSwapped((now) => !now),
  };
}

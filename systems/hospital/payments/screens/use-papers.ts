import { nameOf, useSearch, useSession, useTexts } from '@lienmach/ui';
import type { Patient, Task } from 'fhir/r4';
import { type Paper, paperOf, visitOfInvoice } from './papers.ts';
import { texts } from './texts.ts';
import { useShift } from './use-shift.ts';

export interface ListedPaper extends Paper {
  readonly person: string;
  readonly encounter: string;
  readonly state: string;
}

const startOfDay = (): string => {
  const now = new Date();
  now.setHours(0, 0, 0, 0);
  return now.toISOString();
};

const CANCEL = 'cancel-receipt';
const UNMATCHED = 'bank-unmatched';
const isKind = ({ code }: Task, kind: string): boolean => code?.coding?.some((coding) => coding.code === kind) ?? false;

export const isCancelTask = (task: Task): boolean => isKind(task, CANCEL);

/** What waits for a cashier: requests to cancel, and money that fits nothing. */
export function useCashierTasks(): readonly Task[] {
  const { data } = useSearch('Task', { status: 'requested', _sort: '-_lastUpdated', _count: 200 });
  return (data?.items ?? []).filter((task) => isKind(task, CANCEL) || isKind(task, UNMATCHED));
}

/** Papers of my open shift, or of today when none is open; newest first. */
export function usePapers(tasks: readonly Task[]) {
  const t = useTexts(texts);
  const { who } = useSession();
  const shift = useShift().data;
  const since = shift?.shift?.period?.start ?? startOfDay().slice(0, 10);
  const query = { participant: who, date: `ge${since}`, _include: 'Invoice:subject', _count: 200 };
  const found = useSearch('Invoice', shift === undefined ? undefined : query);
  const people = new Map(
    (found.data?.included ?? [])
      .filter((one): one is Patient => one.resourceType === 'Patient')
      .map((one) => [one.id, nameOf(one.name)]),
  );
  const asked = new Set(tasks.filter(isCancelTask).map(({ focus }) => focus?.reference));
  const stateOf = ({ id, isCancelled }: Paper): string => {
    if (isCancelled) return t.cancelled;
    return asked.has(`Invoice/${id}`) ? t.papers.waiting : t.papers.valid;
  };
  const papers = (found.data?.items ?? [])
    .flatMap((invoice): ListedPaper[] => {
      const paper = paperOf(invoice);
      if (paper === undefined) return [];
      const person = people.get(paper.patient) ?? '';
      return [{ ...paper, person, encounter: visitOfInvoice(invoice) ?? '', state: stateOf(paper) }];
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return { ...found, papers, isShift: shift?.shift !== undefined };
}

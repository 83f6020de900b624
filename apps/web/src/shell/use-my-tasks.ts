import { type Screen, useSearch, useSession } from '@lienmach/ui';
import type { Task } from 'fhir/r4';

export interface MyTask {
  readonly task: Task;
  /** address where it is done */
  readonly path: string | undefined;
}

/** the queue of a room is a list of its own, not a pile of tasks */
const QUEUE = 'waiting-for-exam';
const urgency: Readonly<Record<string, number>> = { stat: 0, asap: 1, urgent: 2, routine: 3 };

const dueOf = (task: Task): string => task.restriction?.period?.end ?? '9999';
const rankOf = (task: Task): number => urgency[task.priority ?? 'routine'] ?? 3;

/** One inbox for all rooms: mine, or of a kind that one of my screens handles; urgent first, then what is due first. */
export function useMyTasks(screens: readonly Screen[]): readonly MyTask[] {
  const { who, hasRole } = useSession();
  const query = { status: 'requested,received,accepted,ready,in-progress', _sort: '-_lastUpdated', _count: 100 };
  const { data } = useSearch('Task', hasRole('administrator', 'integrator') ? undefined : query);
  return (data?.items ?? [])
    .filter((task) => !task.code?.coding?.some((coding) => coding.code === QUEUE))
    .map((task) => ({ task, path: screens.map((screen) => screen.opensTask?.(task)).find((one) => one !== undefined) }))
    .filter(({ task, path }) => path !== undefined || task.owner?.reference === who)
    .sort((a, b) => rankOf(a.task) - rankOf(b.task) || dueOf(a.task).localeCompare(dueOf(b.task)));
}

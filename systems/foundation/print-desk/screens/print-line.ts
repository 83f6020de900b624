import type { PaperToPrint } from '@lienmach/ui';
import type { Task } from 'fhir/r4';
import { inputOf } from '../rules/print-job.ts';

export type PrintState = 'printed' | 'failed' | 'waiting';

/** One printing as the list shows it. */
export interface PrintLine {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly patient: string;
  readonly copy: number;
  readonly printer: string;
  readonly state: PrintState;
  readonly reason: string;
  readonly paper: PaperToPrint;
  /** the paper it is a printing of: a later printing of it takes its place */
  readonly group: string;
}

const states: Readonly<Record<string, PrintState>> = { completed: 'printed', failed: 'failed' };

function lineOf(task: Task): PrintLine {
  const code = inputOf(task, 'code');
  return {
    id: task.id ?? '',
    at: task.authoredOn ?? '',
    title: task.description ?? '',
    patient: task.for?.display ?? '',
    copy: Number(inputOf(task, 'copy') ?? 1),
    printer: task.businessStatus?.text ?? '',
    state: states[task.status] ?? 'waiting',
    reason: task.statusReason?.text ?? '',
    paper: {
      form: inputOf(task, 'form') ?? '',
      at: inputOf(task, 'at') ?? '',
      ...(code === undefined ? {} : { code }),
    },
    group: task.groupIdentifier?.value ?? '',
  };
}

/** Prints of this room, or of this person elsewhere, the newest first. */
export function linesOf(tasks: readonly Task[], room: string | undefined, who: string): readonly PrintLine[] {
  return tasks
    .filter((task) => task.requester?.reference === who || task.location?.identifier?.value === room)
    .map(lineOf)
    .sort((a, b) => b.at.localeCompare(a.at) || b.copy - a.copy);
}

/** What has not come out: the last printing of a paper did not, whatever became of those before. */
export function stuckIn(lines: readonly PrintLine[]): readonly PrintLine[] {
  const seen = new Set<string>();
  return lines.filter(({ group, state }) => {
    if (seen.has(group)) return false;
    seen.add(group);
    return state !== 'printed';
  });
}

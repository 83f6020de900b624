import { codeSystems, extensions } from '@lienmach/core';
import { type Found, valueIn, valuesIn } from '@lienmach/ui';
import type { Bundle, FhirResource, Parameters, Patient, Task } from 'fhir/r4';

/** Two records of a list; `kept` is only a proposal until somebody merges. */
export interface PairLine {
  readonly key: string;
  readonly kept: Patient;
  readonly other: Patient;
  /** `certain`, `probable`, `possible`; absent: nobody compared them yet */
  readonly grade?: string | undefined;
  /** somebody asked for the merge, or did it */
  readonly task?: Task | undefined;
  readonly at: string;
}

const kindOf = ({ code }: Task): string | undefined =>
  code?.coding?.find(({ system }) => system === codeSystems.taskKind)?.code;

/** A merge that waits for a second person. */
export const isAsked = (task: Task | undefined): boolean =>
  task !== undefined && task.status === 'requested' && kindOf(task) === 'merge-records';

/** Pairs that tasks are about; a record that is not there for this person leaves its pair out. */
export function linesOf({ items, included }: Found<Task>): PairLine[] {
  const patients = new Map(included.filter(isPatient).map((one) => [`Patient/${one.id}`, one]));
  return items.flatMap((task): PairLine[] => {
    const kept = patients.get(task.for?.reference ?? '');
    const other = patients.get(task.focus?.reference ?? '');
    if (kept === undefined || other === undefined) return [];
    const grade = task.businessStatus?.coding?.[0]?.code;
    const at = task.executionPeriod?.start ?? task.authoredOn ?? '';
    return [{ key: task.id ?? '', kept, other, grade, task, at }];
  });
}

const isPatient = (resource: FhirResource): resource is Patient => resource.resourceType === 'Patient';

/** What a page of `$duplicates` found: the record that was there before is proposed to be kept. */
export const pairsOf = (answer: Parameters): PairLine[] =>
  valuesIn<Parameters>(answer, 'pair').flatMap((part): PairLine[] => {
    const [newer, older] = [valueIn<Patient>(part, 'patient'), valueIn<Patient>(part, 'other')];
    if (newer === undefined || older === undefined) return [];
    const grade = valueIn<string>(part, 'grade');
    return [{ key: `${newer.id} ${older.id}`, kept: older, other: newer, grade, at: newer.meta?.lastUpdated ?? '' }];
  });

/** A person and everybody whom `$match` found to be like them. */
export const matchesOf = (patient: Patient, { entry = [] }: Bundle<Patient>): PairLine[] =>
  entry.flatMap(({ resource, search }): PairLine[] => {
    if (resource === undefined || resource.id === patient.id) return [];
    const grade = search?.extension?.find(({ url }) => url === extensions.matchGrade)?.valueCode;
    const at = resource.meta?.lastUpdated ?? '';
    return [{ key: `${patient.id} ${resource.id}`, kept: patient, other: resource, grade, at }];
  });

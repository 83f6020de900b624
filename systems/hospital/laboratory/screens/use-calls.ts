import { codeSystems } from '@lienmach/core';
import { useSearch } from '@lienmach/ui';
import type { Task } from 'fhir/r4';
import { CRITICAL_CALL } from '../rules/call-task.ts';

const KIND = `${codeSystems.taskKind}|${CRITICAL_CALL}`;

/** Critical values that nobody was told about yet. */
export function useOpenCalls(): readonly Task[] {
  return useSearch('Task', { code: KIND, status: 'requested', _count: 100 }).data?.items ?? [];
}

/** Critical calls about one patient, open and told, the newest first. */
export function usePatientCalls(patient: string): readonly Task[] {
  const query = patient === '' ? undefined : { code: KIND, patient: `Patient/${patient}`, _count: 20 };
  const items = useSearch('Task', query).data?.items ?? [];
  return items.toSorted((a, b) => (b.authoredOn ?? '').localeCompare(a.authoredOn ?? ''));
}

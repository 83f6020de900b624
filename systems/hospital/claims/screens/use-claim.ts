import { recordKey, useRead, useRecord, useSearch, useSession, useVerb, valueIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Binary, Claim, Parameters, Task } from 'fhir/r4';
import { stateOf } from '../rules/stored-claim.ts';
import { readTables } from './read-tables.ts';

const isKind = ({ code }: Task, kind: string): boolean => code?.coding?.some((coding) => coding.code === kind) ?? false;

export const visitOf = (claim: Claim | undefined): string | undefined =>
  claim?.item?.[0]?.encounter?.[0]?.reference?.split('/')[1];

export const claimIdOf = (claim: Claim | undefined): string => claim?.identifier?.[0]?.value ?? '';

/** Id of the Binary that was sent with this Task. */
const sentFileOf = (task: Task): string | undefined =>
  task.input
    ?.map(({ valueReference, valueAttachment }) => valueReference?.reference ?? valueAttachment?.url)
    .find((reference) => reference?.startsWith('Binary/'))
    ?.split('/')[1];

/** One time that the claim was sent. */
export interface Sending {
  readonly task: Task;
  /** the file as it was sent */
  readonly file: string;
}

/** Everything that happened to a claim: closed, opened, sent, answered. */
export function useHistory(id: string) {
  const tasks = useSearch('Task', { focus: `Claim/${id}`, _sort: '-_lastUpdated', _count: 100 });
  const answers = useSearch('ClaimResponse', { request: `Claim/${id}`, _sort: '-_lastUpdated', _count: 100 });
  const all = tasks.data?.items ?? [];
  const sendings = all.flatMap((task): Sending[] => {
    const file = isKind(task, 'claim-sending') ? sentFileOf(task) : undefined;
    return file === undefined ? [] : [{ task, file }];
  });
  const request = all.find((task) => isKind(task, 'claim-unlock') && task.status === 'requested');
  return {
    tasks: all,
    answers: answers.data?.items ?? [],
    sendings,
    /** waits for a second person */
    request,
    isLoading: tasks.data === undefined || answers.data === undefined,
    error: tasks.error ?? answers.error,
    refetch: () => Promise.all([tasks.refetch(), answers.refetch()]),
  };
}

/** The claim as the record would make it now: its tables, read from the unsigned envelope. */
export function useTables(claim: Claim | undefined) {
  const { operation } = useRecord();
  const visit = visitOf(claim);
  return useQuery({
    queryKey: recordKey('Claim', 'tables', claim?.id, claim?.meta?.versionId),
    enabled: visit !== undefined,
    queryFn: async () => {
      const answer = await operation<Parameters>('$bhyt-claim', `Encounter/${visit}`);
      return readTables(valueIn<Binary>(answer, 'xml')?.data ?? '', claimIdOf(claim)) ?? null;
    },
  });
}

/** The tables of a file that was sent; it never changes. */
export function useSentTables(file: string | undefined, claimId: string) {
  const { read } = useRecord();
  return useQuery({
    queryKey: recordKey('Binary', 'tables', file),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => readTables((await read('Binary', file ?? '')).data ?? '', claimId) ?? null,
  });
}

/** One claim with its verbs. */
export function useClaim(id: string) {
  const claim = useRead('Claim', id);
  const history = useHistory(id);
  const verb = useVerb(recordKey('Claim'), recordKey('Task'));
  const { who } = useSession();
  const visit = visitOf(claim.data);
  return {
    ...claim,
    claim: claim.data,
    state: claim.data === undefined ? undefined : stateOf(claim.data),
    history,
    verb,
    visit,
    isOwnRequest: history.request?.requester?.reference === who,
    prepare: () => verb.run('$prepare-claim', `Encounter/${visit}`),
    lock: (reason: string) => verb.run('$lock-claim', `Claim/${id}`, reason.trim() === '' ? {} : { reason }),
    unlock: (reason: string) => verb.run('$unlock-claim', `Claim/${id}`, { reason }),
    decide: (approve: boolean) => verb.run('$decide-unlock', `Task/${history.request?.id}`, { approve }),
  };
}

export type OpenClaim = ReturnType<typeof useClaim>;

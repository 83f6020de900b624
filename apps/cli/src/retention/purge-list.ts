import { approversOf, extensions, holdsVisit, isDestructionList, toVnIso, visitOfEntry } from '@lienmach/core';
import { destroyedAmong, destroyResources, type FhirStore, type Sql, type VisitFile } from '@lienmach/fhir-store';
import { purgeTraces } from '@lienmach/jobs';
import { isFhirError } from '@lienmach/outcome';
import type { List, ListEntry } from 'fhir/r4';
import { errors } from './errors.ts';
import { fileDigest } from './file-digest.ts';
import { retentionCaller, standingHolds, standingOfVisits } from './find-files.ts';
import { type Minutes, minutesOf } from './minutes.ts';
import type { FileStanding } from './standing-of-file.ts';

export interface PurgeOrder {
  /** id of the List */
  readonly list: string;
  /** number and date of the director's decision */
  readonly decision: string;
  /** who carries it out */
  readonly by: string;
}

interface PurgeOptions {
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
}

const APPROVERS = 2;

/**
 * Destroys the files of an approved list, one file in one transaction, while the site runs. Before the first is touched every
 * file is looked at again: it must be word for word what was approved, past its time, held by nobody and pointed at by nothing
 * that stays. Stopped at any point, the same call goes on where it stood. The list is closed by `closeList`.
 */
export async function purgeList(
  sql: Sql,
  store: FhirStore,
  order: PurgeOrder,
  { now, onProgress }: PurgeOptions,
): Promise<Minutes> {
  const { decision, by } = order;
  if (decision.trim().length < 5 || by.trim() === '') throw errors.whoAndWhy({ at: 'decision' });
  const list = await approvedList(store, order);
  const visits = (list.entry ?? []).flatMap((entry) => visitOfEntry(entry) ?? []);
  const gone = await destroyedAmong(
    sql,
    visits.map((id) => `Encounter/${id}`),
  );
  const left = visits.filter((id) => !gone.has(`Encounter/${id}`));
  const standings = await lookAgain(sql, store, list, left, now(), gone.size);
  let done = gone.size;
  for (const standing of standings) {
    await destroyFile(sql, store, order, standing, now(), done);
    done += 1;
    onProgress?.(done, visits.length);
  }
  await purgeTraces(sql);
  return minutesOf(list, order, now());
}

/** @throws retention.unknownList, retention.finished, retention.notApproved */
async function approvedList(store: FhirStore, { list: id, by }: PurgeOrder): Promise<List> {
  const stored = await store.read(retentionCaller(by), 'List', id).catch((thrown: unknown) => {
    if (isFhirError(thrown) && thrown.status < 500) throw errors.unknownList({ detail: id.slice(0, 64) });
    throw thrown;
  });
  const list = JSON.parse(stored.text) as List; // written by way of the validator
  if (!isDestructionList(list)) throw errors.unknownList({ detail: id });
  if (list.status !== 'current') throw errors.finished({ detail: id });
  const count = approversOf(list).length;
  if (count < APPROVERS) throw errors.notApproved({ count });
  return list;
}

async function lookAgain(
  sql: Sql,
  store: FhirStore,
  list: List,
  ids: readonly string[],
  now: Date,
  done: number,
): Promise<FileStanding[]> {
  const standings = await standingOfVisits(sql, store, ids, now);
  const known = new Map(standings.map((standing) => [standing.encounter?.id, standing]));
  const digests = new Map((list.entry ?? []).map((entry) => [visitOfEntry(entry), digestOf(entry)]));
  return ids.map((id) => {
    const standing = known.get(id);
    if (standing === undefined) throw errors.mustStay({ visit: id, why: 'không còn trong hồ sơ', done });
    const why = standing.kept ?? changeOf(standing.file, digests.get(id));
    if (why !== undefined) throw errors.mustStay({ visit: id, why, done });
    return standing;
  });
}

const digestOf = ({ extension = [] }: ListEntry) =>
  extension.find(({ url }) => url === extensions.fileDigest)?.valueString;

const changeOf = ({ members }: VisitFile, digest: string | undefined): string | undefined =>
  fileDigest(members) === digest ? undefined : 'hồ sơ đã thay đổi sau khi lập danh mục';

/** The hold is asked for once more when the file is locked: one that was set a moment ago still counts. */
async function destroyFile(
  sql: Sql,
  store: FhirStore,
  { decision, by }: PurgeOrder,
  { file, encounter }: FileStanding,
  now: Date,
  done: number,
): Promise<void> {
  const { agent } = retentionCaller(by);
  const visit = { id: encounter?.id ?? '', patient: encounter?.subject?.reference };
  await destroyResources(sql, file.members, {
    agent: { ...agent, purpose: `Tiêu hủy theo ${decision}` },
    activity: 'retention-destroy',
    now,
    async mayGo() {
      const hold = (await standingHolds(store)).find((one) => holdsVisit(one, visit));
      if (hold !== undefined)
        throw errors.mustStay({ visit: visit.id, why: `đang giữ theo yêu cầu (List/${hold.id})`, done });
    },
  });
}

/** The list ends with the decision in it, after the minutes are safe. */
export async function closeList(store: FhirStore, order: PurgeOrder, now: Date): Promise<void> {
  const list = await approvedList(store, order);
  const text = `Đã tiêu hủy theo ${order.decision}; người thực hiện: ${order.by}.`;
  const note = [...(list.note ?? []), { time: toVnIso(now), authorString: order.by, text }];
  await store.update(retentionCaller(order.by), { ...list, status: 'retired', note });
}

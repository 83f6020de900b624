import { codeSystems, DESTRUCTION_LIST, extensions, formatVnDate, toVnIso, visitByNumber } from '@lienmach/core';
import type { FhirStore } from '@lienmach/fhir-store';
import type { List, ListEntry } from 'fhir/r4';
import { errors } from './errors.ts';
import { fileDigest } from './file-digest.ts';
import { retentionCaller } from './find-files.ts';
import type { FileStanding } from './standing-of-file.ts';

/** files of one list: what two people can look at */
export const MOST_FILES = 200;

const entryOf = ({ file, encounter, ended, classes }: FileStanding): ListEntry => ({
  extension: [{ url: extensions.fileDigest, valueString: fileDigest(file.members) }],
  flag: {
    coding: classes.map((code) => ({ system: codeSystems.recordClass, code })),
    text: `${file.members.length} bản ghi`,
  },
  date: ended,
  item: { ...visitByNumber(encounter?.id ?? ''), display: `Lượt khám kết thúc ngày ${formatVnDate(ended)}` },
});

/**
 * Writes the files that may go as a list that people can look at and approve. It names visits by number and class, nothing of
 * what is in them, and points at none of them.
 */
export async function saveList(store: FhirStore, standings: readonly FileStanding[], by: string, now: Date) {
  const entry = standings
    .filter(({ kept }) => kept === undefined)
    .slice(0, MOST_FILES)
    .map(entryOf);
  if (entry.length === 0) throw errors.nothingDue();
  const list: List = {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    title: DESTRUCTION_LIST.display ?? '',
    code: { coding: [DESTRUCTION_LIST] },
    date: toVnIso(now),
    entry,
  };
  const { id } = await store.create(retentionCaller(by), list);
  return { id, files: entry.length };
}

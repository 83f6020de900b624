import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRecord, readConfiguration, systems } from '@lienmach/server';
import { machineKey } from '../machine-key.ts';
import { type OpenDatabase, openDatabase } from '../open-database.ts';
import { findOldFiles } from '../retention/find-files.ts';
import { signMinutes } from '../retention/minutes.ts';
import { closeList, purgeList } from '../retention/purge-list.ts';
import { MOST_FILES, saveList } from '../retention/save-list.ts';
import type { FileStanding } from '../retention/standing-of-file.ts';

const LOOKED_AT = 2000;
const now = (): Date => new Date();

async function inRecord(
  work: (database: OpenDatabase, store: ReturnType<typeof openRecord>['store'], dataDir: string) => Promise<void>,
) {
  const configuration = readConfiguration(process.env);
  const database = await openDatabase(configuration, { as: 'join' });
  try {
    await work(database, openRecord(database.sql, systems, now).store, configuration.dataDir);
  } finally {
    await database.close();
  }
}

const line = ({ file, ended, classes, kept }: FileStanding): string =>
  [file.visit, ended, classes.join('+'), `${file.members.length} bản ghi`, kept].filter(Boolean).join(' · ');

/** `lienmach retention list`: visits past their time, and those that must stay although they are old, each with its reason. */
export const retentionList = ({ save, from }: { save?: string; from?: string }): Promise<void> =>
  inRecord(async ({ sql }, store) => {
    const standings = await findOldFiles(sql, store, now(), {
      most: LOOKED_AT,
      ...(from === undefined ? {} : { from }),
    });
    const due = standings.filter(({ kept }) => kept === undefined);
    console.log(`Hết thời hạn lưu trữ: ${due.length} lượt khám`);
    for (const one of due) console.log(`  ${line(one)}`);
    const staying = standings.filter(({ kept }) => kept !== undefined);
    console.log(`Còn phải giữ: ${staying.length} lượt khám`);
    for (const one of staying) console.log(`  ${line(one)}`);
    const next = standings.at(-1)?.encounter?.period?.start?.slice(0, 10);
    if (standings.length >= LOOKED_AT && next !== undefined)
      console.log(`Mới xem ${LOOKED_AT} lượt khám cũ nhất; xem tiếp bằng --from ${next}.`);
    if (save === undefined) return;
    const { id, files } = await saveList(store, due, save, now());
    console.log(
      `Đã lập danh mục ${id}: ${files} lượt khám (mỗi danh mục nhiều nhất ${MOST_FILES}). Hai người duyệt rồi mới tiêu hủy.`,
    );
  });

interface Order {
  readonly list: string;
  readonly decision: string;
  readonly by: string;
}

/** `lienmach retention purge`: destroys the files of an approved list and leaves signed minutes in the data folder. */
export const retentionPurge = (order: Order): Promise<void> =>
  inRecord(async ({ sql }, store, dataDir) => {
    const onProgress = (done: number, total: number) => console.log(`${done}/${total} hồ sơ`);
    const minutes = await purgeList(sql, store, order, { now, onProgress });
    const signed = signMinutes(minutes, machineKey(dataDir, 'minutes-key', 'destruction'));
    const file = join(dataDir, `destruction-${order.list}.json`);
    writeFileSync(file, `${JSON.stringify(signed, undefined, 2)}\n`, { mode: 0o600, flush: true });
    await closeList(store, order, now());
    console.log(`Đã tiêu hủy ${minutes.files.length} hồ sơ. Biên bản: ${file}`);
    console.log(minutes.remaining);
  });

import { findCatalog, importCatalogFile } from '@lienmach/catalogs';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

/** refused rows printed in full; the rest is counted */
const mostShown = 20;

/** `lienmach import-catalog <name> <file>`: every row is loaded or refused with its reason. */
export async function importCatalog(name: string, file: string): Promise<void> {
  const { title } = findCatalog(name);
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  const began = performance.now();
  try {
    const report = await importCatalogFile(database.sql, {
      name,
      file,
      now: new Date(),
      onProgress: showProgress(began),
    });
    for (const { row, reason } of report.refused.slice(0, mostShown)) console.log(`  dòng ${row}: ${reason}`);
    if (report.refused.length > mostShown) console.log(`  … và ${report.refused.length - mostShown} dòng khác`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${title.vi}: nạp ${report.loaded} dòng, từ chối ${report.refused.length} dòng, tổng ${report.loaded + report.refused.length} dòng, ${seconds} giây`,
    );
  } finally {
    await database.close();
  }
}

const showProgress = (began: number) => (done: number) => {
  if (!process.stdout.isTTY) return;
  const rate = Math.round(done / ((performance.now() - began) / 1000));
  process.stdout.write(`\r${done} dòng, ${rate} dòng/giây\x1b[K${'\r'}`);
};

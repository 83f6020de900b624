import { resolve } from 'node:path';
import { restoreBackup } from '@lienmach/backup';
import { migrations, readConfiguration } from '@lienmach/server';
import { findServer, openDatabase } from '../open-database.ts';
import { readIdentities } from '../read-identities.ts';
import { rewriteLine } from '../rewrite-line.ts';
import { siteMigrations } from '../site-stamp.ts';

/** `lienmach restore <file> --identity <file>`: into the empty database and the empty data folder that the settings name. */
export async function restore(file: string, { identity }: { identity: string }): Promise<void> {
  const configuration = readConfiguration(process.env);
  const identities = await readIdentities(identity);
  const server = await findServer(configuration, { as: 'hold' });
  const began = performance.now();
  try {
    const { head, manifest } = await restoreBackup({
      url: server.url,
      path: resolve(file),
      identities,
      dataDir: configuration.dataDir,
      migrations: [...migrations, ...siteMigrations],
      onTable: rewriteLine,
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`Đã khôi phục bản sao lưu lập lúc ${head.madeAt}: ${rows} dòng, ${seconds} giây.`);
  } finally {
    await server.stop();
  }
  const database = await openDatabase(configuration, { as: 'hold' });
  await database.close();
  console.log('Cấu trúc cơ sở dữ liệu đã là bản mới nhất. Chạy "lienmach check" rồi khởi động cơ sở.');
}

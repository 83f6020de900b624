import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

/** `lienmach migrate`: brings the schema up to this release; `start` does the same by itself. */
export async function migrateCommand(): Promise<void> {
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  await database.close();
  console.log('Cấu trúc cơ sở dữ liệu đã là bản mới nhất.');
}

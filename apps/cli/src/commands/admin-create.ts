import { openAccounts, openOneTimeLinks } from '@lienmach/access';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

/** `lienmach admin create <login> <name>`: the first administrator gets a link that works once, for 24 hours. */
export async function adminCreate(login: string, name: string): Promise<void> {
  const configuration = readConfiguration(process.env);
  const database = await openDatabase(configuration, { as: 'join' });
  const now = () => new Date();
  try {
    await openAccounts(database.sql, now).create({
      login,
      display: name,
      reference: `Practitioner/${login}`,
      roles: ['administrator'],
    });
    const token = await openOneTimeLinks(database.sql, (sql) => openAccounts(sql, now), now).create(login);
    const origin = configuration.baseUrl ?? `http://${configuration.host}:${configuration.port}`;
    console.log(`Liên kết đặt mật khẩu, dùng một lần trong 24 giờ:\n${origin}/sign-in/first/${token}`);
  } finally {
    await database.close();
  }
}

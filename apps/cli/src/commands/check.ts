import { checkAudit, openKeyFolder } from '@lienmach/access';
import { defineErrors } from '@lienmach/outcome';
import { readConfiguration } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';

const errors = defineErrors('check', {
  unknown: {
    issue: 'not-supported',
    vi: 'Chưa có phép kiểm tra "{what}". Có: audit.',
    en: 'no check called {what}; there is: audit',
  },
});

/** `lienmach check audit`: finds a changed, deleted or re-ordered entry and names the tail that is not sealed yet. */
export async function check(what: string): Promise<void> {
  if (what !== 'audit') throw errors.unknown({ what });
  const configuration = readConfiguration(process.env);
  const database = await openDatabase(configuration, { as: 'join' });
  try {
    const result = await checkAudit(database.sql, openKeyFolder(configuration.dataDir).auditPublic);
    console.log(JSON.stringify(result, undefined, 2));
    if (!result.isIntact) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

import { checkAudit, openKeyFolder, readAuditHead } from '@lienmach/access';
import { checkSite } from '@lienmach/backup';
import { checkRecord } from '@lienmach/fhir-store';
import { defineErrors } from '@lienmach/outcome';
import { readConfiguration } from '@lienmach/server';
import { type OpenDatabase, openDatabase } from '../open-database.ts';
import { checkMoney } from './check-money.ts';

const errors = defineErrors('check', {
  unknown: {
    issue: 'not-supported',
    vi: 'Chưa có phép kiểm tra "{what}". Có: all, record, audit, money.',
    en: 'no check called {what}; there are: all, record, audit, money',
  },
});

type Check = (database: OpenDatabase, dataDir: string) => Promise<{ readonly isSound: boolean }>;

const auditKey = (dataDir: string) => openKeyFolder(dataDir).auditPublic;

const checks: Readonly<Record<string, Check>> = {
  all: ({ sql }, dataDir) => checkSite(sql, auditKey(dataDir), readAuditHead(dataDir)),
  async record({ sql }) {
    const result = await checkRecord(sql);
    return { isSound: result.findings.length === 0, ...result };
  },
  async audit({ sql }, dataDir) {
    const result = await checkAudit(sql, auditKey(dataDir), readAuditHead(dataDir));
    return { isSound: result.isIntact, ...result };
  },
};

/**
 * `lienmach check [what]`: the record against itself (bodies, search index, references) and the log of access against its seals,
 * while the site runs; `money`: the equations of a month. Exit status 1 when something is wrong.
 */
export async function check(what = 'all', options: { month?: string; envelopes?: boolean } = {}): Promise<void> {
  if (what === 'money') return checkMoney(options);
  const run = checks[what];
  if (run === undefined) throw errors.unknown({ what });
  const configuration = readConfiguration(process.env);
  const database = await openDatabase(configuration, { as: 'join' });
  try {
    const result = await run(database, configuration.dataDir);
    console.log(JSON.stringify(result, undefined, 2));
    if (!result.isSound) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

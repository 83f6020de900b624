// What CI runs, nothing more, nothing less. `--long` runs the full counts (crash rounds, soak) instead of the short ones.
import { findDebianPostgres, startDebianPostgres } from './debian-postgres.mjs';
import { checks, runCheck, runTests, skipSuite, summarise } from './run-steps.mjs';

const long = process.argv.includes('--long') ? { LIENMACH_TEST_LONG: '1' } : {};
const results = [];
for (const check of checks) results.push(await runCheck(check));
results.push(await runTests('rules and operations', ['rules', 'operations'], long));
results.push(await runTests('store on PostgreSQL 18 (embedded)', ['store'], long));
results.push(await storeOnDebian());
results.push(await runTests('store on PGlite', ['store'], { ...long, LIENMACH_TEST_ENGINE: 'pglite' }));
results.push(await runTests('crash', ['crash'], long));
results.push(await runTests('stories', ['stories'], long));
process.exitCode = summarise(results);

async function storeOnDebian() {
  const name = 'store on PostgreSQL 15 (Debian)';
  const programs = findDebianPostgres();
  if (!programs) return skipSuite(name, 'the Debian package postgresql-15 is not installed');
  const server = await startDebianPostgres(programs);
  try {
    return await runTests(name, ['store'], { ...long, LIENMACH_TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

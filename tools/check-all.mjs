// The gate before a commit: format, types, boundaries, dead code, law, licences, then rule and operation tests.
import { checks, runCheck, runTests, summarise } from './run-steps.mjs';

const results = [];
for (const check of checks) results.push(await runCheck(check));
results.push(await runTests('rules and operations', ['rules', 'operations']));
process.exitCode = summarise(results);

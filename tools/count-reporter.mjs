import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A vitest reporter for tools/: how many passed, failed and were skipped, and why; into the file LIENMACH_TEST_COUNTS names. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: [], failures: [] };
    for (const { message } of unhandledErrors) counts.failures.push(`unhandled: ${message}`);
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      const tests = [...module.children.allTests()];
      for (const one of tests) count(counts, file, one);
      const isBroken = module.state() === 'failed' && !tests.some((one) => one.result().state === 'failed');
      if (isBroken) {
        counts.failed += 1;
        counts.failures.push(`${file}: the file itself failed`);
      }
    }
    writeFileSync(process.env.LIENMACH_TEST_COUNTS, JSON.stringify(counts));
  }
}

function count(counts, file, one) {
  const { state, note } = one.result();
  if (state === 'passed') counts.passed += 1;
  else if (state === 'failed') {
    counts.failed += 1;
    counts.failures.push(`${file}: ${one.fullName}`);
  } else counts.skipped.push({ file, name: one.fullName, ...(note ? { note } : {}) });
}

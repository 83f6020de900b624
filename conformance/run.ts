import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engines, openEngine } from './open-engine.ts';
import { reportOf, summaryOf } from './report/report.ts';
import { isGood, sections, verdictOf } from './row.ts';
import { runConformance, runWhole, runWithoutSearches } from './run-conformance.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'both' },
    type: { type: 'string', multiple: true },
    'without-searches': { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});

/** Which version of the house was asked, where the checkout knows it. */
function commitFact(): string[] {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%h of %cs'], { encoding: 'utf8' });
  const changes = spawnSync('git', ['status', '--porcelain', '--untracked-files=no'], { encoding: 'utf8' }).stdout;
  return status === 0 ? [`commit ${stdout.trim()}${changes.trim() === '' ? '' : ', with changes'}`] : [];
}

const version = commitFact();
const wanted = engines.filter((engine) => values.engine === 'both' || values.engine === engine);
if (wanted.length === 0) throw new RangeError(`--engine is one of both, ${engines.join(', ')}`);

for (const engine of wanted) {
  const opened = await openEngine(engine);
  const { type: types } = values;
  const whole = values['without-searches'] ? runWithoutSearches : runWhole;
  const running = types === undefined ? whole(opened.sql) : runConformance(opened.sql, { types }, true);
  const { rows, facts: found } = await running.finally(opened.close);
  const facts = [...version, ...found];
  const bad = rows.filter((row) => !isGood(row) && row.listed === undefined);
  for (const row of bad) console.log(`✗ ${row.section} · ${row.name}: ${verdictOf(row)} ${row.failures[0] ?? ''}`);
  console.log(`\n${facts.join('\n')}\n`);
  console.log('| table | rows | held | did not hold | listed | cases | failed cases |');
  for (const section of sections) console.log(summaryOf(section, rows));
  if (bad.length > 0) process.exitCode = 1;
  if (values.report) {
    const date = new Date().toISOString().slice(0, 10);
    const file = join(import.meta.dirname, `../docs/reports/${date}-conformance-${engine}.md`);
    writeFileSync(file, reportOf(rows, facts));
    console.log(file);
  }
}

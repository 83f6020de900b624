import { reachOf } from '@lienmach/access';
import { type FilesImported, importFiles } from '@lienmach/bulk';
import type { Caller } from '@lienmach/fhir-store';
import { openRecord, readConfiguration, rolePolicies, systems } from '@lienmach/server';
import { openDatabase } from '../open-database.ts';
import { rewriteLine } from '../rewrite-line.ts';

/** The operator at the machine itself: whoever holds the data folder. */
const operator = (): Caller => ({
  agent: { who: 'client:lienmach-import', display: 'lienmach import', client: 'lienmach-import', roles: ['tool'] },
  reach: reachOf(['tool'], rolePolicies),
});

/**
 * `lienmach import <files>`: NDJSON into the record. A record that moves house keeps its versions and instants and causes
 * nothing; `--as-new` writes as if it were entered now.
 */
export async function importCommand(paths: readonly string[], { asNew = false }: { asNew?: boolean }): Promise<void> {
  const now = () => new Date();
  const database = await openDatabase(readConfiguration(process.env), { as: 'join' });
  const began = performance.now();
  const rate = (lines: number): number => Math.round(lines / ((performance.now() - began) / 1000));
  try {
    const done = await importFiles({
      sql: database.sql,
      store: openRecord(database.sql, systems, now).store,
      caller: operator(),
      as: asNew ? 'load' : 'move',
      paths,
      now,
      onProgress: ({ lines }) => rewriteLine(`${lines} dòng, ${rate(lines)} dòng/giây`),
    });
    tell(done, (performance.now() - began) / 1000);
  } finally {
    await database.close();
  }
}

function tell({ files, counts, refused, job }: FilesImported, seconds: number): void {
  for (const { file, line, outcome } of refused) console.log(`  ${file} dòng ${line}: ${reasonIn(outcome)}`);
  if (counts.refused > refused.length) console.log(`  … và ${counts.refused - refused.length} dòng khác`);
  console.log(
    `${files} tệp: ghi ${counts.written}, đã có sẵn ${counts.unchanged}, từ chối ${counts.refused} dòng, ${seconds.toFixed(1)} giây`,
  );
  if (counts.refused > 0) console.log(`Dòng bị từ chối giữ trong bảng bulk_refused_line, lượt ${job}.`);
  if (counts.refused > 0) process.exitCode = 1;
}

const reasonIn = (outcome: string): string => {
  const { issue } = JSON.parse(outcome) as { issue?: { details?: { text?: string }; diagnostics?: string }[] };
  const [first] = issue ?? [];
  return [first?.details?.text, first?.diagnostics].filter((text) => text !== undefined).join(' ');
};

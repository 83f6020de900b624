import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';

interface Row {
  readonly line: number;
  readonly outcome: string;
}

const HANDFUL = 500;

/** Why lines of one file were refused, in their order: an OperationOutcome a line, each saying which line it speaks of. */
export async function* refusedOutcomes(sql: Sql, job: string, file: string): AsyncGenerator<string> {
  let last = 0;
  for (;;) {
    const rows = await sql.query<Row>({
      text: `select line::float8 as line, outcome from bulk_refused_line
             where job = $1 and file = $2 and line > $3::bigint order by line limit ${HANDFUL}`,
      values: [job, file, last],
    });
    if (rows.length > 0) yield rows.map((row) => `${withLine(row)}\n`).join('');
    if (rows.length < HANDFUL) return;
    last = rows.at(-1)?.line ?? last;
  }
}

function withLine({ line, outcome }: Row): string {
  const { issue, ...rest } = JSON.parse(outcome) as OperationOutcome;
  const named = issue.map((one) => ({ ...one, diagnostics: `line ${line}: ${one.diagnostics ?? ''}` }));
  return JSON.stringify({ ...rest, issue: named });
}

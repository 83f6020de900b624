import { randomUUID } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';

const reasonOf = `'{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found","details":{"coding":[{"code":"laboratory.unknownCode"}],"text":"Mã xét nghiệm LẠ-' || (n % 40) || ' chưa có trong bảng đối chiếu."}}]}'`;

/**
 * Messages in the log as the gateway leaves them: so many parked for forty reasons, and refused, as many that wait to leave,
 * and before them ten times as many that were applied.
 */
export async function fillMessages(sql: Sql, rows: number): Promise<void> {
  const run = randomUUID().slice(0, 8);
  const incoming = (state: string, count: number, from: number, reason: string): Promise<unknown> =>
    sql.query({
      text: `insert into message_in (partner, channel, control_id, hash, type, raw, state, reason, answer, attempts, received,
               settled, patient_key, order_key, decoded, mapped, committed, answered)
             select 'may-' || (n % 20), 'may-' || (n % 20), $1 || '${state}' || n, md5(n::text), 'ORU^R01',
               convert_to('MSH|' || repeat('OBX|1|NM|NA|', 40), 'UTF8'), '${state}', ${reason}, '\\x00', 1,
               now() - make_interval(secs => ${from} + n * 2), now(), 'BN28' || lpad((n % 2500)::text, 6, '0'),
               '281122X' || lpad(n::text, 6, '0'), 1, 2, 5, 6
             from generate_series(1, ${count}) as n`,
      values: [run],
    });
  // what is looked for is old: newer ones that were applied lie before it
  await incoming('applied', 10 * rows, 0, 'null');
  await incoming('parked', rows, 3600, reasonOf);
  await incoming('refused', Math.ceil(rows / 10), 200_000, reasonOf);
  await sql.query({
    text: `insert into message_out (channel, key, control_id, content, state, attempts, reason, queued, due)
           select 'doi-tac-' || (n % 5), 'k' || n, $1 || n, 'MSH|', 'waiting', 2, ${reasonOf}, now(), now() + interval '1 day'
           from generate_series(1, ${rows}) as n`,
    values: [run],
  });
}

import { createHash, type KeyObject, sign } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import { settled } from './audit-order.ts';

/** A sealed run of audit rows: their digests in commit order, chained to the seal before and signed by the site. */
export interface Seal {
  readonly no: number;
  readonly seqs: readonly string[];
  /** SHA-256 of each row, 32 bytes one after another */
  readonly digests: Buffer;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

export interface AuditRow {
  readonly tx: string;
  readonly seq: string;
  readonly row: string;
}

export const FIRST: Pick<Seal, 'no' | 'hash'> = { no: 0, hash: Buffer.alloc(32) };
const BATCH = 5_000;

/** What is sealed of a row: every column, times as microseconds, so that no server setting changes the text. */
export const rowText = `json_build_array(seq::text, tx::text, (extract(epoch from at) * 1000000)::bigint::text, agent, agent_name, client,
  action::text, outcome::text, activity, what, patient, query, purpose, address)::text as row`;

export const digestOf = (row: string): Buffer => createHash('sha256').update(row).digest();

/** What a seal says beside its rows: when it was made, and by which key. */
interface SealNote {
  /** microseconds since 1970 */
  readonly at: string;
  readonly keyId: string;
}

/** @param note  absent: a seal of the first form, which did not cover it */
export function sealHash({ previous, no, seqs, digests }: Omit<Seal, 'hash'>, note?: SealNote): Buffer {
  const hash = createHash('sha256')
    .update(previous)
    .update(`${no}:${seqs.join(',')}:`)
    .update(digests);
  return (note === undefined ? hash : hash.update(`:${note.at}:${note.keyId}`)).digest();
}

/** The moment a seal was made, as it is hashed. */
export const microseconds = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint::text`;

interface Head {
  readonly no: string;
  readonly hash: Uint8Array;
  readonly to_tx: string;
  readonly to_seq: string;
}

/** Rows that can no longer get a neighbour before them: every transaction up to them has ended. */
async function settledRows(sql: Sql, head: Head | undefined): Promise<AuditRow[]> {
  return sql.query<AuditRow>({
    text: `select tx::text, seq::text, ${rowText} from audit
           where (tx, seq) > ($1::xid8, $2::bigint) and tx < ${settled}
           order by audit.tx, audit.seq limit ${BATCH}`,
    values: [head?.to_tx ?? '0', head?.to_seq ?? '0'],
  });
}

async function sealOnce(sql: Sql, key: KeyObject, keyId: string): Promise<number> {
  const [turn] = await sql.query<{ mine: boolean; at: string }>({
    text: `select pg_try_advisory_xact_lock(hashtext('lienmach audit seal')) as mine, ${microseconds('now()')} as at`,
  });
  if (turn?.mine !== true) return 0;
  const [head] = await sql.query<Head>({
    text: 'select no::text, hash, to_tx::text, to_seq::text from audit_seal order by audit_seal.no desc limit 1',
  });
  const rows = await settledRows(sql, head);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const no = Number(head?.no ?? 0) + 1;
  const previous = head === undefined ? FIRST.hash : Buffer.from(head.hash);
  const seqs = rows.map((row) => row.seq);
  const digests = Buffer.concat(rows.map((row) => digestOf(row.row)));
  const hash = sealHash({ previous, no, seqs, digests }, { at: turn.at, keyId });
  await sql.query({
    text: `insert into audit_seal (no, sealed_at, from_tx, from_seq, to_tx, to_seq, seqs, digests, previous, hash, key_id, signature)
           values ($1, now(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [no, first.tx, first.seq, last.tx, last.seq, seqs, digests, previous, hash, keyId, sign(null, hash, key)],
  });
  return rows.length;
}

/**
 * Seals what was committed since the last seal, in commit order, and signs the new head. No request waits for it;
 * of several processes one at a time does it.
 *
 * @returns rows sealed now
 */
export async function sealAudit(sql: Sql, key: KeyObject, keyId: string): Promise<number> {
  let sealed = 0;
  for (;;) {
    const now = await sql.transaction((inside) => sealOnce(inside, key, keyId));
    sealed += now;
    if (now < BATCH) return sealed;
  }
}

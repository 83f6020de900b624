import { type KeyObject, verify } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import { type AuditRow, digestOf, FIRST, microseconds, rowText, sealHash } from './audit-chain.ts';
import type { AuditHead } from './audit-head.ts';

export interface AuditCheck {
  readonly isIntact: boolean;
  /** rows covered by a signed seal */
  readonly sealed: number;
  /** rows written since the last seal: true so far, not yet provable */
  readonly unsealedTail: number;
  readonly findings: readonly string[];
}

interface SealRow {
  readonly no: string;
  readonly to_tx: string;
  readonly to_seq: string;
  readonly from_tx: string;
  readonly from_seq: string;
  readonly seqs: readonly (string | number | bigint)[];
  readonly digests: Uint8Array;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
  readonly at: string;
  readonly key_id: string;
  readonly signature: Uint8Array;
}

type Place = Pick<SealRow, 'no' | 'to_tx' | 'to_seq'> & { readonly hash: Uint8Array };

/** Is the seal itself what was signed, and does it follow the one before? */
function sealFindings(seal: SealRow, before: Place, key: KeyObject): string[] {
  const findings: string[] = [];
  const hash = Buffer.from(seal.hash);
  const said = {
    previous: Buffer.from(seal.previous),
    no: Number(seal.no),
    seqs: seal.seqs.map(String),
    digests: Buffer.from(seal.digests),
  };
  const isWhole = hash.equals(sealHash(said, { at: seal.at, keyId: seal.key_id })) || hash.equals(sealHash(said));
  if (Number(seal.no) !== Number(before.no) + 1) findings.push(`seal ${Number(before.no) + 1} is missing`);
  if (!Buffer.from(before.hash).equals(Buffer.from(seal.previous))) findings.push(`seal ${seal.no} breaks the chain`);
  if (!isWhole) findings.push(`seal ${seal.no} was changed`);
  if (!verify(null, hash, key, Buffer.from(seal.signature)))
    findings.push(`seal ${seal.no} is not signed by this site`);
  return findings;
}

/** Do the rows between two seals still say what was sealed, in that order, no more and no fewer? */
function rowFindings(seal: SealRow, rows: readonly AuditRow[]): string[] {
  const sealed = new Map(seal.seqs.map((seq, index) => [String(seq), index]));
  const digests = Buffer.from(seal.digests);
  const findings: string[] = [];
  let last = -1;
  for (const { seq, row } of rows) {
    const index = sealed.get(seq);
    sealed.delete(seq);
    if (index === undefined) findings.push(`row ${seq} was inserted afterwards`);
    else if (index < last) findings.push(`row ${seq} was re-ordered`);
    else if (!digestOf(row).equals(digests.subarray(index * 32, index * 32 + 32)))
      findings.push(`row ${seq} was changed`);
    last = Math.max(last, index ?? last);
  }
  for (const seq of sealed.keys()) findings.push(`row ${seq} was deleted or moved`);
  return [...findings, ...rangeFindings(seal, rows)];
}

/** Does the seal stand for the places it names? Only where its first and last rows are still there. */
function rangeFindings(seal: SealRow, rows: readonly AuditRow[]): string[] {
  const at = (place: number): AuditRow | undefined => rows.find(({ seq }) => seq === String(seal.seqs.at(place)));
  const [first, last] = [at(0), at(-1)];
  const isFrom = first === undefined || (first.tx === seal.from_tx && first.seq === seal.from_seq);
  const isTo = last === undefined || (last.tx === seal.to_tx && last.seq === seal.to_seq);
  return isFrom && isTo ? [] : [`seal ${seal.no} names other places than its rows`];
}

const rowsOf = (sql: Sql, after: Place, seal: SealRow) =>
  sql.query<AuditRow>({
    text: `select tx::text, seq::text, ${rowText} from audit
           where (tx, seq) > ($1::xid8, $2::bigint) and (tx, seq) <= ($3::xid8, $4::bigint) order by audit.tx, audit.seq`,
    values: [after.to_tx, after.to_seq, seal.to_tx, seal.to_seq],
  });

async function tailOf(sql: Sql, last: Place): Promise<number> {
  const [tail] = await sql.query<{ count: number }>({
    text: 'select count(*)::int as count from audit where (tx, seq) > ($1::xid8, $2::bigint)',
    values: [last.to_tx, last.to_seq],
  });
  return tail?.count ?? 0;
}

/** Is this the seal that was seen outside the database? */
function seenFindings({ no, hash }: Place, seen: AuditHead | undefined): string[] {
  const isOther = Number(no) === seen?.no && seen.hash !== undefined && Buffer.from(hash).toString('hex') !== seen.hash;
  return isOther ? [`seal ${no} is not the one that was seen`] : [];
}

/**
 * Walks the whole chain from the first seal and names every row that was changed, deleted, inserted or re-ordered, and every
 * seal that was.
 *
 * @param seen  the newest seal seen outside the database: a chain cut short, or an old database put back, is then found
 */
export async function checkAudit(sql: Sql, key: KeyObject, seen?: AuditHead): Promise<AuditCheck> {
  const findings: string[] = [];
  let last: Place = { no: '0', hash: FIRST.hash, to_tx: '0', to_seq: '0' };
  let sealed = 0;
  for (;;) {
    const [seal] = await sql.query<SealRow>({
      text: `select no::text, from_tx::text, from_seq::text, to_tx::text, to_seq::text, seqs::text[] as seqs, digests, previous, hash,
             ${microseconds('sealed_at')} as at, key_id, signature from audit_seal where no > $1 order by audit_seal.no limit 1`,
      values: [last.no],
    });
    if (seal === undefined) break;
    findings.push(...sealFindings(seal, last, key), ...rowFindings(seal, await rowsOf(sql, last, seal)));
    findings.push(...seenFindings(seal, seen));
    sealed += seal.seqs.length;
    last = seal;
  }
  if (seen !== undefined && Number(last.no) < seen.no)
    findings.push(`seals after ${last.no} are missing: ${seen.no} was seen`);
  return { isIntact: findings.length === 0, sealed, unsealedTail: await tailOf(sql, last), findings };
}

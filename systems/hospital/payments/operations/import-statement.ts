import { createHash } from 'node:crypto';
import { extensions, identifierSystems, moneyOf, toVnIso, xu } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Basic, Money, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readStatement, type Statement, type StatementLine } from '../exchange/read-statement.ts';
import { type DecidedRow, decideRows } from './statement-known.ts';
import { writeRows } from './write-statement.ts';

interface ImportInput {
  /** base64 */
  readonly file: string;
  readonly name?: string;
  /** true: say what it would do, and do nothing */
  readonly preview?: boolean;
}

const states = ['paid', 'matched', 'confirmed', 'parked', 'differs', 'repeated', 'outgoing', 'refused'] as const;
type RowState = (typeof states)[number];

interface ImportRow {
  readonly row: number;
  readonly state: RowState;
  readonly day?: string;
  readonly reference?: string;
  readonly amount?: Money;
  readonly memo?: string;
  readonly reason?: string;
}

export interface StatementImported {
  readonly format: string;
  /** the file as it was kept; absent in a preview */
  readonly file?: Reference;
  readonly from?: string;
  readonly to?: string;
  readonly count: Readonly<Record<RowState, number>>;
  /** what needs eyes first; at most 300 */
  readonly row: readonly ImportRow[];
}

const MOST_BYTES = 2_000_000;
/** the same in base64, line ends and padding included */
const MOST_TEXT = 2_800_000;
const MOST_SHOWN = 300;
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const parameter: readonly OperationParameter[] = [
  { name: 'file', use: 'in', min: 1, max: '1', type: 'base64Binary' },
  { name: 'name', use: 'in', min: 0, max: '1', type: 'string' },
  { name: 'preview', use: 'in', min: 0, max: '1', type: 'boolean' },
  out('format', 'string'),
  out('file', 'Reference', 0),
  out('from', 'date', 0),
  out('to', 'date', 0),
  { name: 'count', use: 'out', min: 1, max: '1', part: states.map((state) => out(state, 'integer')) },
  {
    name: 'row',
    use: 'out',
    min: 0,
    max: '*',
    part: [
      out('row', 'integer'),
      out('state', 'code'),
      out('day', 'date', 0),
      out('reference', 'string', 0),
      out('amount', 'Money', 0),
      out('memo', 'string', 0),
      out('reason', 'string', 0),
    ],
  },
];

/** The file as it came, before anybody tries to understand it; the same bytes are kept once. */
function keep(ctx: Context, bytes: Buffer, name: string): Promise<Basic> {
  const identifier = {
    system: identifierSystems.bankStatement,
    value: createHash('sha256').update(bytes).digest('hex'),
  };
  return ctx.store.createIfNone<Basic>(identifier, {
    resourceType: 'Basic',
    identifier: [identifier],
    code: { text: 'Sao kê ngân hàng' },
    created: toVnIso(ctx.now()).slice(0, 10),
    author: ctx.actor,
    extension: [
      {
        url: extensions.statementFile,
        valueAttachment: { contentType: 'text/csv', title: name, data: bytes.toString('base64') },
      },
    ],
  });
}

/** @throws payments.statementOtherAccount */
function checkAccount(ctx: Context, { account }: Statement): void {
  const own = ctx.site.bankAccount?.number ?? '';
  if (account === undefined || account === own) return;
  throw errors.statementOtherAccount({ at: 'file', account: `…${account.slice(-4)}`, own: `…${own.slice(-4)}` });
}

/** One reference in two rows is not one movement of money: the second is for a person. */
function withoutTwins(lines: readonly StatementLine[]) {
  const seen = new Set<string>();
  const twins: ImportRow[] = [];
  const single = lines.filter((line) => {
    const key = `${line.reference.toUpperCase()} ${line.dong > 0n}`;
    if (!seen.has(key)) return seen.add(key);
    twins.push({
      ...shown(line),
      state: 'refused',
      reason: errors.rowTwice.issue({ reference: line.reference }).details?.text ?? '',
    });
    return false;
  });
  return { single, twins };
}

const shown = ({ row, day, reference, dong, memo }: StatementLine) => ({
  row,
  day,
  reference,
  amount: moneyOf(xu(dong * 100n)),
  ...(memo === '' ? {} : { memo }),
});

const rowOf = ({ line, decision }: DecidedRow): ImportRow => ({
  ...shown(line),
  state: decision.state,
  ...('why' in decision ? { reason: decision.why } : {}),
});

/** refused rows first, then what waits for somebody, then what was booked */
const byNeed = (a: ImportRow, b: ImportRow): number => order.indexOf(a.state) - order.indexOf(b.state) || a.row - b.row;
const order: readonly RowState[] = [
  'refused',
  'differs',
  'parked',
  'paid',
  'matched',
  'confirmed',
  'repeated',
  'outgoing',
];

function answerOf(
  { format, lines }: Statement,
  rows: readonly ImportRow[],
  file: Reference | undefined,
): StatementImported {
  const days = lines.map(({ day }) => day).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  const of = (state: RowState) => rows.filter((row) => row.state === state).length;
  const count = Object.fromEntries(states.map((state) => [state, of(state)]));
  return {
    format,
    ...(file === undefined ? {} : { file }),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    count: count as Record<RowState, number>, // one entry for each state, made two lines above
    row: rows.toSorted(byNeed).slice(0, MOST_SHOWN),
  };
}

/**
 * POST PaymentNotice/$import-statement: the bank's own book beside ours. The file is kept before it is read; a row that is known
 * by its reference changes nothing, so the same or an overlapping file doubles nothing; bad rows are said, good rows go in.
 */
export const importStatement: Operation<ImportInput, StatementImported> = {
  definition: {
    code: 'import-statement',
    title: { vi: 'Nạp sao kê ngân hàng', en: 'Import a bank statement' },
    resource: ['PaymentNotice'],
    level: 'type',
    affectsState: true,
    parameter,
    allow: ['cashier'],
    // the file holds what strangers wrote into transfers: who imports it cannot look it up again
    readsAs: ['bank-desk'],
  },
  async run(ctx, _id, { file, name = 'sao-ke.csv', preview = false }) {
    if (ctx.site.bankAccount === undefined) throw errors.noBankAccount();
    if (file.length > MOST_TEXT) throw errors.statementTooLarge({ at: 'file' });
    const bytes = Buffer.from(file, 'base64');
    if (bytes.length > MOST_BYTES) throw errors.statementTooLarge({ at: 'file' });
    const kept = preview ? undefined : await keep(ctx, bytes, name.slice(0, 200));
    const statement = readStatement(bytes);
    checkAccount(ctx, statement);
    const { single, twins } = withoutTwins(statement.lines);
    const decided = await decideRows(ctx, single);
    const reference = kept && { reference: `Basic/${kept.id}` };
    if (reference !== undefined) await writeRows(ctx, decided, reference);
    const refused = statement.refused.map((line): ImportRow => ({ ...line, state: 'refused' }));
    return answerOf(statement, [...refused, ...twins, ...decided.map(rowOf)], reference);
  },
};

import { codeSystems, formatVnDate, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { invoiceMessage, issuedInvoice } from '../exchange/invoice-message.ts';
import type { Buyer } from '../rules/buyer.ts';
import { changeBy, checkCorrectable } from '../rules/correction.ts';
import { markFixed, paperKindOf, paperNumber } from '../rules/counter-paper.ts';
import { detailsOf, dongOf, type Fix, keyOf, withDetails, withTag } from '../rules/e-invoice.ts';
import { CARE, type InvoiceLine } from '../rules/invoice-lines.ts';
import { newEInvoice } from '../rules/new-e-invoice.ts';
import { readMessage, rulesOf } from './load-invoices.ts';
import { writeEInvoice } from './write-e-invoice.ts';

/** What stands on an adjustment for one paper. */
function adjustmentLine(paper: Invoice, dong: bigint): InvoiceLine {
  const number = paperNumber(paper);
  const why =
    paper.status === 'cancelled'
      ? `hủy phiếu ${number}`
      : `${paperKindOf(paper) === 'refund' ? 'hoàn tiền theo' : 'thu thêm theo'} phiếu ${number}`;
  return { name: `Điều chỉnh ${dong < 0n ? 'giảm' : 'tăng'}: ${why}`, amount: dong * 100n };
}

export interface Correction {
  readonly original: Invoice;
  readonly papers: readonly Invoice[];
  readonly reason: string;
}

async function write(
  ctx: Context,
  { original, papers, reason }: Correction,
  way: Fix,
  content: { readonly buyer: Buyer; readonly lines: readonly InvoiceLine[]; readonly dong: bigint },
): Promise<Invoice> {
  const rules = rulesOf(ctx);
  const fixes = (detailsOf(original).fixes ?? 0) + 1;
  const isAdjusting = way === 'adjusted';
  const key = `${keyOf(original)}.${isAdjusting ? 'd' : 't'}${fixes}`;
  const { subject, issuer } = original;
  const invoice = newEInvoice({
    kind: isAdjusting ? 'adjustment' : 'replacement',
    key,
    state: 'waiting',
    date: toVnIso(ctx.now()),
    issuer: issuer ?? { reference: ctx.site.facility.organization },
    ...content,
    subject,
    corrects: `Invoice/${original.id}`,
    reason,
  });
  const corrects = { way: isAdjusting ? 'adjusts' : 'replaces', original: issuedInvoice(original), reason } as const;
  const message = invoiceMessage(invoice, { site: ctx.site, rules, corrects, ...content });
  const changes = [
    withDetails(withTag(original, codeSystems.eInvoiceFix, way), { fixes }),
    ...papers.map((paper) => markFixed(paper, key)),
  ];
  return writeEInvoice(ctx, { invoice, message, changes, papers: papers.length });
}

/**
 * An adjustment of an issued invoice by these papers, with the sign of what changed.
 *
 * @throws what `checkCorrectable` and `changeBy` say, invoicing.nothingToCorrect, invoicing.belowZero
 */
export async function adjust(ctx: Context, correction: Correction, already: bigint): Promise<Invoice> {
  const { original, papers } = correction;
  checkCorrectable(original, 'adjusted');
  const lines = papers.map((paper) => adjustmentLine(paper, changeBy(paper, original)));
  const dong = lines.reduce((sum, { amount }) => sum + amount, 0n) / 100n;
  if (dong === 0n) throw errors.nothingToCorrect({ at: 'paper' });
  if (dongOf(original) + already + dong < 0n) throw errors.belowZero({ at: 'paper' });
  const { buyer } = await readMessage(ctx, original);
  return write(ctx, correction, 'adjusted', { buyer, lines, dong });
}

/**
 * A new invoice in the place of an issued one: another buyer, or the money that is left.
 *
 * @throws what `checkCorrectable` and `changeBy` say, invoicing.belowZero
 */
export async function replace(ctx: Context, correction: Correction, newBuyer: Buyer | undefined): Promise<Invoice> {
  const { original, papers } = correction;
  checkCorrectable(original, 'replaced');
  const before = await readMessage(ctx, original);
  const change = papers.reduce((sum, paper) => sum + changeBy(paper, original), 0n);
  const dong = dongOf(original) + change;
  if (dong < 0n) throw errors.belowZero({ at: 'paper' });
  const same = before.lines.map(({ name, amount }) => ({ name, amount: BigInt(amount.replace('.', '')) }));
  const rest = [
    {
      name: `${CARE} (thay cho hóa đơn ngày ${formatVnDate((original.date ?? '').slice(0, 10))})`,
      amount: dong * 100n,
    },
  ];
  return write(ctx, correction, 'replaced', {
    buyer: newBuyer ?? before.buyer,
    lines: change === 0n ? same : rest,
    dong,
  });
}

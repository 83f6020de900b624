import { createHash } from 'node:crypto';
import type { Context } from '@lienmach/system-kit';
import type { Binary, BundleEntry, Invoice } from 'fhir/r4';
import { correctedOf, detailsOf, dongOf, keyOf, kindOf, stateOf, withDetails, withState } from '../rules/e-invoice.ts';
import { afterAnswer, fits, type ProviderAnswer } from '../rules/provider-answer.ts';
import { rulesOf } from './load-invoices.ts';
import { release } from './release-papers.ts';
import { postEntry, putEntry, transaction } from './write-e-invoice.ts';

const XML = 'urn:uuid:8f4e7a7c-2b0e-4a54-a1cf-7d7b0c1e2d04';

/** The signed invoice kept byte for byte, with its digest. */
function signedXml(invoice: Invoice, xml: string | undefined) {
  if (xml === undefined || detailsOf(invoice).xml !== undefined) return undefined;
  const digest = createHash('sha256').update(Buffer.from(xml, 'base64')).digest('hex');
  const binary: Binary = { resourceType: 'Binary', contentType: 'application/xml', data: xml };
  return { binary, digest };
}

/** A replacement that counts now takes the place of its original. */
async function replacedOriginal(ctx: Context, invoice: Invoice): Promise<BundleEntry[]> {
  const [, id] = correctedOf(invoice)?.split('/') ?? [];
  if (kindOf(invoice) !== 'replacement' || invoice.status !== 'issued' || id === undefined) return [];
  const original = await ctx.store.read('Invoice', id);
  if (original.status === 'cancelled') return [];
  const cancelledReason = `Được thay bằng hóa đơn ${detailsOf(invoice).symbol}-${detailsOf(invoice).number}`;
  return [putEntry({ ...original, status: 'cancelled', cancelledReason })];
}

/** It waits for a person, with the reason. */
export const park = (ctx: Context, invoice: Invoice, reason: string, providerId?: string): Promise<Invoice> =>
  ctx.store.update(
    withDetails(withState(invoice, 'parked'), {
      reason,
      providerId: providerId ?? detailsOf(invoice).providerId,
    }),
  );

/**
 * Writes what a provider said about an invoice: number, code, signed XML, in one transaction; a rejected one lets its
 * papers go. An answer about other money parks it.
 */
export async function applyAnswer(ctx: Context, invoice: Invoice, answer: ProviderAnswer): Promise<Invoice> {
  const { isCoded } = rulesOf(ctx);
  if (!fits(answer, { key: keyOf(invoice), dong: dongOf(invoice) })) {
    return park(ctx, invoice, 'Nhà cung cấp trả lời về hóa đơn khác hoặc số tiền khác.', answer.providerId);
  }
  const signed = signedXml(invoice, answer.xml);
  const xml = signed === undefined ? {} : { xml: XML, xmlDigest: signed.digest };
  const next = afterAnswer(invoice, answer, { isCoded, ...xml });
  if (next === invoice) return invoice;
  const [written] = await transaction(ctx, [
    putEntry(next),
    ...(signed === undefined ? [] : [postEntry(signed.binary, XML)]),
    ...(await replacedOriginal(ctx, next)),
  ]);
  const now = written?.resourceType === 'Invoice' ? written : next;
  return stateOf(now) === 'rejected' ? release(ctx, now) : now;
}

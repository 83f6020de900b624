import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Context, InvoicingRules } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { InvoiceMessage } from '../exchange/invoice-provider.ts';
import { detailsOf, dongOf, type EInvoiceState, keyOf, kindOf } from '../rules/e-invoice.ts';

/** most papers of one day */
export const MOST = 20_000;
/** papers marked in one transaction */
export const CHUNK = 100;

/** @throws invoicing.notConfigured */
export function rulesOf({ site }: Pick<Context, 'site'>): InvoicingRules {
  const { invoicing } = site;
  if (invoicing === undefined) throw errors.notConfigured();
  return invoicing;
}

export const findByKey = (ctx: Context, key: string): Promise<Invoice | undefined> =>
  ctx.store.find('Invoice', new URLSearchParams({ identifier: `${identifierSystems.eInvoice}|${key}` }).toString());

/** @throws invoicing.notAnEInvoice */
export async function readEInvoice(ctx: Context, id: string): Promise<Invoice> {
  const invoice = await ctx.store.read('Invoice', id);
  if (kindOf(invoice) === undefined) throw errors.notAnEInvoice({ at: 'Invoice.type' });
  return invoice;
}

/** Papers and electronic invoices by one of our tags. */
export const byTag = (
  ctx: Context,
  tag: 'invoicedBy' | 'correctedBy',
  code: string,
  limit = MOST,
): Promise<Invoice[]> =>
  ctx.store.search('Invoice', new URLSearchParams({ _tag: `${codeSystems[tag]}|${code}` }).toString(), limit);

/** The first of them. */
export async function someByTag(ctx: Context, tag: 'invoicedBy' | 'correctedBy', code: string): Promise<Invoice[]> {
  const query = new URLSearchParams({ _tag: `${codeSystems[tag]}|${code}`, _count: String(CHUNK) });
  return [...(await ctx.store.page('Invoice', query.toString())).items];
}

/** Electronic invoices that do not count yet, in one of these states, by date, one page. */
export async function inStates(ctx: Context, states: readonly EInvoiceState[], count: number): Promise<Invoice[]> {
  const query = new URLSearchParams({
    status: 'draft',
    _tag: states.map((state) => `${codeSystems.eInvoiceState}|${state}`).join(','),
    _sort: 'date',
    _count: String(count),
  });
  return [...(await ctx.store.page('Invoice', query.toString())).items];
}

/** What the provider is told of it, as it was frozen. */
export async function readMessage(ctx: Context, invoice: Invoice): Promise<InvoiceMessage> {
  const [, id = ''] = (detailsOf(invoice).message ?? '').split('/');
  const { data = '' } = await ctx.store.read('Binary', id);
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as InvoiceMessage;
}

/** What the adjustments of an invoice changed so far, in đồng; those that never counted are left out. */
export async function adjustedDong(ctx: Context, original: Invoice): Promise<bigint> {
  const { fixes = 0 } = detailsOf(original);
  let sum = 0n;
  for (let turn = 1; turn <= fixes; turn += 1) {
    const adjustment = await findByKey(ctx, `${keyOf(original)}.d${turn}`);
    if (adjustment !== undefined && adjustment.status !== 'cancelled') sum += dongOf(adjustment);
  }
  return sum;
}

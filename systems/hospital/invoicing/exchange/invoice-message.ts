import { dongWords, identifierSystems, identifierValue, xu, xuText } from '@lienmach/core';
import type { InvoicingRules, Site } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import type { Buyer } from '../rules/buyer.ts';
import { detailsOf, dongOf, keyOf } from '../rules/e-invoice.ts';
import type { InvoiceLine } from '../rules/invoice-lines.ts';
import { invoiceSymbol } from '../rules/invoice-symbol.ts';
import type { InvoiceMessage, IssuedInvoice } from './invoice-provider.ts';

/** An issued invoice as another one names it. */
export const issuedInvoice = (invoice: Invoice): IssuedInvoice => {
  const { symbol = '', number = '' } = detailsOf(invoice);
  return { key: keyOf(invoice), symbol, number, date: (invoice.date ?? '').slice(0, 10) };
};

export interface MessageParts {
  readonly site: Site;
  readonly rules: InvoicingRules;
  readonly buyer: Buyer;
  readonly lines: readonly InvoiceLine[];
  readonly list?: InvoiceMessage['list'];
  readonly corrects?: InvoiceMessage['corrects'];
}

/** What the provider will be told of this invoice. @throws invoicing.badSeries, invoicing.noForm */
export function invoiceMessage(
  invoice: Invoice,
  { site, rules, buyer, lines, list, corrects }: MessageParts,
): InvoiceMessage {
  const date = (invoice.date ?? '').slice(0, 10);
  const dong = dongOf(invoice);
  return {
    key: identifierValue(invoice, identifierSystems.eInvoice) ?? '',
    symbol: invoiceSymbol(rules, date),
    date,
    seller: { taxNumber: rules.taxNumber, name: site.facility.name, address: site.facility.address },
    buyer,
    lines: lines.map(({ name, amount }) => ({ name, amount: xuText(xu(amount)) })),
    dong: String(dong),
    words: dongWords(Number(dong)),
    ...(list === undefined ? {} : { list }),
    ...(corrects === undefined ? {} : { corrects }),
  };
}

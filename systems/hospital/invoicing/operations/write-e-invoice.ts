import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Binary, BundleEntry, FhirResource, Invoice } from 'fhir/r4';
import type { InvoiceMessage } from '../exchange/invoice-provider.ts';
import { keyOf, withDetails } from '../rules/e-invoice.ts';

const MESSAGE = 'urn:uuid:5f0c2e0a-6a55-4f0b-9d61-6f2f0f1c7a01';

export const binaryOf = (contentType: string, text: string): Binary => ({
  resourceType: 'Binary',
  contentType,
  data: Buffer.from(text, 'utf8').toString('base64'),
});

/** Replaces the version it was read at and no other. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ifMatch: `W/"${resource.meta?.versionId}"`,
  },
});

export const postEntry = (resource: FhirResource, fullUrl: string): BundleEntry => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

export const transaction = (ctx: Context, entry: BundleEntry[]): Promise<FhirResource[]> =>
  ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });

export interface Draft {
  readonly invoice: Invoice;
  readonly message: InvoiceMessage;
  /** papers and invoices that change with it, marked already: each replaces the version it was read at */
  readonly changes: readonly Invoice[];
  readonly papers: number;
}

/**
 * The electronic invoice, what the provider will be told, and the marks on the papers: all or nothing. Who read a paper
 * before somebody else marked it loses.
 */
export async function writeEInvoice(ctx: Context, { invoice, message, changes, papers }: Draft): Promise<Invoice> {
  const whole = withDetails(invoice, { message: MESSAGE, papers });
  const once = `identifier=${encodeURIComponent(`${identifierSystems.eInvoice}|${keyOf(invoice)}`)}`;
  const written = await transaction(ctx, [
    { resource: whole, request: { method: 'POST', url: 'Invoice', ifNoneExist: once } },
    postEntry(binaryOf('application/json', JSON.stringify(message)), MESSAGE),
    ...changes.map(putEntry),
  ]);
  const [first] = written;
  return first?.resourceType === 'Invoice' ? first : whole;
}

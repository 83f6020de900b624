import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Invoice } from 'fhir/r4';
import { invoicing } from '../index.ts';
import { costDesk, paperFor, visitFor } from './papers-for-tests.ts';
import { openTestProvider, type TestProvider } from './provider-for-tests.ts';

/** A hospital that issues invoices through a provider of its own. */
export interface InvoiceHouse {
  readonly hospital: TestHospital;
  readonly provider: TestProvider;
  read(invoice: Invoice): Promise<Invoice>;
  /** a visit with one receipt and its invoice, handed over when the provider is there */
  invoiced(dong?: number): Promise<{ invoice: Invoice; receipt: Invoice }>;
  close(): Promise<void>;
}

export async function openInvoiceHouse(): Promise<InvoiceHouse> {
  const provider = await openTestProvider();
  const { rules, service } = provider;
  const hospital = await openTestHospital([invoicing, costDesk], { site: { invoicing: rules }, services: [service] });
  const read = (invoice: Invoice) => hospital.as('tool').store.read('Invoice', invoice.id ?? '');
  return {
    hospital,
    provider,
    read,
    async invoiced(dong = 25_000) {
      const { encounter, at } = await visitFor(hospital);
      const receipt = await paperFor(hospital, encounter, { dong });
      const made = await hospital.as('cashier').call<Invoice>('Encounter/$issue-invoice', at, { key: 'k' });
      await hospital.settled();
      return { invoice: await read(made), receipt };
    },
    async close() {
      await hospital.close();
      await provider.close();
    },
  };
}

export const refused = (code: string): object => ({ code: `invoicing.${code}` });

import { identifierSystems, parseBhytQr, parseCccdQr } from '@lienmach/core';
import { type RecordClient, type Scan, useRecord } from '@lienmach/ui';
import { visitOfInvoice } from './papers.ts';
import type { CashierLine, LineEntry } from './use-line.ts';

type Search = RecordClient['search'];

interface FoundVisit {
  readonly encounter: string;
  readonly name: string;
}

/** the visit whose request or receipt carries this reference, of whatever day */
async function byPayment(search: Search, reference: string): Promise<string | undefined> {
  const identifier = `${identifierSystems.paymentReference}|${reference.toUpperCase()}`;
  const { items } = await search('Invoice', { identifier });
  return items[0] && visitOfInvoice(items[0]);
}

async function byCard(search: Search, { kind, text }: Scan): Promise<string | undefined> {
  if (kind === 'insurance-card') {
    const { number } = parseBhytQr(text);
    const { items } = await search('Coverage', { identifier: `${identifierSystems.insuranceCard}|${number}` });
    return items[0]?.beneficiary.reference?.split('/')[1];
  }
  const { personalNumber } = parseCccdQr(text);
  const { items } = await search('Patient', { identifier: `${identifierSystems.personalNumber}|${personalNumber}` });
  return items[0]?.id;
}

const openFirst = (entries: readonly LineEntry[]): LineEntry | undefined =>
  entries.find(({ state }) => state === 'due') ?? entries[0];

/** Which visit of today a code at the window means. */
export function useFindVisit() {
  const { search } = useRecord();
  return async (scan: Scan, line: CashierLine | undefined): Promise<FoundVisit | undefined> => {
    const entries = line?.entries ?? [];
    if (scan.kind === 'payment') {
      const encounter = await byPayment(search, scan.value);
      return encounter === undefined
        ? undefined
        : { encounter, name: entries.find((entry) => entry.encounter === encounter)?.name ?? scan.value };
    }
    if (scan.kind === 'visit') return entries.find(({ encounter }) => encounter === scan.value);
    if (scan.kind === 'patient') {
      const { patient } = scan;
      return openFirst(entries.filter((entry) => entry.patientNumber === scan.value || entry.patient === patient?.id));
    }
    const patient = await byCard(search, scan).catch(() => undefined);
    return patient === undefined ? undefined : openFirst(entries.filter((entry) => entry.patient === patient));
  };
}

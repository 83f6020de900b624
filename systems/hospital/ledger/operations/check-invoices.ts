import { codeSystems, formatDong, type Xu, xu } from '@lienmach/core';
import type { RoomStore } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { counterPaper } from '../rules/counter-paper.ts';
import type { IssuedInvoice } from '../rules/issued-invoice.ts';
import type { Tally } from '../rules/tally.ts';

/** invoices asked for at once, and papers of one page: a summary may hold the papers of a whole day */
const KEYS = 100;
const PAGE = 500;

/** Papers that carry one of these tags, a page at a time. */
async function* tagged(store: RoomStore, system: string, keys: readonly string[]): AsyncGenerator<Invoice> {
  for (let start = 0; start < keys.length; start += KEYS) {
    const tags = keys.slice(start, start + KEYS).map((key) => `${system}|${key}`);
    const query = new URLSearchParams({ _tag: tags.join(','), _count: String(PAGE) }).toString();
    let cursor: string | undefined;
    do {
      const page = await store.page('Invoice', query, cursor);
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  }
}

/** What the papers of the counter say is in each invoice: those it took in, less those it took out again. */
async function papersIn(store: RoomStore, issued: readonly IssuedInvoice[]): Promise<ReadonlyMap<string, Xu>> {
  const keys = [...new Set(issued.map(({ key }) => key).filter((key) => key !== ''))];
  const sums = new Map<string, Xu>();
  for (const [system, sign] of [
    [codeSystems.invoicedBy, 1n],
    [codeSystems.correctedBy, -1n],
  ] as const) {
    for await (const invoice of tagged(store, system, keys)) {
      const key = invoice.meta?.tag?.find((tag) => tag.system === system)?.code ?? '';
      const paper = counterPaper(invoice);
      if (paper !== undefined) sums.set(key, xu((sums.get(key) ?? 0n) + sign * paper.amount));
    }
  }
  return sums;
}

/** Electronic invoices that count, beside the papers that name them. What the insurance settles has no papers at the counter. */
export async function checkInvoices(store: RoomStore, tally: Tally, issued: readonly IssuedInvoice[]): Promise<void> {
  const ofPatients = issued.filter(({ sort }) => sort !== 'insurer');
  if (ofPatients.length === 0) return;
  tally.tell('invoices');
  const papers = await papersIn(store, ofPatients);
  for (const invoice of ofPatients) {
    const inside = papers.get(invoice.key) ?? xu(0n);
    tally.add('invoices.change', invoice.change);
    tally.add('invoices.papers', inside);
    if (inside === invoice.change) continue;
    const text = `${invoice.words} ${invoice.number ?? ''}: ${formatDong(invoice.change)}, các phiếu cộng thành ${formatDong(inside)}.`;
    tally.misfit('invoices', { what: `Invoice/${invoice.id}`, text, amount: xu(invoice.change - inside) });
  }
}

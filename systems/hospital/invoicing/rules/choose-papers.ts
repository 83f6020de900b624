import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { invoicedBy, isCovered, PENDING, paperNumber } from './counter-paper.ts';
import { dongOf } from './e-invoice.ts';
import { sortDay } from './sort-day.ts';

export interface PaperChoice {
  /** papers of the visit in any state, oldest first */
  readonly papers: readonly Invoice[];
  /** `Invoice/<id>` of those that are asked for; absent: all that may be invoiced */
  readonly wanted?: readonly string[] | undefined;
  /** the visit when it is over and nothing has to go back */
  readonly settled: ReadonlySet<string>;
  readonly invoicesDeposits: boolean;
}

const refuseCovered = (paper: Invoice) =>
  errors.alreadyInvoiced({ at: 'receipt', receipt: paperNumber(paper), invoice: invoicedBy(paper) });

/** Exactly the papers that were named. */
function named(papers: readonly Invoice[], wanted: readonly string[]): Invoice[] {
  return wanted.map((reference) => {
    const paper = papers.find(({ id }) => `Invoice/${id}` === reference);
    if (paper === undefined || paper.status !== 'balanced') throw errors.unknownReceipt({ at: 'receipt' });
    if (isCovered(paper) || invoicedBy(paper) === PENDING) throw refuseCovered(paper);
    return paper;
  });
}

function every({ papers, settled, invoicesDeposits }: PaperChoice): readonly Invoice[] {
  const refunded = new Map(papers.map((paper) => [`Invoice/${paper.id}`, paper]));
  const standing = papers.filter(({ status }) => status === 'balanced');
  const { cover } = sortDay({ papers: standing, held: [], refunded, settled, invoicesDeposits });
  if (cover.length > 0) return papers.filter((paper) => cover.includes(paper));
  const covered = standing.find(isCovered);
  if (covered !== undefined) throw refuseCovered(covered);
  throw standing.length === 0 ? errors.nothingPaid({ at: 'Encounter' }) : errors.depositOnly({ at: 'Encounter' });
}

/**
 * What the invoice of one patient is made from: the receipts of the visit that no invoice holds, its deposits once they
 * are settled, what was given back of them. What the insurer pays alone has no personal invoice.
 *
 * @throws invoicing.alreadyInvoiced, invoicing.nothingPaid, invoicing.depositOnly, invoicing.unknownReceipt
 * @source NĐ 254/2026/NĐ-CP Điều 9: an invoice for who asks, nothing for the part of the insurance (secondary); deposits: setting (unsure)
 */
export function choosePapers(choice: PaperChoice): readonly Invoice[] {
  const { papers, wanted } = choice;
  const chosen = wanted === undefined || wanted.length === 0 ? every(choice) : named(papers, [...new Set(wanted)]);
  if (chosen.reduce((sum, paper) => sum + dongOf(paper), 0n) <= 0n) throw errors.depositOnly({ at: 'Encounter' });
  return chosen;
}

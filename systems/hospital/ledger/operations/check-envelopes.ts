import { formatDong, type Xu, xu, xuOfMoney } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Binary, Money } from 'fhir/r4';
import { type EnvelopeTotals, envelopeTotals } from '../exchange/envelope-totals.ts';
import type { PricedVisit } from '../rules/priced-visit.ts';
import type { Tally } from '../rules/tally.ts';

type Shares = Readonly<Record<'hospital' | 'insurer' | 'coPaid' | 'selfPaid' | 'otherFunds', Money>>;
interface Statement {
  readonly total: Shares;
  readonly payable: Money;
}

/** Field of XML1 beside the column of the statement, and the equation they belong to. */
const pairs = [
  ['envelope-total', 'T_TONGCHI_BV', 'hospital'],
  ['envelope-insurer', 'T_BHTT', 'insurer'],
  ['envelope-copay', 'T_BNCCT', 'coPaid'],
  ['envelope-self', 'T_BNTT', 'selfPaid'],
  ['envelope-other', 'T_NGUONKHAC', 'otherFunds'],
] as const;

type Differs = (code: string, amount: Xu, text: string) => void;

const differsAt =
  (tally: Tally, what: string): Differs =>
  (code, amount, text) => {
    if (amount !== 0n) tally.misfit(code, { what, text: `${text}: ${formatDong(amount)}.`, amount });
  };

/** The statement of the counter beside what the charges come to. */
function compareStatement(tally: Tally, visit: PricedVisit, { total, payable }: Statement, differs: Differs): void {
  const [hospital, owed] = [xuOfMoney(total.hospital), xuOfMoney(payable)];
  tally.add('counter.hospital', hospital);
  tally.add('counter.payable', owed);
  tally.add('printedVisits.hospital', visit.hospital);
  tally.add('printedVisits.payable', visit.payable);
  differs('printed', xu(hospital - visit.hospital), 'Thành tiền của bảng kê ở quầy khác chi phí tính lại');
  differs('printed', xu(owed - visit.payable), 'Phải thu của bảng kê ở quầy khác chi phí tính lại');
}

/** The claim file beside the statement of the counter. */
function compareEnvelope(tally: Tally, envelope: EnvelopeTotals, { total }: Statement, differs: Differs): void {
  for (const [code, field, column] of pairs) {
    const printed = xuOfMoney(total[column]);
    tally.add(`envelope.${field}`, envelope[field]);
    tally.add(`printed.${column}`, printed);
    differs(code, xu(envelope[field] - printed), `${field} khác bảng kê`);
  }
}

/**
 * The claim file and the cost statement of every visit as their own verbs make them: another way to the same figures. One
 * visit after the other, in the name of the caller, who must be allowed both. Nobody claims a visit without a card, or one that cost nothing.
 */
export async function checkEnvelopes(ctx: Context, tally: Tally, visits: readonly PricedVisit[]): Promise<void> {
  tally.tell('envelopes');
  for (const visit of visits) {
    const at = `Encounter/${visit.id}`;
    const differs = differsAt(tally, at);
    try {
      const statement = await ctx.call<Statement>('$cost-statement', at);
      compareStatement(tally, visit, statement, differs);
      if (!visit.isInsured || visit.lines === 0) continue;
      const { xml } = await ctx.call<{ xml: Binary }>('$bhyt-claim', at);
      compareEnvelope(
        tally,
        envelopeTotals(Buffer.from(xml.data ?? '', 'base64').toString('utf8')),
        statement,
        differs,
      );
    } catch (thrown) {
      if (!isFhirError(thrown) || thrown.status === 403) throw thrown;
      tally.misfit('envelope-total', { what: at, text: thrown.outcome.issue[0]?.details?.text ?? thrown.message });
    }
  }
}

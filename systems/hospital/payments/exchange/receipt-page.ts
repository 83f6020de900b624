import { formatDong, identifierSystems, identifierValue, nameText, xuOfMoney } from '@lienmach/core';
import type { Paper, PrintPage } from '@lienmach/documents';
import type { Site } from '@lienmach/system-kit';
import type { Invoice, Money, Patient } from 'fhir/r4';
import { kindOf } from '../rules/money-turn.ts';

interface ReceiptPrint {
  readonly site: Site;
  readonly patient: Patient;
  readonly receipt: Invoice;
  readonly paper: Paper;
  readonly printed: string;
  readonly printedAt: Date;
}

const amountText = (money: Money | undefined): string => (money === undefined ? '' : formatDong(xuOfMoney(money)));

const titles = { receipt: 'PHIẾU THU', deposit: 'PHIẾU TẠM ỨNG', refund: 'PHIẾU HOÀN TIỀN' } as const;
const totals = { receipt: 'Tổng thu', deposit: 'Đã tạm ứng', refund: 'Đã hoàn' } as const;

/**
 * A receipt (phiếu thu) as a page: what was paid for, rounding, total, how, by whom.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9 khoản 4 điểm m (secondary); the layout is our own
 */
export function receiptPage({ site, patient, receipt, paper, printed, printedAt }: ReceiptPrint): PrintPage {
  const number = identifierValue(receipt, identifierSystems.receiptNumber) ?? '';
  const patientNumber = identifierValue(patient, identifierSystems.patientNumber) ?? '';
  const rows = (receipt.lineItem ?? []).map((line) => [
    line.chargeItemReference?.display ?? line.chargeItemCodeableConcept?.text ?? '',
    amountText(line.priceComponent?.[0]?.amount),
  ]);
  return {
    paper,
    facility: site.facility,
    isDemo: site.isDemo,
    title: titles[kindOf(receipt)],
    subtitle: [`Số ${number}`],
    codes: [`Mã người bệnh ${patientNumber}`],
    patient: [nameText(patient.name), patientNumber],
    printed,
    printedAt,
    body: [
      { kind: 'facts', facts: [['Người bệnh', nameText(patient.name)]] },
      { kind: 'table', head: ['Nội dung', 'Số tiền'], rows, numeric: [1], wide: [0] },
      {
        kind: 'paragraph',
        spans: [{ bold: `${totals[kindOf(receipt)]}: ${amountText(receipt.totalGross)}` }],
        align: 'right',
      },
      {
        kind: 'facts',
        facts: [
          ['Hình thức', receipt.paymentTerms],
          ['Lý do', receipt.note?.[0]?.text],
        ],
      },
      { kind: 'signature', lines: ['Thu ngân', { bold: receipt.participant?.[0]?.actor.display ?? '' }] },
    ],
  };
}

import type { Layout, LayoutBlock } from '@lienmach/documents';

const blocks: readonly LayoutBlock[] = [
  {
    kind: 'facts',
    facts: [
      ['Người nộp', 'patient.name', 'lead'],
      ['Ngày sinh', 'patient.birth'],
      ['Giới tính', 'patient.sex'],
      ['Địa chỉ', 'patient.address', 'wide'],
    ],
  },
  {
    kind: 'table',
    each: 'lines',
    columns: [
      { head: 'Nội dung', text: '{name}', width: '*' },
      { head: 'Số tiền', text: '{amount}', align: 'right' },
    ],
    foot: ['{totalLabel}', '{total}'],
  },
  { kind: 'text', text: 'Bằng chữ: **{words}**' },
  {
    kind: 'facts',
    facts: [
      ['Hình thức', 'method'],
      ['Lý do', 'reason', 'wide'],
    ],
  },
];

/**
 * Receipt, deposit and refund papers of the counter: what for, how much in figures and words, how, by whom.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9 khoản 4 điểm m (secondary); Luật Kế toán 88/2015/QH13, Điều 16: contents of a voucher
 *   (from memory); the arrangement is our own
 */
export const receiptLayouts: readonly Layout[] = [
  {
    form: 'PT',
    version: '2026.1',
    law: 'NĐ 254/2026/NĐ-CP, Điều 9',
    validFrom: '2015-01-01',
    papers: ['80mm', 'A5'],
    title: '{title}',
    subtitle: 'Số **{number}**',
    number: 'number',
    blocks: [
      ...blocks,
      {
        kind: 'sign',
        date: '{date}',
        signers: [{ role: 'Người nộp hoặc nhận tiền' }, { role: 'Thu ngân', name: '{cashier}' }],
      },
    ],
  },
];

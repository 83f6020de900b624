import type { Layout } from '@lienmach/documents';

/**
 * The count of a cashier's shift: what went through, which notes lay in the drawer, the difference and why.
 *
 * @source TT 24/2024/TT-BTC, cash count record (biên bản kiểm kê quỹ) (from memory); the arrangement is our own
 */
export const shiftLayouts: readonly Layout[] = [
  {
    form: 'KKQ',
    version: '2024.1',
    law: 'TT 24/2024/TT-BTC, biên bản kiểm kê quỹ',
    validFrom: '2015-01-01',
    papers: ['A4', 'A5'],
    title: 'BIÊN BẢN KIỂM QUỸ CUỐI CA',
    subtitle: 'Ca của **{cashier}** · {began} – {ended}',
    blocks: [
      { kind: 'text', text: 'Quầy: **{counter}**' },
      {
        kind: 'table',
        each: 'lines',
        columns: [
          { head: 'Khoản', text: '{name}', width: '*' },
          { head: 'Số tiền', text: '{amount}', align: 'right' },
        ],
      },
      {
        kind: 'table',
        each: 'notes',
        columns: [
          { head: 'Mệnh giá', text: '{denomination}', align: 'right', width: 30 },
          { head: 'Số tờ', text: '{pieces}', align: 'right', width: 25 },
          { head: 'Thành tiền', text: '{amount}', align: 'right', width: '*' },
        ],
        foot: ['Cộng', '', '{counted}'],
      },
      { kind: 'text', text: 'Bằng chữ: **{countedWords}**' },
      { kind: 'text', text: 'Lý do chênh lệch: **{note}**' },
      {
        kind: 'sign',
        date: '{date}',
        signers: [{ role: 'Thu ngân', name: '{cashier}' }, { role: 'Thủ quỹ' }, { role: 'Kế toán' }],
      },
    ],
  },
];

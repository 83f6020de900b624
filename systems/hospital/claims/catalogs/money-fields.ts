import type { ClaimField } from './claim-table.ts';

const amount = (name: string): ClaimField => ({ name, type: 'amount', max: 15, required: 'yes' });

/** What both line tables say of money; they put it in different orders. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 2 and 3 (secondary); MUC_HUONG of 4 characters: QĐ 1931/QĐ-BYT (unsure) */
export const moneyFields = {
  amounts: ['THANH_TIEN_BV', 'THANH_TIEN_BH'].map(amount),
  otherFunds: ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL', 'T_NGUONKHAC'].map(amount),
  level: {
    name: 'MUC_HUONG',
    type: 'number',
    max: [
      ['2024-07-01', 3],
      ['2026-07-01', 4],
    ],
    required: 'yes',
  },
  payers: ['T_BNTT', 'T_BNCCT', 'T_BHTT'].map(amount),
} as const satisfies Readonly<Record<string, ClaimField | readonly ClaimField[]>>;

import type { AccountRole } from './chart-of-accounts.ts';

export type Way = 'cash' | 'transfer' | 'card';

/** What a paper of the counter says of how it was paid (`Invoice.paymentTerms`), and what that is for the books. */
const ways: Readonly<Record<string, Way>> = {
  'Tiền mặt': 'cash',
  'Chuyển khoản': 'transfer',
  Thẻ: 'card',
  'Thẻ ngân hàng': 'card',
  'Ví điện tử': 'card',
};

/** Whatever is not said is no cash: it has to be found at a bank. @source none: how our own papers say it */
export const wayOf = (paymentTerms: string | undefined): Way => ways[paymentTerms ?? ''] ?? 'transfer';

/** Where money lies once a paper says it was taken. @source none: our own posting */
export const accountOfWay: Readonly<Record<Way, AccountRole>> = {
  cash: 'cash',
  transfer: 'transfers',
  card: 'cards',
};

interface PaymentMethod {
  /** as papers print it */
  readonly name: string;
  /** what proves it: the memo of a transfer, the number on the slip of a card machine or a wallet */
  readonly proof: 'none' | 'reference' | 'slip';
  readonly isCashless: boolean;
  /** ways on which this money may go back */
  readonly refundBy: readonly string[];
}

/** How money changes hands at the counter, by the code that operations take. Another way is another line here. */
export const paymentMethods = {
  cash: { name: 'Tiền mặt', proof: 'none', isCashless: false, refundBy: ['cash', 'transfer'] },
  transfer: { name: 'Chuyển khoản', proof: 'reference', isCashless: true, refundBy: ['transfer', 'cash'] },
  card: { name: 'Thẻ', proof: 'slip', isCashless: true, refundBy: ['card'] },
  wallet: { name: 'Ví điện tử', proof: 'slip', isCashless: true, refundBy: ['wallet'] },
} as const satisfies Readonly<Record<string, PaymentMethod>>;

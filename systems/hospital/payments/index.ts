import { defineSystem } from '@lienmach/system-kit';
import { collect } from './operations/collect.ts';
import { costStatement } from './operations/cost-statement.ts';
import { paymentQr } from './operations/payment-qr.ts';
import { printReceipt } from './operations/print-receipt.ts';

export const payments = defineSystem({
  id: 'payments',
  title: { vi: 'Thu viện phí', en: 'Payments' },
  operations: [costStatement, paymentQr, collect, printReceipt],
});

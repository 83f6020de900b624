import { defineSystem } from '@lienmach/system-kit';
import { bankTransfer } from './exchange/bank-transfer.ts';
import { approveCancel } from './operations/approve-cancel.ts';
import { bankDay } from './operations/bank-day.ts';
import { bankNotice } from './operations/bank-notice.ts';
import { cancelReceipt } from './operations/cancel-receipt.ts';
import { cashierWorklist } from './operations/cashier-worklist.ts';
import { closeShift } from './operations/close-shift.ts';
import { collect } from './operations/collect.ts';
import { costStatement } from './operations/cost-statement.ts';
import { declineCancel } from './operations/decline-cancel.ts';
import { deposit } from './operations/deposit.ts';
import { explainUnbanked } from './operations/explain-unbanked.ts';
import { importStatement } from './operations/import-statement.ts';
import { openShift } from './operations/open-shift.ts';
import { paymentQr } from './operations/payment-qr.ts';
import { printCostStatement } from './operations/print-cost-statement.ts';
import { printReceipt } from './operations/print-receipt.ts';
import { printShift } from './operations/print-shift.ts';
import { refund } from './operations/refund.ts';
import { settleTransfer } from './operations/settle-transfer.ts';
import { shift } from './operations/shift.ts';

export const payments = defineSystem({
  id: 'payments',
  title: { vi: 'Thu viện phí', en: 'Payments' },
  operations: [
    costStatement,
    cashierWorklist,
    paymentQr,
    collect,
    bankNotice,
    deposit,
    refund,
    cancelReceipt,
    approveCancel,
    declineCancel,
    printReceipt,
    printCostStatement,
    openShift,
    shift,
    closeShift,
    printShift,
    settleTransfer,
    importStatement,
    bankDay,
    explainUnbanked,
  ],
  webhooks: [bankTransfer],
});

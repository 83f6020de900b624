import { defineSystem } from '@lienmach/system-kit';
import { invoiceStatus } from './exchange/invoice-status.ts';
import { adjustInvoice } from './operations/adjust-invoice.ts';
import { closeInvoiceDay } from './operations/close-invoice-day.ts';
import { invoiceDay } from './operations/invoice-day.ts';
import { invoiceNotice } from './operations/invoice-notice.ts';
import { issueInsurerInvoice } from './operations/issue-insurer-invoice.ts';
import { issueInvoice } from './operations/issue-invoice.ts';
import { notifyInvoiceMistake } from './operations/notify-invoice-mistake.ts';
import { replaceInvoice } from './operations/replace-invoice.ts';
import { retryInvoice } from './operations/retry-invoice.ts';
import { sendInvoices } from './operations/send-invoices.ts';
import { withdrawInvoice } from './operations/withdraw-invoice.ts';
import { onInvoiceSent } from './subscriptions/on-invoice-sent.ts';
import { onInvoiceWaiting } from './subscriptions/on-invoice-waiting.ts';
import { onReceiptCancelled } from './subscriptions/on-receipt-cancelled.ts';

export const invoicing = defineSystem({
  id: 'invoicing',
  title: { vi: 'Hóa đơn điện tử', en: 'Electronic invoices' },
  operations: [
    issueInvoice,
    closeInvoiceDay,
    issueInsurerInvoice,
    adjustInvoice,
    replaceInvoice,
    notifyInvoiceMistake,
    sendInvoices,
    invoiceNotice,
    retryInvoice,
    withdrawInvoice,
    invoiceDay,
  ],
  subscriptions: [onInvoiceWaiting, onInvoiceSent, onReceiptCancelled],
  webhooks: [invoiceStatus],
});

import { defineScreen, type Screen } from '@lienmach/ui';
import { IconFileInvoice } from '@tabler/icons-react';

/** Electronic invoices of the day, at the cashier's. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'invoicing.day',
    path: '/invoicing/day',
    title: { vi: 'Hóa đơn điện tử', en: 'Electronic invoices' },
    rail: { order: 5, icon: IconFileInvoice, label: { vi: 'Hóa đơn', en: 'Invoices' } },
    door: {
      order: 5,
      hint: {
        vi: 'Lập cho người mua, hóa đơn tổng cuối ngày, điều chỉnh, thay thế',
        en: 'For a buyer, the summary of the day, adjust, replace',
      },
    },
    roles: ['cashier'],
    load: async () => (await import('./invoice-day.screen.tsx')).InvoiceDayScreen,
  }),
];

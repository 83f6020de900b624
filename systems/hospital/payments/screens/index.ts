import { defineScreen, type Screen } from '@lienmach/ui';
import { IconCash } from '@tabler/icons-react';

/** Screens of the cashier's window. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'payments.cashier',
    path: '/payments/cashier/:encounter?',
    title: { vi: 'Thu ngân', en: 'Cashier' },
    rail: { order: 1, icon: IconCash },
    door: {
      order: 1,
      hint: { vi: 'Quét phiếu, thu tiền mặt hoặc mã QR, in phiếu', en: 'Scan a slip, take cash or QR, print' },
    },
    roles: ['cashier'],
    takesScans: ['payment', 'visit', 'patient', 'insurance-card', 'identity-card'],
    load: async () => (await import('./cashier.screen.tsx')).CashierScreen,
  }),
  defineScreen({
    id: 'payments.display',
    path: '/payments/display',
    title: { vi: 'Màn hình cho người bệnh', en: 'Patient display' },
    roles: ['cashier'],
    frame: 'bare',
    load: async () => (await import('./display.screen.tsx')).DisplayScreen,
  }),
];

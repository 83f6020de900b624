import { defineScreen, type Screen } from '@lienmach/ui';
import { IconBuildingBank, IconCash, IconCashRegister, IconReceipt } from '@tabler/icons-react';

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
    id: 'payments.papers',
    path: '/payments/papers/:task?',
    title: { vi: 'Phiếu và việc chờ', en: 'Papers and tasks' },
    rail: { order: 2, icon: IconReceipt, label: { vi: 'Phiếu thu', en: 'Receipts' } },
    door: {
      order: 2,
      hint: { vi: 'In lại, hủy phiếu với người thứ hai, tiền chưa khớp', en: 'Reprint, cancel with a second person' },
    },
    roles: ['cashier'],
    opensTask: ({ id, code }) =>
      code?.coding?.some((coding) => coding.code === 'cancel-receipt' || coding.code === 'bank-unmatched')
        ? `/payments/papers/${id}`
        : undefined,
    load: async () => (await import('./papers.screen.tsx')).PapersScreen,
  }),
  defineScreen({
    id: 'payments.shift',
    path: '/payments/shift',
    title: { vi: 'Ca thu', en: 'Shift' },
    rail: { order: 3, icon: IconCashRegister },
    door: { order: 3, hint: { vi: 'Mở ca, đếm tiền, giao ca', en: 'Open, count, hand over' } },
    roles: ['cashier'],
    load: async () => (await import('./shift.screen.tsx')).ShiftScreen,
  }),
  defineScreen({
    id: 'payments.reconciliation',
    path: '/payments/reconciliation',
    title: { vi: 'Đối soát ngân hàng', en: 'Bank reconciliation' },
    rail: { order: 4, icon: IconBuildingBank, label: { vi: 'Đối soát', en: 'Bank' } },
    door: {
      order: 4,
      hint: { vi: 'Hai bên trong ngày, nạp sao kê, khoản lệch', en: 'Both sides of a day, statements, what differs' },
    },
    roles: ['cashier'],
    load: async () => (await import('./reconciliation.screen.tsx')).ReconciliationScreen,
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

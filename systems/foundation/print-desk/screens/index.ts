import { defineScreen, type Screen } from '@lienmach/ui';
import { IconPrinter } from '@tabler/icons-react';

/** What was printed, what was not, and the printers of the computer in front of the person. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'print-desk.prints',
    path: '/print-desk/prints',
    title: { vi: 'In lại', en: 'Reprint' },
    rail: { order: 90, icon: IconPrinter },
    roles: ['registrar', 'nurse', 'doctor', 'lab-technician', 'lab-doctor', 'cashier', 'claims-clerk', 'records-clerk'],
    load: async () => (await import('./prints.screen.tsx')).PrintsScreen,
  }),
];

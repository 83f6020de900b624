import { defineScreen, type Screen } from '@lienmach/ui';
import { IconMicroscope } from '@tabler/icons-react';

/** Screens of microbiology. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'microbiology.bench',
    path: '/microbiology/bench/:order?',
    title: { vi: 'Vi sinh', en: 'Microbiology' },
    rail: { order: 15, icon: IconMicroscope },
    door: { order: 15, hint: { vi: 'Cấy, định danh, kháng sinh đồ', en: 'Cultures, isolates, susceptibility' } },
    roles: ['lab-technician', 'lab-doctor'],
    load: async () => (await import('./culture.screen.tsx')).CultureScreen,
  }),
];

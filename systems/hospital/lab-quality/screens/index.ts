import { defineScreen, type Screen } from '@lienmach/ui';
import { IconChartLine, IconTestPipe } from '@tabler/icons-react';

const roles = ['lab-technician', 'lab-doctor', 'lab-head'];

/** Screens of quality control. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'lab-quality.control',
    path: '/lab-quality/control',
    title: { vi: 'Nội kiểm', en: 'Quality control' },
    rail: { order: 20, icon: IconChartLine },
    door: { order: 20, hint: { vi: 'Biểu đồ, kết quả đang giữ', en: 'Charts, results held' } },
    roles,
    load: async () => (await import('./control.screen.tsx')).ControlScreen,
  }),
  defineScreen({
    id: 'lab-quality.run',
    path: '/lab-quality/run',
    title: { vi: 'Ghi nội kiểm', en: 'Record controls' },
    door: { order: 21, hint: { vi: 'Nhập giá trị của mẫu chứng', en: 'Type what the controls measured' } },
    rail: { order: 21, icon: IconTestPipe },
    roles,
    load: async () => (await import('./run.screen.tsx')).RunScreen,
  }),
];

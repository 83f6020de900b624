import { defineScreen, type Screen } from '@lienmach/ui';
import { IconChartBar, IconChartLine, IconDeviceDesktopAnalytics } from '@tabler/icons-react';

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
    roles,
    load: async () => (await import('./run.screen.tsx')).RunScreen,
  }),
  defineScreen({
    id: 'lab-quality.instruments',
    path: '/lab-quality/instruments',
    title: { vi: 'Máy xét nghiệm', en: 'Instruments' },
    rail: { order: 22, icon: IconDeviceDesktopAnalytics, label: { vi: 'Máy XN', en: 'Instruments' } },
    door: {
      order: 22,
      hint: { vi: 'Bảo trì, hiệu chuẩn, hóa chất, ngoại kiểm', en: 'Service, reagents, external control' },
    },
    roles,
    load: async () => (await import('./instruments.screen.tsx')).InstrumentsScreen,
  }),
  defineScreen({
    id: 'lab-quality.figures',
    path: '/lab-quality/figures',
    title: { vi: 'Báo cáo xét nghiệm', en: 'Laboratory report' },
    rail: { order: 23, icon: IconChartBar, label: { vi: 'Báo cáo', en: 'Report' } },
    door: {
      order: 23,
      hint: { vi: 'Khối lượng, thời gian trả, mẫu bị từ chối', en: 'Workload, turnaround, rejections' },
    },
    roles,
    load: async () => (await import('./figures.screen.tsx')).FiguresScreen,
  }),
];

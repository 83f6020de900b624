import { defineScreen, type Screen } from '@lienmach/ui';
import { IconPackageExport } from '@tabler/icons-react';

/** Screens of what goes to other laboratories. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'lab-referral.desk',
    path: '/lab-referral/desk',
    title: { vi: 'Gửi mẫu làm nơi khác', en: 'Specimens for other laboratories' },
    rail: { order: 16, icon: IconPackageExport, label: { vi: 'Gửi mẫu', en: 'Send-out' } },
    door: {
      order: 16,
      hint: { vi: 'Đóng chuyến, theo dõi hẹn trả, nhận kết quả', en: 'Send boxes, watch promises, take results' },
    },
    roles: ['lab-technician', 'lab-doctor', 'lab-head'],
    load: async () => (await import('./desk.screen.tsx')).DeskScreen,
  }),
];

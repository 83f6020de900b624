import { defineScreen, type Screen } from '@lienmach/ui';
import { IconStethoscope } from '@tabler/icons-react';

/** Screens of the consulting room. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'outpatient.room',
    path: '/outpatient/room/:encounter?',
    title: { vi: 'Phòng khám', en: 'Consulting room' },
    rail: { order: 10, icon: IconStethoscope },
    door: {
      order: 10,
      hint: { vi: 'Gọi, khám, chỉ định, kê đơn', en: 'Call, examine, order, prescribe' },
    },
    roles: ['doctor'],
    load: async () => (await import('./room.screen.tsx')).RoomScreen,
  }),
];

import { defineScreen, type Screen } from '@lienmach/ui';
import { IconUserPlus } from '@tabler/icons-react';

/** Screens of the reception desk. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'registration.reception',
    path: '/registration/reception',
    title: { vi: 'Tiếp đón', en: 'Reception' },
    rail: { order: 1, icon: IconUserPlus },
    door: {
      order: 1,
      hint: { vi: 'Quét thẻ, chọn phòng, cấp số thứ tự', en: 'Scan a card, choose a room, give a number' },
    },
    roles: ['registrar'],
    takesScans: ['identity-card', 'insurance-card'],
    load: async () => (await import('./reception.screen.tsx')).ReceptionScreen,
  }),
];

import { defineScreen, type Screen } from '@lienmach/ui';
import { IconDeviceTv, IconTicket, IconUsersGroup } from '@tabler/icons-react';

/** Waiting lists for the staff, boards for the hall. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'queue.rooms',
    path: '/queue/rooms',
    title: { vi: 'Hàng chờ', en: 'Queues' },
    rail: { order: 30, icon: IconUsersGroup },
    door: { order: 30, hint: { vi: 'Các phòng, gọi số, thời gian chờ', en: 'Rooms, calls, waiting times' } },
    roles: ['nurse', 'registrar', 'doctor', 'administrator'],
    load: async () => (await import('./rooms.screen.tsx')).RoomsScreen,
  }),
  defineScreen({
    id: 'queue.board',
    path: '/queue/board',
    title: { vi: 'Bảng gọi số', en: 'Waiting-room board' },
    rail: { order: 90, icon: IconDeviceTv },
    roles: ['board', 'nurse', 'registrar', 'doctor', 'administrator'],
    frame: 'bare',
    load: async () => (await import('./board.screen.tsx')).BoardScreen,
  }),
  defineScreen({
    id: 'queue.kiosk',
    path: '/queue/kiosk',
    title: { vi: 'Xem số của tôi', en: 'Where my number stands' },
    rail: { order: 91, icon: IconTicket },
    roles: ['board', 'nurse', 'registrar', 'doctor', 'administrator'],
    frame: 'bare',
    load: async () => (await import('./kiosk.screen.tsx')).KioskScreen,
  }),
];

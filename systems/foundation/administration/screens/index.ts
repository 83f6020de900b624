import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconBuilding, IconPlayerPause, IconShieldSearch, IconUsers } from '@tabler/icons-react';

/** Desks of the people who keep the house running. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'administration.users',
    path: '/administration/users',
    title: { vi: 'Tài khoản', en: 'Accounts' },
    rail: { order: 20, icon: IconUsers },
    door: {
      order: 1,
      hint: { vi: 'Thêm người, vai trò, mật khẩu, phiên đang mở', en: 'People, roles, passwords, open sessions' },
    },
    roles: ['administrator'],
    load: async () => (await import('./users.screen.tsx')).UsersScreen,
  }),
  defineScreen({
    id: 'administration.rooms',
    path: '/administration/rooms',
    title: { vi: 'Phòng', en: 'Rooms' },
    rail: { order: 21, icon: IconBuilding },
    roles: ['administrator'],
    load: async () => (await import('./rooms.screen.tsx')).RoomsScreen,
  }),
  defineScreen({
    id: 'administration.audit',
    path: '/administration/audit',
    title: { vi: 'Nhật ký', en: 'Access log' },
    rail: { order: 24, icon: IconShieldSearch },
    door: {
      order: 3,
      hint: { vi: 'Ai đã xem, đã sửa hồ sơ nào; chuỗi niêm phong', en: 'Who saw or changed which record; the seals' },
    },
    roles: ['administrator'],
    load: async () => (await import('./audit.screen.tsx')).AuditScreen,
  }),
  defineScreen({
    id: 'administration.operations',
    path: '/administration/operations',
    title: { vi: 'Vận hành', en: 'Operations' },
    rail: { order: 25, icon: IconPlayerPause },
    door: {
      order: 4,
      hint: { vi: 'Việc nền dừng lại và vì sao', en: 'Background jobs that stopped, and why' },
    },
    roles: ['administrator'],
    load: async () => (await import('./operations.screen.tsx')).OperationsScreen,
  }),
];

/** What the administrator sees first thing. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'administration.operations',
    slot: 'home.card',
    order: 1,
    roles: ['administrator'],
    load: async () => (await import('./operations-card.widget.tsx')).OperationsCard,
  }),
];

import { defineScreen, type Screen } from '@lienmach/ui';
import { IconUsers } from '@tabler/icons-react';

/** Desks of the people who keep the house running. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'administration.users',
    path: '/administration/users',
    title: { vi: 'Tài khoản', en: 'Accounts' },
    rail: { order: 60, icon: IconUsers },
    door: {
      order: 1,
      hint: { vi: 'Thêm người, vai trò, mật khẩu, phiên đang mở', en: 'People, roles, passwords, open sessions' },
    },
    roles: ['administrator'],
    load: async () => (await import('./users.screen.tsx')).UsersScreen,
  }),
];

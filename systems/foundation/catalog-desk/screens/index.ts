import { defineScreen, type Screen } from '@lienmach/ui';
import { IconBooks, IconReceipt2 } from '@tabler/icons-react';

/** Desks of prices and catalogs. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'catalog-desk.prices',
    path: '/administration/prices',
    title: { vi: 'Bảng giá', en: 'Prices' },
    rail: { order: 22, icon: IconReceipt2 },
    door: {
      order: 2,
      hint: { vi: 'Giá theo ngày, số quyết định, lịch sử từng mã', en: 'Prices by day, decision, history of a code' },
    },
    roles: ['administrator'],
    load: async () => (await import('./prices.screen.tsx')).PricesScreen,
  }),
  defineScreen({
    id: 'catalog-desk.catalogs',
    path: '/administration/catalogs/:name?',
    title: { vi: 'Danh mục', en: 'Catalogs' },
    rail: { order: 23, icon: IconBooks },
    roles: ['administrator'],
    load: async () => (await import('./catalogs.screen.tsx')).CatalogsScreen,
  }),
];
